import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { grantedCase } from '../support/case-clerk.js';
import { allRows, morning, ok } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let caseId: string;
let measureId: string;

beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-11') });
  officer = await app.as('officer-gangkou');
  ({ caseId, measureId } = await grantedCase(officer, await app.as('reviewer-gangkou')));
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const on = async (instant: string) => {
  await app.at(instant);
  officer = await app.as('officer-gangkou');
};
const shown = async () =>
  (await allRows(officer, '/deadlines?kind=REVIEW')).map((row) =>
    ['about', 'kindName', 'pathName', 'startedOn', 'dueOn', 'parameter', 'level', 'missed'].map((name) => row[name]),
  );
const line = (startedOn: string, dueOn: string, level: string, missed: boolean) => [
  [measureId, '定期核查', '低保边缘', startedOn, dueOn, 'DIB-REVIEW', level, missed],
];
const breaches = async () =>
  (await app.facts(['case']))
    .filter(({ type, data }) => type === 'MeasureOverdue' && data['clock'] === 'REVIEW')
    .map(({ stream, data }) => [stream, data['about'], data['dueOn'], data['parameter']]);
const alerts = async (state: string) =>
  (await allRows(officer, `/alerts?kind=CASE_OVERDUE&state=${state}`))
    .filter(({ detail }) => detail === '定期核查')
    .map(({ alertId }) => alertId);

describe('the review of what was granted', () => {
  it('is awaited a year after the grant, amber in the last fifth of it', async () => {
    expect(await shown()).toEqual(line('2026-09-11', '2027-09-11', 'GREEN', false));
    await on('2027-09-11T15:59:59.999Z');
    expect([await shown(), await breaches()]).toEqual([line('2026-09-11', '2027-09-11', 'AMBER', false), []]);
  });

  it('is missed the instant after, once, and stands in the alerts until there is one', async () => {
    const written = [[`case-${caseId}`, measureId, '2027-09-11', 'DIB-REVIEW']];
    await on('2027-09-11T16:00:00.000Z');
    await app.settle();
    expect([await shown(), await breaches()]).toEqual([line('2026-09-11', '2027-09-11', 'RED', true), written]);
    const alert = `CASE_OVERDUE.${caseId}.2027-09-11`;
    expect([await alerts('OPEN'), await alerts('ENDED')]).toEqual([[alert], []]);
    await on(morning('2027-09-20'));
    await ok(officer.post(`/cases/${caseId}/measures/${measureId}/reviews`, { on: '2027-09-18', result: 'UNCHANGED' }));
    await app.settle();
    expect([await alerts('OPEN'), await alerts('ENDED'), await breaches()]).toEqual([[], [alert], written]);
  });

  it('is counted from the last one, by the months that are published', async () => {
    expect(await shown()).toEqual(line('2027-09-18', '2028-09-18', 'GREEN', false));
    const parameter = { id: 'DIB-REVIEW', value: 3, unit: '月', source: '省实施办法', clocked: true };
    const bureau = await app.as('bureau');
    await ok(bureau.post('/rulebook/parameters', { ...parameter, effectiveFrom: '2027-09-20' }));
    await app.settle();
    expect(await shown()).toEqual(line('2027-09-18', '2027-12-18', 'GREEN', false));
  });
});
