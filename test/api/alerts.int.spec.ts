import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { GANGKOU, VILLAGE, allRows, appointCoordinator, ok } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let bureau: TestCaller;
let coordinatorId: string;
const coverage = `COVERAGE_LOST.${VILLAGE}.2026-09-08`;

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
  coordinatorId = await appointCoordinator(officer);
  const insurance = { validFrom: '2026-09-01', validUntil: '2026-09-11' };
  await ok(officer.post(`/coordinators/${coordinatorId}/insurances`, insurance));
  const leave = { from: '2026-09-08', reason: 'LEAVE', text: '请假' };
  await ok(officer.post(`/coordinators/${coordinatorId}/suspensions`, leave));
  await ok((await app.as('bureau')).post('/filing-campaigns', { year: '2026', dueOn: '2026-09-10' }));
  await app.at('2026-09-12T01:00:00.000Z');
  officer = await app.as('officer-gangkou');
  bureau = await app.as('bureau');
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const told = (rows: readonly Record<string, unknown>[]) => rows.map((row) => row['alertId']);
const A3 = `FILING_OVERDUE.2026_${GANGKOU}_A3.2026-09-10`;
const A4 = `FILING_OVERDUE.2026_${GANGKOU}_A4.2026-09-10`;

describe('alerts over HTTP', () => {
  it('tell the own township alone what must be known, the latest first, page by page', async () => {
    const all = [`INSURANCE_EXPIRED.${coordinatorId}.2026-09-11`, A3, A4, coverage];
    expect(told(await allRows(officer, '/alerts'))).toEqual(all);
    expect(told(await allRows(officer, '/alerts?limit=1'))).toEqual(all);
    expect(told(await allRows(officer, '/alerts?kind=COVERAGE_LOST'))).toEqual([coverage]);
    const nanshan = await app.as('officer-nanshan');
    expect((await allRows(nanshan, '/alerts')).map((row) => row['townName'])).toEqual(['南山街道', '南山街道']);
    expect((await allRows(bureau, '/alerts?limit=9')).length).toBe(2 + 2 * 19);
    expect(told(await allRows(bureau, `/alerts?town=${GANGKOU}`))).toEqual(all);
  });

  it('say who has read them and when, and go from what is unseen to what is open', async () => {
    await ok(officer.post('/townships/alert-acknowledgements', { townCode: GANGKOU, alertId: coverage }));
    await app.settle();
    const [row] = await allRows(bureau, '/alerts?kind=COVERAGE_LOST');
    expect([row?.['villageName'], row?.['endedOn'], row?.['seenByMe'], row?.['seen']]).toEqual([
      '灰山村委会',
      null,
      false,
      [{ account: 'demo-officer-gangkou', role: 'OFFICER', at: '2026-09-12T01:00:00.000Z' }],
    ]);
    const state = async (caller: TestCaller, wanted: string) =>
      told(await allRows(caller, `/alerts?kind=COVERAGE_LOST&town=${GANGKOU}&state=${wanted}`));
    expect([await state(officer, 'UNSEEN'), await state(officer, 'OPEN'), await state(bureau, 'UNSEEN')]).toEqual([
      [],
      [coverage],
      [coverage],
    ]);
  });

  it('end when the matter is put right, and stand as they were known before', async () => {
    const earlier = '2026-09-12T09:00:00%2B08:00';
    await app.at('2026-09-13T01:00:00.000Z');
    officer = await app.as('officer-gangkou');
    await ok(officer.post(`/coordinators/${coordinatorId}/resumptions`, { from: '2026-09-13', reason: 'RETURNED' }));
    const insurance = { validFrom: '2026-09-13', validUntil: '2027-09-12' };
    await ok(officer.post(`/coordinators/${coordinatorId}/insurances`, insurance));
    const form = { year: '2026', townCode: GANGKOU, filledBy: '李民政', reviewedBy: '王主任' };
    await ok(officer.post('/filings', { ...form, annex: 'A3' }));
    await app.settle();
    expect(told(await allRows(officer, '/alerts?state=OPEN'))).toEqual([A4]);
    expect((await allRows(officer, '/alerts?state=ENDED')).map((row) => row['endedOn'])).toEqual([
      '2026-09-13',
      '2026-09-13',
      '2026-09-13',
    ]);
    expect((await allRows(officer, `/alerts?state=OPEN&asOf=${earlier}`)).length).toBe(4);
  });
});
