import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import {
  GANGKOU,
  NANSHAN_VILLAGE,
  OTHER_VILLAGE,
  VILLAGE,
  allRows,
  clueForm,
  morning,
  ok,
  reportClue,
} from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
});
afterAll(async () => {
  await app.stop();
});

const inbox = async (account: string, query = '') => {
  await app.settle();
  return allRows(await app.as(account), `/clue-inbox${query}`);
};

describe('calls and clues over HTTP', () => {
  it('a call of the hotline becomes a clue, is answered, endorsed, verified and rejected, particulars sealed', async () => {
    const hotline = await app.as('hotline-gangkou');
    const call = { townCode: GANGKOU, channel: 'H12345', callAt: '2026-09-09T10:00:00+08:00', callNo: '0909-1' };
    const { caseId } = await ok(
      hotline.post('/cases/calls', { ...call, caller: { name: '钱七', phone: '13612345678' } }),
    );
    expect(await inbox('officer-gangkou')).toMatchObject([
      { caseId, name: '钱七', phone: '136****5678', villageCode: null, firstResponse: { at: null, overdue: false } },
    ]);
    // Nobody of a village hears of a call before it is a clue of his village.
    expect(await inbox('coordinator-gangkou')).toEqual([]);
    await ok(hotline.post('/cases/clues', clueForm({ caseId, source: 'HOTLINE' })));
    const answer = { respondedAt: '2026-09-09T11:00:00+08:00', how: 'DOOR', helpNeeded: true };
    await ok(officer.post(`/cases/${String(caseId)}/first-responses`, answer));
    await ok((await app.as('secretary-gangkou')).post(`/cases/${String(caseId)}/endorsements`, { text: '情况属实' }));
    const seen = { verifiedAt: '2026-09-10T08:00:00+08:00', result: 'CONFIRMED', needsListing: true, text: '确实断粮' };
    await ok((await app.as('coordinator-gangkou')).post(`/cases/${String(caseId)}/verifications`, seen));
    expect(await inbox('coordinator-gangkou')).toMatchObject([
      {
        caseId,
        townCode: GANGKOU,
        villageCode: VILLAGE,
        source: 'HOTLINE',
        name: '赵六',
        phone: '137****5678',
        address: '***',
        text: '独居，断粮',
        endorsed: true,
        reportLate: false,
        verified: { result: 'CONFIRMED', needsListing: true, at: '2026-09-10T00:00:00.000Z' },
        firstResponse: { dueAt: '2026-09-10T02:00:00.000Z', at: '2026-09-09T03:00:00.000Z', overdue: false },
      },
    ]);
    await ok(officer.post(`/cases/${String(caseId)}/rejections`, { reason: 'NOT_A_NEED', text: '已由子女接走' }));
    expect(await inbox('officer-gangkou')).toEqual([]);
    const facts = await app.facts(['case']);
    expect(facts.map(({ type, metadata }) => [type, metadata.townCode, metadata.villageCode])).toEqual([
      ['HotlineCallReceived', GANGKOU, undefined],
      ...['ClueReported', 'FirstResponseMade', 'ClueEndorsed', 'ClueVerified', 'ClueRejected'].map((type) => [
        type,
        GANGKOU,
        VILLAGE,
      ]),
    ]);
    const log = JSON.stringify(facts);
    const words = ['钱七', '5678', '赵六', '桥头', '独居', '属实', '断粮', '子女', '0909-1'];
    expect(words.filter((word) => log.includes(word))).toEqual(['0909-1']);
  });

  it('a clue about another township’s village is answered like one about no village, and leaves nothing', async () => {
    const before = await app.facts();
    const [foreign, unknown] = [
      await officer.post('/cases/clues', clueForm({ villageCode: NANSHAN_VILLAGE })),
      await officer.post('/cases/clues', clueForm({ villageCode: '341881400498' })),
    ];
    expect([foreign.status, unknown.status]).toEqual([404, 404]);
    expect({ ...foreign.body, traceId: '' }).toEqual({ ...unknown.body, traceId: '' });
    const department = await app.as('department-medical');
    expect((await department.post('/cases/clues', clueForm({ villageCode: '341881400498' }))).status).toBe(404);
    expect(await app.facts()).toEqual(before);
  });

  it('a department reports in any village of the city and reads none of it', async () => {
    const department = await app.as('department-medical');
    const caseId = await reportClue(department, { villageCode: NANSHAN_VILLAGE, source: 'DEPARTMENT' });
    expect(await inbox('officer-nanshan')).toMatchObject([{ caseId, source: 'DEPARTMENT' }]);
    expect(await inbox('officer-gangkou')).toEqual([]);
    expect((await department.get('/clue-inbox')).status).toBe(403);
    const nothing = { reason: 'OTHER', text: '无' };
    expect((await officer.post(`/cases/${caseId}/rejections`, nothing)).status).toBe(404);
  });

  it('F04: a duplicate marked five times at once is one fact; it leaves the inbox, and nothing goes into it', async () => {
    const [one, other] = [await reportClue(officer), await reportClue(officer, { villageCode: OTHER_VILLAGE })];
    const marks = await Promise.all(
      Array.from({ length: 5 }, () => officer.post(`/cases/${one}/duplicates`, { ofCaseRef: other })),
    );
    expect(marks.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    const marked = (await app.facts(['case'])).filter(({ type }) => type === 'ClueMarkedDuplicate');
    expect(marked.map(({ stream }) => stream)).toEqual([`case-${one}`]);
    expect((await inbox('officer-gangkou')).map(({ caseId }) => caseId)).toEqual([other]);
    const back = await officer.post(`/cases/${other}/duplicates`, { ofCaseRef: one });
    expect([back.status, back.body.rule]).toEqual([409, 'duplicate-of-duplicate']);
    const elsewhere = await reportClue(await app.as('officer-nanshan'), { villageCode: NANSHAN_VILLAGE });
    const refusals = await Promise.all(
      [elsewhere, '0b0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c6d'].map((ofCaseRef) =>
        officer.post(`/cases/${other}/duplicates`, { ofCaseRef }),
      ),
    );
    expect(refusals.map(({ status, body }) => [status, body.rule])).toEqual(Array(2).fill([409, 'no-such-case']));
  });

  it('a first response is in time if it was written down in time, as the limits and alerts count it', async () => {
    const hotline = await app.as('hotline-gangkou');
    const call = { townCode: GANGKOU, channel: 'H12345', callAt: '2026-09-08T08:00:00+08:00', callNo: '0908-1' };
    const caseId = String((await ok(hotline.post('/cases/calls', call)))['caseId']);
    const answer = { respondedAt: '2026-09-08T09:00:00+08:00', how: 'PHONE', helpNeeded: false };
    await ok(officer.post(`/cases/${caseId}/first-responses`, answer));
    const row = (await inbox('officer-gangkou')).find((one) => one['caseId'] === caseId);
    const late = { dueAt: '2026-09-09T00:00:00.000Z', at: '2026-09-08T01:00:00.000Z', overdue: true };
    expect(row?.['firstResponse']).toEqual(late);
    await ok(officer.post(`/cases/${caseId}/closings`, { reason: 'NO_NEED', text: '只问政策' }));
  });

  it('the inbox is filtered, goes page by page, and answers what was known then', async () => {
    const before = await app.system.platform.positionToken(await app.system.platform.store.head());
    await app.at(morning('2026-09-11'));
    officer = await app.as('officer-gangkou');
    const late = await reportClue(officer, { urgencyHint: 'URGENT' });
    const [first, second] = [await inbox('officer-gangkou'), await inbox('officer-gangkou', '?limit=1')];
    expect(second).toEqual(first);
    expect(first.map(({ caseId, reportLate }) => [caseId === late, reportLate])).toEqual([
      [false, false],
      [true, true],
    ]);
    const answer = { dueAt: '2026-09-12T01:00:00.000Z', at: null, overdue: false };
    expect(first.map(({ firstResponse }) => firstResponse)).toEqual([null, answer]);
    expect((await inbox('officer-gangkou', '?urgency=URGENT')).map(({ caseId }) => caseId)).toEqual([late]);
    expect((await inbox('officer-gangkou', `?village=${VILLAGE}`)).map(({ caseId }) => caseId)).toEqual([late]);
    expect(await inbox('officer-gangkou', '?source=SELF')).toEqual([]);
    expect(await inbox('bureau', `?town=${GANGKOU}`)).toHaveLength(2);
    const then = await inbox('officer-gangkou', `?asOf=${encodeURIComponent(before)}`);
    expect(then.map(({ caseId }) => caseId)).toEqual([first[0]?.['caseId']]);
  });
});
