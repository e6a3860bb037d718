import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { GANGKOU, VILLAGE, clueForm, idNumber, ok, ownerChain } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let caseId: string;
const idNo = idNumber();

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
  const callAt = '2026-09-10T08:00:00+08:00';
  const caller = { name: '孙七', phone: '13987654321' };
  const call = await ok(
    officer.post('/cases/calls', { townCode: GANGKOU, channel: 'H12345', callAt, callNo: 'n-1', caller }),
  );
  caseId = String(call['caseId']);
  const subject = { name: '赵六', idNo, phone: '13712345678', address: '三组桥头' };
  await ok(officer.post('/cases/clues', clueForm({ caseId, source: 'HOTLINE', villageCode: VILLAGE, subject })));
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const purpose = (code: string, ref: string) => ({ 'x-purpose': code, 'x-purpose-ref': ref });
const reveal = (by: TestCaller, fields: readonly string[], headers: Record<string, string>) =>
  by.post(`/cases/${caseId}/reveals`, { fields }, headers);
const accessesSince = async (after: number) => {
  await app.system.platform.accessLog.flush();
  const { events } = await app.system.platform.accessStore.readAll(after, { limit: 100 });
  return events.map(({ type, data, metadata }) => [metadata.actorId, type, data]);
};

describe('what a case itself knows of people on no roster', () => {
  it('is revealed for the call while there is only a call, and the record stands before the answer', async () => {
    await app.system.platform.accessLog.flush();
    const after = await app.system.platform.accessStore.head();
    const hotline = await app.as('hotline-gangkou');
    const answer = await reveal(hotline, ['callerName', 'callerPhone'], purpose('HOTLINE_CALL', caseId));
    expect([answer.status, answer.body]).toEqual([
      200,
      { caseId, values: { callerName: '孙七', callerPhone: '13987654321' } },
    ]);
    // No flush: the record stands as soon as the answer is there.
    const { events } = await app.system.platform.accessStore.readAll(after, { limit: 1 });
    const [fact] = await app.facts(['case']);
    const { callerId } = fact?.data['caller'] as { callerId: string };
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      [
        'SensitiveDataViewed',
        {
          operation: 'revealCaseParticulars',
          subjects: [caseId, callerId],
          caseRef: caseId,
          fields: ['callerName', 'callerPhone'],
          kind: 'revealed',
          purposeCode: 'HOTLINE_CALL',
          purposeRef: caseId,
          resultCount: 1,
          channel: 'api',
        },
      ],
    ]);
  });

  it('is revealed for the case once it is open; what nobody said is not there', async () => {
    expect((await reveal(officer, ['subjectName'], purpose('OPEN_CASE', caseId))).status).toBe(403);
    const seen = { verifiedAt: '2026-09-10T08:30:00+08:00', result: 'CONFIRMED', needsListing: false };
    await ok(officer.post(`/cases/${caseId}/verifications`, seen));
    await ok(officer.post(`/cases/${caseId}/openings`, { ownerChain }));
    const every = ['subjectName', 'subjectIdNo', 'subjectPhone', 'subjectAddress', 'callerPhone'];
    expect((await reveal(officer, every, purpose('OPEN_CASE', caseId))).body.values).toEqual({
      subjectName: '赵六',
      subjectIdNo: idNo,
      subjectPhone: '13712345678',
      subjectAddress: '三组桥头',
      callerPhone: '13987654321',
    });
  });

  it('is not revealed without a purpose, for another case or another township, and every refusal is on record', async () => {
    const other = String((await ok(officer.post('/cases/clues', clueForm())))['caseId']);
    await app.system.platform.accessLog.flush();
    const after = await app.system.platform.accessStore.head();
    const answers = [
      await reveal(officer, ['subjectIdNo'], {}),
      await reveal(officer, ['subjectIdNo'], purpose('OPEN_CASE', other)),
      await officer.post(`/cases/${other}/reveals`, { fields: ['subjectIdNo'] }, purpose('OPEN_CASE', caseId)),
      await reveal(await app.as('officer-nanshan'), ['subjectIdNo'], purpose('OPEN_CASE', caseId)),
      await reveal(await app.as('officer-nanshan'), ['subjectIdNo'], {}),
      await reveal(officer, [], purpose('OPEN_CASE', caseId)),
    ];
    expect(answers.map(({ status, body }) => [status, body.values])).toEqual([
      [403, undefined],
      [403, undefined],
      [403, undefined],
      [403, undefined],
      [404, undefined],
      [422, undefined],
    ]);
    const denied = { operation: 'revealCaseParticulars', reason: 'purpose' };
    expect(await accessesSince(after)).toEqual([
      ['demo-officer-gangkou', 'AccessDenied', { ...denied, subjects: [caseId] }],
      ['demo-officer-gangkou', 'AccessDenied', denied],
      ['demo-officer-gangkou', 'AccessDenied', { ...denied, subjects: [other] }],
      ['demo-officer-nanshan', 'AccessDenied', denied],
    ]);
  });
});
