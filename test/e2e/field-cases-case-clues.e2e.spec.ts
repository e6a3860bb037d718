import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { emergencyForm, homeVisitForm, watchedCase } from '../support/case-clerk.js';
import {
  GANGKOU,
  NANSHAN_VILLAGE,
  VILLAGE,
  allRows,
  idNumber,
  madeUpCaller,
  morning,
  ok,
  ownerChain,
  registerHousehold,
  reportClue,
} from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
beforeEach(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
}, 180_000);
afterEach(async () => {
  await app.stop();
});

const idsIn = async (path: string) => {
  await app.settle();
  return (await allRows(officer, path)).map(({ caseId }) => caseId);
};
const reported = async (asOf = '') => {
  await app.settle();
  const { rows } = (await officer.get(`/case-board${asOf}`)).body as { rows: Record<string, unknown>[] };
  return rows.map(({ status, cases, urgent }) => [status, cases, urgent]);
};
const lists = ['/clue-inbox', '/cases', '/deadlines'];

describe('F04 · duplicate clue', () => {
  it('marked five times at once is one fact, leaves every list together, and nothing waits for it', async () => {
    const other = await reportClue(officer);
    const one = await reportClue(officer, { urgencyHint: 'URGENT', knownAt: '2026-09-10T08:30:00+08:00' });
    const both = [other, one].sort();
    expect(await Promise.all(lists.map(idsIn))).toEqual([both, both, [one]]);
    const mark = (caseId: string, ofCaseRef: string) => officer.post(`/cases/${caseId}/duplicates`, { ofCaseRef });
    const marks = await Promise.all(Array.from({ length: 5 }, () => mark(one, other)));
    expect(marks.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    const before = await app.facts(['case']);
    expect(before.map(({ stream, type }) => [stream, type])).toEqual([
      [`case-${other}`, 'ClueReported'],
      [`case-${one}`, 'ClueReported'],
      [`case-${one}`, 'ClueMarkedDuplicate'],
    ]);
    expect(await Promise.all(lists.map(idsIn))).toEqual([[other], [other], []]);
    expect(await reported()).toEqual([['REPORTED', 1, 0]]);
    const back = await mark(other, one);
    expect([back.status, back.body.rule]).toEqual([409, 'duplicate-of-duplicate']);
    await app.at(morning('2026-09-30'));
    expect(await app.facts(['case'])).toEqual(before);
    officer = await app.as('officer-gangkou');
    const { rows } = (await officer.get(`/cases/${one}/timeline`)).body as { rows: Record<string, unknown>[] };
    expect(rows.map(({ type, status }) => [type, status])).toEqual([
      ['ClueReported', 'REPORTED'],
      ['ClueMarkedDuplicate', 'DUPLICATE'],
    ]);
  }, 180_000);
});

describe('F73 · still counted', () => {
  it('inbox, list of cases and board tell the same number of clues, now and as of each step', async () => {
    const steps: string[] = [];
    const step = async () =>
      steps.push(
        `?asOf=${encodeURIComponent(await app.system.platform.positionToken(await app.system.platform.store.head()))}`,
      );
    const cases: string[] = [];
    for (let clue = 0; clue < 3; clue++) {
      cases.push(await reportClue(officer));
      await step();
    }
    await ok(officer.post(`/cases/${cases[0] ?? ''}/duplicates`, { ofCaseRef: cases[1] }));
    await step();
    const counted = async (asOf: string) => {
      const [inbox, list] = [await idsIn(`/clue-inbox${asOf}`), await idsIn(`/cases${asOf}`)];
      return [inbox.length, list.length, (await reported(asOf)).map(([, count]) => count)];
    };
    expect(await Promise.all([...steps, ''].map(counted))).toEqual([
      [1, 1, [1]],
      [2, 2, [2]],
      [3, 3, [3]],
      [2, 2, [2]],
      [2, 2, [2]],
    ]);
  }, 180_000);
});

describe('F44 · an emergency where somebody is who is registered elsewhere', () => {
  it('is worked by the township it happens in; the other one sees nothing of it, and its family stays closed', async () => {
    const nanshan = await app.as('officer-nanshan');
    const idNo = idNumber();
    const home = await registerHousehold(nanshan, { villageCode: NANSHAN_VILLAGE, head: { name: '欧阳山', idNo } });
    const caseId = await reportClue(officer, {
      urgencyHint: 'URGENT',
      subject: { name: '欧阳山', idNo, registeredResidence: NANSHAN_VILLAGE },
    });
    const post = (who: TestCaller, path: string, form: object) => who.post(`/cases/${caseId}/${path}`, form);
    const foreign = await post(officer, 'openings', { ownerChain, placeOfEmergency: NANSHAN_VILLAGE });
    expect([foreign.status, foreign.body.rule]).toEqual([409, 'I-19']);
    await ok(post(officer, 'openings', { ownerChain, placeOfEmergency: VILLAGE }));
    await ok(post(officer, 'emergency-aids', emergencyForm()));
    await ok(post(officer, 'household-links', { householdRef: home.householdId }));
    await ok(post(officer, 'home-visits', homeVisitForm()));
    await app.settle();
    const before = await app.facts();
    const refusals = [
      await post(nanshan, 'emergency-aids', emergencyForm()),
      await post(nanshan, 'home-visits', homeVisitForm()),
      await nanshan.get(`/cases/${caseId}/timeline`),
      await officer.get(`/households/${home.householdId}`),
      await officer.get(`/households/${home.householdId}/page.xlsx`),
      await officer.post(`/households/${home.householdId}/address-changes`, { address: '三组', on: '2026-09-10' }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual(Array(6).fill(404));
    expect(await app.facts()).toEqual(before);
    const seen = async (who: TestCaller) => (await allRows(who, '/cases')).map((row) => [row['caseId'], row['status']]);
    expect([await seen(officer), await seen(nanshan)]).toEqual([[[caseId, 'INVESTIGATING']], []]);
    const texts = await Promise.all(['/cases', `/cases/${caseId}/timeline`].map((path) => officer.get(path)));
    expect(texts.filter(({ text }) => text.includes('欧阳') || text.includes(home.householdNo))).toEqual([]);
  }, 180_000);
});

describe('F46 · one person who proposes and approves the reopening of a refused case', () => {
  it('is refused under whatever role and account, the try is on record, and somebody else approves', async () => {
    const caseId = await watchedCase(officer);
    const again = { cause: 'PETITION', reason: '信访反映' };
    const { proposalId } = await ok(officer.post(`/cases/${caseId}/reopen-proposals`, again));
    const of = `/cases/${caseId}/reopen-proposals/${String(proposalId)}`;
    const hat = { role: 'REVIEWER', org: GANGKOU, person: officer.caller.person } as const;
    const hats = [
      await madeUpCaller(app, { account: 'hat-1', ...hat }),
      await madeUpCaller(app, { account: 'hat-2', ...hat }),
    ];
    const { accessLog, accessStore } = app.system.platform;
    await accessLog.flush();
    const [after, before] = [await accessStore.head(), (await app.facts()).length];
    const tries = [];
    for (const who of hats) {
      tries.push(await who.post(`${of}/approvals`, {}));
      tries.push(await who.post(`${of}/rejections`, { reason: '材料不足' }));
    }
    expect(tries.map(({ status, body }) => [status, body.rule])).toEqual(Array(4).fill([409, 'I-25']));
    expect((await app.facts()).length).toBe(before);
    await accessLog.flush();
    const denied = (await accessStore.readAll(after, { limit: 100 })).events.filter(
      ({ type }) => type === 'AccessDenied',
    );
    expect(denied.map(({ data, metadata }) => [metadata.actorId, data['operation'], data['reason']])).toEqual([
      ['hat-1', 'approveReopen', 'I-25'],
      ['hat-1', 'rejectReopen', 'I-25'],
      ['hat-2', 'approveReopen', 'I-25'],
      ['hat-2', 'rejectReopen', 'I-25'],
    ]);
    await ok((await app.as('reviewer-gangkou')).post(`${of}/approvals`, {}));
    await app.settle();
    expect((await allRows(officer, '/cases')).map(({ status }) => status)).toEqual(['REOPENED']);
  }, 180_000);
});
