import ExcelJS from 'exceljs';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { monitoringCase } from '../support/case-clerk.js';
import type { Registered } from '../support/clerk.js';
import { allRows, download, morning, ok, registerHousehold } from '../support/clerk.js';
import { partsOf } from '../support/opened-workbook.js';
import { complaintsAbout } from '../support/valid-workbook.js';

let app: TestApp;
let officer: TestCaller;
let family: Registered;

beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-10') });
  officer = await app.as('officer-gangkou');
  family = await registerHousehold(officer, { registeredOn: '2026-09-01' });
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const listed = async (who: TestCaller, query = '') =>
  (await allRows(who, `/monitoring${query}`)).map(({ householdId, category, from, until, endReason }) => [
    householdId,
    category,
    from,
    until,
    endReason,
  ]);

describe('the monitoring of low-income households (S26)', () => {
  it('is begun and ended, and read by who decides about it in his own area', async () => {
    const path = `/households/${family.householdId}`;
    const form = {
      category: 'OTHER_LOW',
      beneficiaries: [family.headMemberId],
      from: '2026-09-02',
      reason: '收入略高于边缘标准',
    };
    await ok(officer.post(`${path}/monitorings`, form));
    await app.settle();
    const begun = [family.householdId, 'OTHER_LOW', '2026-09-02', null, null];
    const nanshan = await app.as('officer-nanshan');
    expect([await listed(officer), await listed(await app.as('bureau')), await listed(nanshan)]).toEqual([
      [begun],
      [begun],
      [],
    ]);
    const { body } = await download(officer.get('/monitoring.xlsx'));
    expect(complaintsAbout(partsOf(body as Buffer))).toEqual([]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as ArrayBuffer);
    const cells: string[] = [];
    workbook.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
    expect(cells.filter((text) => ['监测类别', '其他困难人员'].includes(text))).toEqual(['监测类别', '其他困难人员']);
    await ok((await app.as('bureau')).post(`${path}/monitoring-ends`, { until: '2026-09-10', reason: 'RECOVERED' }));
    await app.settle();
    expect([await listed(officer), await listed(officer, '?state=ENDED')]).toEqual([
      [],
      [[family.householdId, 'OTHER_LOW', '2026-09-02', '2026-09-10', 'RECOVERED']],
    ]);
  });

  it('is begun by a case answered with it alone, says by which, and leaves a family that is monitored as it is', async () => {
    const lost = { idNo: undefined, noIdReason: 'LOST' };
    const other = await registerHousehold(officer, { registeredOn: '2026-09-01', head: lost });
    const first = await monitoringCase(officer, other.householdId);
    await monitoringCase(officer, other.householdId);
    await app.settle();
    const rows = await allRows(officer, '/monitoring');
    expect(rows.map(({ householdId, caseRef, category, from }) => [householdId, caseRef, category, from])).toEqual([
      [other.householdId, first, 'OTHER_LOW', '2026-09-10'],
    ]);
    const [row] = rows;
    expect(row?.['beneficiaries']).toEqual([{ memberId: other.headMemberId, name: row?.['headName'] }]);
  });
});
