import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { NANSHAN_VILLAGE, addMember, allRows, ok, openCaseOf, registerHousehold } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let reviewer: TestCaller;
beforeAll(async () => {
  app = await startApp();
  [officer, reviewer] = [await app.as('officer-gangkou'), await app.as('reviewer-gangkou')];
}, 180_000);
afterAll(async () => {
  await app.stop();
});

async function dies(caller: TestCaller, householdId: string, memberId: string): Promise<void> {
  const death = { reason: 'DEATH', on: '2026-09-10' };
  await ok(caller.post(`/households/${householdId}/members/${memberId}/removals`, death));
}

async function lineOf(caller: TestCaller, caseId: string, query = ''): Promise<unknown> {
  await app.settle();
  const row = (await allRows(caller, `/cases${query}`)).find((one) => one['caseId'] === caseId);
  return [row?.['householdRef'], row?.['died']];
}

describe('a death in the family of a case', () => {
  it('stands in the line of the case from then on, wherever the family goes, and one known before does not', async () => {
    const { householdId } = await registerHousehold(officer);
    const into = (await registerHousehold(officer)).householdId;
    const members: string[] = [];
    for (const [home, name] of [
      [householdId, '赵大'],
      [householdId, '赵二'],
      [householdId, '赵三'],
      [into, '赵四'],
    ] as const)
      members.push((await addMember(officer, home, { name })).memberId);
    const [before = '', after = '', later = '', theirs = ''] = members;
    await dies(officer, householdId, before);
    app.clock.set('2026-09-10T02:00:00.000Z');
    const caseId = await openCaseOf(officer, householdId);
    expect(await lineOf(officer, caseId)).toEqual([householdId, []]);
    app.clock.set('2026-09-10T03:00:00.000Z');
    await dies(officer, householdId, after);
    const died = [{ memberId: after, on: '2026-09-10' }];
    expect(await lineOf(officer, caseId)).toEqual([householdId, died]);
    expect(await lineOf(officer, caseId, `?asOf=${encodeURIComponent('2026-09-10T02:30:00.000Z')}`)).toEqual([
      householdId,
      [],
    ]);

    const mergers = `/households/${householdId}/mergers`;
    const merge = { into, headHolds: 'SURVIVOR', addressHolds: 'SURVIVOR', reason: '两户合为一户' };
    const { proposalId } = await ok(officer.post(mergers, merge));
    await ok(reviewer.post(`${mergers}/${String(proposalId)}/approvals`, {}));
    await app.settle();
    await dies(officer, into, later);
    await dies(officer, into, theirs);
    expect(await lineOf(officer, caseId)).toEqual([
      into,
      [...died, ...[later, theirs].map((memberId) => ({ memberId, on: '2026-09-10' }))],
    ]);
  });

  it('of a family that is registered elsewhere is told to whoever may know of that family', async () => {
    const nanshan = await app.as('officer-nanshan');
    const { householdId } = await registerHousehold(nanshan, { villageCode: NANSHAN_VILLAGE });
    const { memberId } = await addMember(nanshan, householdId);
    const caseId = await openCaseOf(officer, householdId);
    await dies(nanshan, householdId, memberId);
    expect(await lineOf(officer, caseId)).toEqual([householdId, []]);
    expect(await lineOf(await app.as('bureau'), caseId)).toEqual([householdId, [{ memberId, on: '2026-09-10' }]]);
  });
});
