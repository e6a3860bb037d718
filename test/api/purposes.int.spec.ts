import type { Recorded } from '../../src/platform/fact.js';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { applicationForm, homeVisitForm, watchedCase } from '../support/case-clerk.js';
import type { Registered } from '../support/clerk.js';
import {
  GANGKOU,
  NANSHAN_VILLAGE,
  idNumber,
  listedHousehold,
  ok,
  openCaseOf,
  registerHousehold,
  reportClue,
} from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let nanshan: TestCaller;
let home: Registered;
let neighbour: Registered;
/** Of 南山街道. */
let far: Registered;
let caseId: string;

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
  nanshan = await app.as('officer-nanshan');
  home = await registerHousehold(officer, { head: { phone: '13812345678' } });
  neighbour = await listedHousehold(officer);
  far = await registerHousehold(nanshan, { villageCode: NANSHAN_VILLAGE });
  caseId = await openCaseOf(officer, home.householdId);
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const purpose = (code: string, ref: string) => ({ 'x-purpose': code, 'x-purpose-ref': ref });
const reveal = (caller: TestCaller, { householdId, headMemberId }: Registered, code: string, ref: string) =>
  caller.post(`/households/${householdId}/reveals`, { fields: ['phone'], memberId: headMemberId }, purpose(code, ref));
const statusOf = async (caller: TestCaller, of: Registered, code: string, ref: string) =>
  (await reveal(caller, of, code, ref)).status;
const call = async (caller: TestCaller, townCode: string, callNo: string) =>
  String(
    (
      await ok(
        caller.post('/cases/calls', { townCode, channel: 'TOWN_HOTLINE', callAt: '2026-09-10T08:00:00+08:00', callNo }),
      )
    )['caseId'],
  );
const NEVER = '0b0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c6d';

/** What the second log says since, in order. */
async function accessesSince(after: number): Promise<readonly Recorded[]> {
  await app.system.platform.accessLog.flush();
  return (await app.system.platform.accessStore.readAll(after, { limit: 1000 })).events;
}

describe('why somebody looks (L1 art. 70(6))', () => {
  it('an open case opens the family it is about, to whoever reaches it, and the record names the case', async () => {
    await app.system.platform.accessLog.flush();
    const after = await app.system.platform.accessStore.head();
    const answer = await reveal(officer, home, 'OPEN_CASE', caseId);
    expect([answer.status, answer.body.values]).toEqual([200, { phone: '13812345678' }]);
    const [seen, ...more] = await accessesSince(after);
    expect([seen?.data['purposeCode'], seen?.data['purposeRef'], more.length]).toEqual(['OPEN_CASE', caseId, 1]);
    expect(await statusOf(await app.as('reviewer-gangkou'), home, 'OPEN_CASE', caseId)).toBe(200);
  });

  it('and no other family; nor does a case of another township, one that is not open, one that is not there', async () => {
    await app.system.platform.accessLog.flush();
    const after = await app.system.platform.accessStore.head();
    const clue = await reportClue(officer, { householdRef: home.householdId, subject: undefined });
    const answers = [
      await reveal(officer, neighbour, 'OPEN_CASE', caseId),
      await reveal(nanshan, far, 'OPEN_CASE', caseId),
      await reveal(officer, home, 'OPEN_CASE', clue),
      await reveal(officer, home, 'OPEN_CASE', NEVER),
      await reveal(officer, home, 'OPEN_CASE', `${caseId}:x`),
      await reveal(officer, home, 'OPEN_CASE', home.householdId),
    ];
    expect(answers.map(({ status, body }) => [status, body.type, body.values])).toEqual(
      Array(6).fill([403, 'urn:proactive-discovery:problem:forbidden-purpose', undefined]),
    );
    const denied = { operation: 'revealParticulars', reason: 'purpose' };
    expect((await accessesSince(after)).map(({ type, data, metadata }) => [metadata.actorId, type, data])).toEqual([
      ['demo-officer-gangkou', 'AccessDenied', { ...denied, subjects: [neighbour.householdId] }],
      ['demo-officer-nanshan', 'AccessDenied', denied],
      ...Array(4).fill(['demo-officer-gangkou', 'AccessDenied', denied]),
    ]);
  });

  it('a case that is over opens nothing any more', async () => {
    const watched = await watchedCase(officer);
    const opening = (await app.facts(['case'])).find(
      ({ stream, type }) => stream === `case-${watched}` && type === 'CaseOpenedFromRoster',
    );
    const householdId = String(opening?.data['householdRef']);
    const ask = () =>
      officer.post(`/households/${householdId}/reveals`, { fields: ['address'] }, purpose('OPEN_CASE', watched));
    await app.settle();
    expect((await ask()).status).toBe(200);
    await ok(officer.post(`/cases/${watched}/archives`, { pageHash: 'a'.repeat(64) }));
    expect((await ask()).status).toBe(403);
  });

  it('an application opens the family while it is pending, and only by its own number', async () => {
    await ok(officer.post(`/cases/${caseId}/home-visits`, homeVisitForm()));
    const { applicationId } = await ok(officer.post(`/cases/${caseId}/applications`, applicationForm()));
    const ref = `${caseId}:${String(applicationId)}`;
    expect(await statusOf(officer, home, 'APPLICATION', ref)).toBe(200);
    for (const wrong of [caseId, String(applicationId), `${caseId}:`, `${caseId}:constructor`, `${ref}:x`])
      expect([wrong, await statusOf(officer, home, 'APPLICATION', wrong)]).toEqual([wrong, 403]);
    expect(await statusOf(officer, neighbour, 'APPLICATION', ref)).toBe(403);
    expect(await statusOf(nanshan, far, 'APPLICATION', ref)).toBe(403);
    const window = await app.as('window-gangkou');
    const of = `/cases/${caseId}/applications/${String(applicationId)}`;
    await ok(window.post(`${of}/withdrawals`, { text: '撤回' }));
    expect(await statusOf(officer, home, 'APPLICATION', ref)).toBe(403);
  });

  it('a call opens families of its township until it names one, then that one, to those who answer calls', async () => {
    const ref = await call(officer, GANGKOU, 'n-1');
    expect(await statusOf(officer, home, 'HOTLINE_CALL', ref)).toBe(200);
    expect(await statusOf(await app.as('reviewer-gangkou'), home, 'HOTLINE_CALL', ref)).toBe(403);
    expect(await statusOf(officer, home, 'OPEN_CASE', ref)).toBe(403);
    expect(await statusOf(nanshan, far, 'HOTLINE_CALL', ref)).toBe(403);
    expect(await statusOf(officer, home, 'HOTLINE_CALL', caseId)).toBe(403);
    const search = { idNo: idNumber() };
    const hotline = await app.as('hotline-gangkou');
    expect((await hotline.post('/household-searches', search, purpose('HOTLINE_CALL', ref))).status).toBe(200);
    await reportClue(officer, { caseId: ref, source: 'HOTLINE', householdRef: home.householdId, subject: undefined });
    expect(await statusOf(officer, home, 'HOTLINE_CALL', ref)).toBe(200);
    expect(await statusOf(officer, neighbour, 'HOTLINE_CALL', ref)).toBe(403);
  });
});
