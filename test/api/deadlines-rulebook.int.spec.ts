import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { applicationForm } from '../support/case-clerk.js';
import { allRows, morning, ok, openCaseOf, registerHousehold } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let bureau: TestCaller;

beforeAll(async () => {
  app = await startApp({ now: morning('2026-12-24') });
  await signIn();
  const { householdId } = await registerHousehold(officer);
  const caseId = await openCaseOf(officer, householdId);
  const referral = { department: 'MEDICAL', need: 'MEDICAL', beneficiaries: ['m-head'] };
  await ok(officer.post(`/cases/${caseId}/referrals`, referral));
  await ok(officer.post(`/cases/${caseId}/applications`, applicationForm({ acceptedOn: '2026-12-24' })));
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

async function signIn(): Promise<void> {
  officer = await app.as('officer-gangkou');
  bureau = await app.as('bureau');
}

async function on(instant: string): Promise<void> {
  await app.at(instant);
  await signIn();
}

const shown = async (kind: string) =>
  (await allRows(officer, `/deadlines?kind=${kind}`)).map((row) => [
    row['dueOn'],
    row['promisedOn'],
    row['level'],
    row['provisional'],
    row['missed'],
  ]);
const breaches = async () =>
  (await app.facts(['case']))
    .filter(({ type }) => type === 'ReferralOverdue')
    .map(({ data }) => [data['dueOn'], data['parameter']]);
const publish = async (holidays: readonly string[], makeUpWorkdays: readonly string[]) => {
  await ok(bureau.post('/rulebook/calendars', { year: 2027, holidays, makeUpWorkdays, source: '国务院办公厅通知' }));
  await app.settle();
};
const newYear = ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04', '2027-01-05'];

describe('the limits of cases and what the bureau publishes', () => {
  it('over a year that is not published are provisional, and nothing is missed by them', async () => {
    expect(await shown('REFERRAL')).toEqual([['2027-01-08', null, 'GREEN', true, false]]);
    await on(morning('2027-01-10'));
    expect(await shown('REFERRAL')).toEqual([['2027-01-08', null, 'RED', true, false]]);
    expect(await breaches()).toEqual([]);
  });

  it('move with the calendar as long as they are open', async () => {
    await publish(newYear, ['2027-01-09']);
    expect(await shown('REFERRAL')).toEqual([['2027-01-11', null, 'AMBER', false, false]]);
    await on('2027-01-11T15:59:59.999Z');
    expect(await breaches()).toEqual([]);
    await on('2027-01-11T16:00:00.000Z');
    expect(await breaches()).toEqual([['2027-01-11', 'REFERRAL']]);
  });

  it('stand once they were missed, whatever is published after', async () => {
    await publish([...newYear, '2027-01-06', '2027-01-07', '2027-01-08'], []);
    await on(morning('2027-01-12'));
    expect(await shown('REFERRAL')).toEqual([['2027-01-11', null, 'RED', false, true]]);
    expect(await breaches()).toEqual([['2027-01-11', 'REFERRAL']]);
  });

  it('are amber once a promise has passed that is shorter than the law', async () => {
    await publish(newYear, ['2027-01-09']);
    await on(morning('2027-01-13'));
    expect(await shown('DECISION')).toEqual([['2027-01-25', '2027-01-25', 'GREEN', false, false]]);
    const promise = { id: 'DIB-TOTAL-TOWN-PROMISED', value: 10, unit: '工作日', source: '办事指南' };
    await ok(bureau.post('/rulebook/parameters', { ...promise, effectiveFrom: '2027-01-13', clocked: true }));
    await app.settle();
    expect(await shown('DECISION')).toEqual([['2027-01-25', '2027-01-11', 'AMBER', false, false]]);
    expect(await breaches()).toEqual([['2027-01-11', 'REFERRAL']]);
  });
});
