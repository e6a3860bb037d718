import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { GANGKOU, allRows, appointCoordinator, groupMemberForm, ok } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let bureau: TestCaller;
const filingId = `2026_${GANGKOU}_A3`;
const form = { year: '2026', townCode: GANGKOU, filledBy: '李民政', reviewedBy: '王主任' };
const at = async (instant: string): Promise<void> => {
  await app.at(instant);
  officer = await app.as('officer-gangkou');
  bureau = await app.as('bureau');
};

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
  bureau = await app.as('bureau');
  await appointCoordinator(officer);
  await ok(officer.post('/groups', { townCode: GANGKOU, leader: groupMemberForm(), on: '2026-09-05' }));
  await ok(bureau.post('/filing-campaigns', { year: '2026' }));
}, 180_000);
afterAll(async () => {
  await app.stop();
});

async function board(caller: TestCaller, query = ''): Promise<readonly unknown[]> {
  await app.settle();
  const rows = await allRows(caller, `/filings${query}`);
  return rows.map((row) => [row['filingId'], row['state'], row['timing'], row['lateWorkingDays'], row['submissions']]);
}

describe('the filing board', () => {
  it('has a line for each township and roster before anything is filed, and none for a year without a campaign', async () => {
    await at('2026-11-11T01:00:00.000Z');
    expect(await board(officer)).toEqual([
      [filingId, 'NOT_FILED', 'OPEN', 0, 0],
      [`2026_${GANGKOU}_A4`, 'NOT_FILED', 'OPEN', 0, 0],
    ]);
    expect((await board(bureau, '?limit=7')).length).toBe(2 * 19);
    expect(await board(bureau, '?year=2027')).toEqual([]);
  });

  it('F27: returned on 11-11, handed in again on 11-16 and accepted later is late by 2, once; a refused attempt leaves no trace', async () => {
    await ok(officer.post('/filings', { ...form, annex: 'A3' }));
    expect((await officer.post('/filings', { ...form, annex: 'A3' })).status).toBe(409);
    await ok(bureau.post(`/filings/${filingId}/returns`, { reasons: [{ text: '缺灰山村' }] }));
    await at('2026-11-12T15:59:59.900Z');
    await ok(officer.post('/filings', { ...form, annex: 'A4' }));
    await at('2026-11-12T16:00:00.000Z');
    expect(await board(officer)).toEqual([
      [filingId, 'RETURNED', 'OVERDUE', 1, 1],
      [`2026_${GANGKOU}_A4`, 'SUBMITTED', 'ON_TIME', 0, 1],
    ]);
    await at('2026-11-16T01:00:00.000Z');
    await ok(officer.post('/filings', { ...form, annex: 'A3' }));
    await at('2026-11-20T01:00:00.000Z');
    await ok(bureau.post(`/filings/${filingId}/acceptances`, {}));
    await ok(bureau.post(`/filings/2026_${GANGKOU}_A4/acceptances`, {}));
    expect(await board(bureau, `?town=${GANGKOU}`)).toEqual([
      [filingId, 'ACCEPTED', 'LATE', 2, 2],
      [`2026_${GANGKOU}_A4`, 'ACCEPTED', 'ON_TIME', 0, 1],
    ]);
    const [row] = await allRows(officer, '/filings');
    expect([row?.['filledBy'], row?.['returnReasons'], row?.['acceptedOn']]).toEqual([
      '李民政',
      ['缺灰山村'],
      '2026-11-20',
    ]);
  });
});
