import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { grantedCaseOf } from '../support/case-clerk.js';
import type { Registered } from '../support/clerk.js';
import { allRows, list, morning, ok, registerHousehold, reportClue, visit } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let family: Registered;
let clue: string;
let reviewer: TestCaller;
let granted: { readonly caseId: string; readonly measureId: string };

beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-11') });
  officer = await app.as('officer-gangkou');
  family = await registerHousehold(officer, { registeredOn: '2026-09-01' });
  clue = await reportClue(officer, { subject: undefined, householdRef: family.householdId });
  const seen = { verifiedAt: '2026-09-10T08:00:00+08:00', result: 'CONFIRMED', needsListing: true };
  await ok(officer.post(`/cases/${clue}/verifications`, seen));
  reviewer = await app.as('reviewer-gangkou');
  granted = await grantedCaseOf(officer, reviewer, family.householdId, [family.headMemberId]);
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const tasks = async (who: TestCaller, query = '') =>
  (await allRows(who, `/officer-tasks${query}`)).map(({ kind, caseId, householdId, died }) => ({
    kind,
    caseId,
    householdId,
    died,
  }));

describe('what waits for an officer', () => {
  it('a clue verified as needing listing waits in its own area until the family is on the roster', async () => {
    const waiting = [{ kind: 'LISTING_NEEDED', caseId: clue, householdId: family.householdId, died: [] }];
    expect([await tasks(officer), await tasks(await app.as('bureau'))]).toEqual([waiting, waiting]);
    expect(await tasks(await app.as('officer-nanshan'))).toEqual([]);
    expect((await (await app.as('coordinator-gangkou')).get('/officer-tasks')).status).toBe(403);
    await list(officer, family.householdId);
    await app.settle();
    expect(await tasks(officer)).toEqual([]);
  });

  it('a visit that raised a clue names it on the page of the family', async () => {
    const { householdId } = family;
    await visit(officer, family, '2026-09-10T09:00:00+08:00', { disposal: { kind: 'CLUE', clueRef: clue } });
    await app.settle();
    const { rows } = (await officer.get(`/households/${householdId}`)).body as { rows: { disposal: unknown }[] };
    expect(rows.map(({ disposal }) => disposal)).toEqual([{ kind: 'CLUE', clueRef: clue, caseRef: null, text: null }]);
  });

  it('aid goes on being asked about after the death of whoever had it, and stands on the page of the family', async () => {
    const { householdId, headMemberId } = family;
    const { caseId, measureId } = granted;
    const page = async () => ((await officer.get(`/households/${householdId}`)).body as { aids: unknown }).aids;
    const aid = {
      caseId,
      measureId,
      kind: 'EDGE',
      kindName: '低保边缘',
      money: 40_000,
      period: 'MONTH',
      from: '2026-09-01',
      validUntil: null,
      endedFrom: null,
      current: true,
      beneficiaries: [headMemberId],
    };
    expect([await tasks(officer), await page()]).toEqual([[], [aid]]);
    const death = { reason: 'DEATH', on: '2026-09-10' };
    await ok(officer.post(`/households/${householdId}/members/${headMemberId}/removals`, death));
    await app.settle();
    const died = [{ memberId: headMemberId, on: '2026-09-10' }];
    expect((await allRows(officer, '/cases')).find((row) => row['caseId'] === caseId)).toMatchObject({
      householdRef: householdId,
      died,
    });
    expect(await tasks(officer, '?kind=MEASURE_TO_END')).toEqual([
      { kind: 'MEASURE_TO_END', caseId, householdId, died },
    ]);
    const of = `/cases/${caseId}/measures/${measureId}`;
    await ok(reviewer.post(`${of}/endings`, { reason: 'DEATH', text: '对象死亡', from: '2026-09-11' }));
    await app.settle();
    expect([await tasks(officer), await page()]).toEqual([[], [{ ...aid, endedFrom: '2026-09-11', current: false }]]);
  });
});
