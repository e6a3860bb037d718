import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { applicationForm, emergencyForm, homeVisitForm, investigatedSoFar } from '../support/case-clerk.js';
import { allRows, morning, ok, openCaseOf, registerHousehold } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
afterEach(async () => {
  await app.stop();
});

async function on(instant: string): Promise<void> {
  await app.at(instant);
  officer = await app.as('officer-gangkou');
}

const breaches = async (type: string) =>
  (await app.facts(['case']))
    .filter((fact) => fact.type === type)
    .map(({ data, metadata }) => [data['clock'], data['dueOn'], metadata.occurredAt, metadata.recordedAt]);

test('scenario 5 · money first, papers later', async () => {
  app = await startApp({ now: morning('2026-11-02') });
  officer = await app.as('officer-gangkou');
  const caseId = await investigatedSoFar(officer);
  const post = (path: string, form: object) => officer.post(`/cases/${caseId}/${path}`, form);
  await ok(post('urgency-assessments', { urgency: 'URGENT', basis: '房屋失火' }));
  await on(morning('2026-11-03'));
  const disbursedAt = '2026-11-03T08:30:00+08:00';
  const above = await post('emergency-aids', emergencyForm({ disbursedAt, money: 80_000 }));
  expect([above.status, above.body.rule]).toEqual([409, 'I-13']);
  expect(above.body.detail).toContain('DIBAO-STANDARD');
  await ok(post('emergency-aids', emergencyForm({ disbursedAt })));
  await on(morning('2026-11-04'));
  await ok(post('emergency-ends', { on: '2026-11-04' }));
  await ok(post('home-visits', homeVisitForm({ visitedAt: '2026-11-04T08:00:00+08:00' })));
  await ok(post('investigation-completions', { result: 'PASSED' }));
  await ok(post('aid-plans', { answers: [{ need: 'LIVING', kind: 'MONITORING' }] }));
  await ok(post('classifications', { class: 'NEW_AID', subItems: ['TEMPORARY'], beneficiaries: ['m-head'] }));
  await on('2026-11-11T15:59:59.999Z');
  expect(await breaches('PaperworkLate')).toEqual([]);
  await on('2026-11-11T16:00:00.000Z');
  await on(morning('2026-11-20'));
  expect(await breaches('PaperworkLate')).toEqual([
    ['PAPERWORK', '2026-11-11', '2026-11-11T15:59:59.999Z', '2026-11-11T16:00:00.000Z'],
  ]);
  expect(await breaches('AidLate')).toEqual([]);
  const page = { pageHash: 'a'.repeat(64) };
  const early = await post('archives', page);
  expect([early.status, early.body.rule]).toEqual([409, 'I-13']);
  await ok(post('paperwork', { items: ['REGISTER', 'IDENTITY', 'RECEIPT', 'REPORT'] }));
  await ok(post('archives', page));
});

test('scenario 12 · twenty working days over a holiday', async () => {
  app = await startApp({ now: morning('2026-09-21') });
  officer = await app.as('officer-gangkou');
  const { householdId } = await registerHousehold(officer);
  const caseId = await openCaseOf(officer, householdId);
  await ok(officer.post(`/cases/${caseId}/applications`, applicationForm({ acceptedOn: '2026-09-21' })));
  const level = async (instant: string) => {
    await on(instant);
    const [row] = await allRows(officer, '/deadlines?kind=DECISION');
    return [row?.['dueOn'], row?.['level']];
  };
  expect([
    await level(morning('2026-10-19')),
    await level('2026-10-19T16:00:00.000Z'),
    await level('2026-10-26T15:59:59.999Z'),
    await level('2026-10-26T16:00:00.000Z'),
  ]).toEqual([
    ['2026-10-26', 'GREEN'],
    ['2026-10-26', 'AMBER'],
    ['2026-10-26', 'AMBER'],
    ['2026-10-26', 'RED'],
  ]);
  await on(morning('2026-10-30'));
  expect((await breaches('MeasureOverdue')).filter(([clock]) => clock === 'DECISION')).toEqual([
    ['DECISION', '2026-10-26', '2026-10-26T15:59:59.999Z', '2026-10-26T16:00:00.000Z'],
  ]);
});
