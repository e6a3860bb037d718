import ExcelJS from 'exceljs';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import { partsOf } from '../support/opened-workbook.js';
import { complaintsAbout } from '../support/valid-workbook.js';
import { NANSHAN_VILLAGE, allRows, download, morning, ok, registerHousehold } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let one: Registered;
let other: Registered;

beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-10') });
  officer = await app.as('officer-gangkou');
  one = await registerHousehold(officer, { registeredOn: '2026-09-01', groupNo: '01' });
  other = await registerHousehold(officer, { registeredOn: '2026-09-01', groupNo: '02' });
  for (const { householdId, headMemberId } of [one, other]) {
    const form = { on: '2026-09-02', reasonCodes: ['INCOME_ABOVE'], beneficiaries: [headMemberId], text: '尚有债务' };
    await ok(officer.post(`/households/${householdId}/watches`, form));
  }
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const listed = async (who: TestCaller, query = '') =>
  (await allRows(who, `/watch-list${query}`)).map(({ householdId }) => householdId);

describe('the watch list (S28)', () => {
  it('shows who is observed in the own area alone, why and until when, names masked by the caller’s right', async () => {
    expect([await listed(officer), await listed(officer, '?limit=1')]).toEqual([
      [one.householdId, other.householdId],
      [one.householdId, other.householdId],
    ]);
    const [row] = await allRows(officer, '/watch-list');
    expect([row?.['reasonCodes'], row?.['since'], row?.['nextReviewOn'], row?.['overdue'], row?.['missed']]).toEqual([
      ['INCOME_ABOVE'],
      '2026-09-02',
      '2026-12-02',
      false,
      [],
    ]);
    expect(row?.['beneficiaries']).toEqual([{ memberId: one.headMemberId, name: row?.['headName'] }]);
    expect(await listed(await app.as('officer-nanshan'))).toEqual([]);
    expect((await (await app.as('coordinator-gangkou')).get('/watch-list')).status).toBe(403);
  });

  it('as a sheet has the same lines', async () => {
    const { body } = await download(officer.get('/watch-list.xlsx'));
    expect(complaintsAbout(partsOf(body as Buffer))).toEqual([]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as ArrayBuffer);
    const cells: string[] = [];
    workbook.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
    const wanted = ['观察原因', '逾期未复核', '收入超标'];
    expect(cells.filter((text) => wanted.includes(text))).toEqual(['观察原因', '逾期未复核', '收入超标', '收入超标']);
  });

  it('follows a family that moves into another township, and who is released is asked for', async () => {
    const path = `/households/${one.householdId}`;
    const move = { toVillage: NANSHAN_VILLAGE, on: '2026-09-09', reason: '投靠子女' };
    const { requestId } = await ok(officer.post(`${path}/moves`, move));
    const nanshan = await app.as('officer-nanshan');
    await ok(nanshan.post(`${path}/moves/${String(requestId)}/acceptances`, {}));
    await app.settle();
    expect([await listed(officer), await listed(nanshan)]).toEqual([[other.householdId], [one.householdId]]);
    await ok(nanshan.post(`${path}/watch-releases`, { on: '2026-09-10', reason: 'RECOVERED' }));
    await app.settle();
    expect([await listed(nanshan), await listed(nanshan, '?state=RELEASED')]).toEqual([[], [one.householdId]]);
  });
});

describe('F01 · a watched family that is merged into another', () => {
  it('is on the list as the survivor, with its beginning, reasons and next review', async () => {
    const survivor = await registerHousehold(officer, { registeredOn: '2026-09-01', groupNo: '03' });
    const [before] = await allRows(officer, '/watch-list');
    const merge = { into: survivor.householdId, headHolds: 'SURVIVOR', addressHolds: 'SURVIVOR', reason: '登记两次' };
    const path = `/households/${other.householdId}/mergers`;
    const { proposalId } = await ok(officer.post(path, merge));
    await ok((await app.as('reviewer-gangkou')).post(`${path}/${String(proposalId)}/approvals`, {}));
    await app.settle();
    const [after] = await allRows(officer, '/watch-list');
    expect(await listed(officer)).toEqual([survivor.householdId]);
    const told = ['watchId', 'since', 'reasonCodes', 'nextReviewOn', 'beneficiaries'];
    expect(told.map((field) => after?.[field])).toEqual(told.map((field) => before?.[field]));
    expect(before?.['householdId']).toBe(other.householdId);
  });
});
