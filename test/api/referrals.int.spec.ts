import ExcelJS from 'exceljs';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { urgentCase } from '../support/case-clerk.js';
import { GANGKOU, allRows, download, madeUpCaller, morning, ok } from '../support/clerk.js';
import { partsOf } from '../support/opened-workbook.js';
import { complaintsAbout } from '../support/valid-workbook.js';

let app: TestApp;
let officer: TestCaller;
let medical: TestCaller;
let housing: TestCaller;
let first: string;
let second: string;

/** Two cases: medical care, housing and a charity are asked in the first, medical care once more in the second. */
beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-11') });
  officer = await app.as('officer-gangkou');
  medical = await app.as('department-medical');
  const refer = async (caseId: string, department: string, need: string, beneficiaries: readonly string[]) => {
    const sent = await ok(officer.post(`/cases/${caseId}/referrals`, { department, need, beneficiaries }));
    return `/cases/${caseId}/referrals/${String(sent['referralId'])}`;
  };
  const cases = [await urgentCase(officer), await urgentCase(officer)].sort();
  [first = '', second = ''] = cases;
  const asked = await refer(first, 'MEDICAL', 'MEDICAL', ['m-head', 'm-2']);
  await refer(first, 'HOUSING', 'HOUSING', ['m-head']);
  const gift = await refer(first, 'CHARITY', 'LIVING', ['m-head']);
  await refer(second, 'MEDICAL', 'MEDICAL', ['m-head']);
  await ok(medical.post(`${asked}/acknowledgements`, {}));
  await ok(medical.post(`${asked}/outcomes`, { outcome: 'RETURNED', text: '已参保' }));
  await ok(officer.post(`${gift}/charities`, { organisation: '市慈善总会' }));
  await ok(officer.post(`${gift}/charity-aids`, { kind: 'GOODS', value: 50_000 }));
  app.clock.set(morning('2026-09-28'));
  officer = await app.as('officer-gangkou');
  medical = await app.as('department-medical');
  housing = await madeUpCaller(app, { account: 'd-2', role: 'DEPARTMENT', org: 'HOUSING' });
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const shown = async (caller: TestCaller, query = '') =>
  (await allRows(caller, `/referrals${query}`)).map((row) =>
    [row['caseId'] === first ? '一' : '二', row['department'], row['state'], row['overdueDays']].join(' '),
  );
const all = ['一 MEDICAL RETURNED 0', '一 HOUSING OVERDUE 4', '一 CHARITY HELPED 0', '二 MEDICAL OVERDUE 4'];

describe('what was referred to other departments, and what they answered', () => {
  it('stands case by case in the order of sending, page by page, in the own area alone', async () => {
    expect([await shown(officer), await shown(officer, '?limit=1'), await shown(officer, '?limit=2')]).toEqual([
      all,
      all,
      all,
    ]);
    expect(await shown(await app.as('bureau'), `?town=${GANGKOU}`)).toEqual(all);
    expect(await shown(await app.as('officer-nanshan'))).toEqual([]);
    expect((await (await app.as('coordinator-gangkou')).get('/referrals')).status).toBe(403);
    const [row] = await allRows(officer, '/referrals');
    expect(row).toEqual({
      caseId: first,
      caseNo: expect.any(String) as string,
      townCode: GANGKOU,
      townName: '港口镇',
      villageCode: '341881100201',
      villageName: '灰山村委会',
      referralId: expect.any(String) as string,
      department: 'MEDICAL',
      departmentName: '医保(医疗)',
      need: 'MEDICAL',
      needName: '医疗',
      beneficiaries: 2,
      sentOn: '2026-09-11',
      dueOn: '2026-09-24',
      acknowledgedOn: '2026-09-11',
      outcome: 'RETURNED',
      outcomeName: '退回',
      answeredOn: '2026-09-11',
      state: 'RETURNED',
      stateName: '退回',
      overdueDays: 0,
    });
  });

  it('is asked for by department and by state, and a state nobody knows is refused', async () => {
    expect(await shown(officer, '?department=MEDICAL')).toEqual([all[0], all[3]]);
    expect(await shown(officer, '?state=OVERDUE&limit=1')).toEqual([all[1], all[3]]);
    expect(await shown(officer, '?state=HELPED')).toEqual([all[2]]);
    expect(await shown(officer, '?state=OPEN')).toEqual([]);
    const { status, body } = await officer.get('/referrals?state=LOST');
    expect([status, JSON.stringify(body)]).toEqual([
      422,
      expect.stringContaining('{"pointer":"/state","detail":"不在代码表中"}') as string,
    ]);
  });

  it('shows a department what was sent to it and nothing else, wherever it was sent from', async () => {
    expect(await shown(medical)).toEqual([all[0], all[3]]);
    expect(await shown(medical, '?department=HOUSING')).toEqual([]);
    expect(await shown(housing)).toEqual([all[1]]);
    const counted = async (caller: TestCaller) =>
      (await allRows(caller, '/referral-counts')).map(({ department }) => department);
    expect([await counted(housing), await counted(medical)]).toEqual([['HOUSING'], ['MEDICAL']]);
  });

  it('is counted by department', async () => {
    const none = { OPEN: 0, OVERDUE: 0, HELPED: 0, NOT_ELIGIBLE: 0, RETURNED: 0, UNANSWERED: 0 };
    expect(await allRows(officer, '/referral-counts')).toEqual([
      {
        department: 'HOUSING',
        departmentName: '住建(住房)',
        referrals: 1,
        acknowledged: 0,
        byState: { ...none, OVERDUE: 1 },
      },
      {
        department: 'MEDICAL',
        departmentName: '医保(医疗)',
        referrals: 2,
        acknowledged: 1,
        byState: { ...none, OVERDUE: 1, RETURNED: 1 },
      },
      {
        department: 'CHARITY',
        departmentName: '慈善组织',
        referrals: 1,
        acknowledged: 0,
        byState: { ...none, HELPED: 1 },
      },
    ]);
    expect(await allRows(await app.as('officer-nanshan'), '/referral-counts')).toEqual([]);
  });

  it('is a sheet as well, and a department prints its own lines alone', async () => {
    const states = async (caller: TestCaller) => {
      const { body } = await download(caller.get('/referrals.xlsx'));
      expect(complaintsAbout(partsOf(body as Buffer))).toEqual([]);
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(body as ArrayBuffer);
      const cells: string[] = [];
      workbook.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
      return cells.filter((text) => ['退回', '逾期未反馈', '已救助'].includes(text));
    };
    expect([await states(officer), await states(housing)]).toEqual([
      ['退回', '逾期未反馈', '已救助', '逾期未反馈'],
      ['逾期未反馈'],
    ]);
  });

  it('as of a day before is what was known then, judged by that day', async () => {
    const then = '?asOf=2026-09-12T00:00:00Z';
    expect(await shown(officer, then)).toEqual([
      '一 MEDICAL RETURNED 0',
      '一 HOUSING OPEN 0',
      '一 CHARITY HELPED 0',
      '二 MEDICAL OPEN 0',
    ]);
    expect(await shown(housing, then)).toEqual(['一 HOUSING OPEN 0']);
    expect(await shown(officer, '?asOf=2026-09-10T00:00:00Z')).toEqual([]);
  });
});
