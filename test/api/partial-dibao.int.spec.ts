import ExcelJS from 'exceljs';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { decidableCase, investigatedCase } from '../support/case-clerk.js';
import {
  OTHER_VILLAGE,
  allRows,
  download,
  list,
  listedHousehold,
  morning,
  ok,
  registerHousehold,
} from '../support/clerk.js';
import type { Registered } from '../support/clerk.js';
import { partsOf } from '../support/opened-workbook.js';
import { complaintsAbout } from '../support/valid-workbook.js';

let app: TestApp;
let officer: TestCaller;
let granted: { readonly caseId: string; readonly householdId: string };
let waiting: Registered;

/** 单人保 in a case of the first family; the roster says it of two more, of which one was assessed. */
beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-11') });
  officer = await app.as('officer-gangkou');
  const reviewer = await app.as('reviewer-gangkou');
  const { caseId, applicationId } = await decidableCase(officer, { application: { path: 'DIBAO_SINGLE' } });
  const [registered] = (await app.facts(['household'])).slice(-1);
  const memberId = (registered?.data['head'] as { readonly memberId: string }).memberId;
  granted = { caseId, householdId: (registered?.stream ?? '').slice('household-'.length) };
  await ok(officer.post(`/cases/${caseId}/whole-household-assessments`, { result: 'SINGLE', reason: '整户收入超标' }));
  const grant = { beneficiaries: [memberId], money: 40_000, period: 'MONTH', from: '2026-10-01' };
  await ok(reviewer.post(`/cases/${caseId}/applications/${applicationId}/grants`, grant));
  const other = await investigatedCase(officer);
  const [assessed] = (await app.facts(['household'])).slice(-1);
  await list(officer, (assessed?.stream ?? '').slice('household-'.length), { partialDibao: true });
  app.clock.set('2026-09-11T03:00:00.000Z');
  await ok(officer.post(`/cases/${other}/whole-household-assessments`, { result: 'SINGLE', reason: '待核对' }));
  await ok(officer.post(`/cases/${other}/whole-household-assessments`, { result: 'WHOLE', reason: '整户符合' }));
  waiting = await listedHousehold(
    officer,
    { villageCode: OTHER_VILLAGE, head: { name: '孙三' } },
    { partialDibao: true, inDifficulty: false },
  );
  await listedHousehold(officer, { head: { name: '李四' } });
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const shown = async (caller: TestCaller, query = '') =>
  (await allRows(caller, `/partial-dibao${query}`))
    .map(({ headName, listedPartial, members, assessment, result }) =>
      [headName, listedPartial, (members as readonly unknown[]).length, assessment, result].join(' '),
    )
    .sort();
const first = '张三 false 1 MADE SINGLE';
const second = '张三 true 0 MADE WHOLE';
const third = '孙三 true 0 MISSING ';
const all = [third, first, second].sort();

describe('families of which single members have 低保, and the assessment of the whole household (S21)', () => {
  it('stand by the grants of their cases and by the roster, in the own area alone', async () => {
    expect(await shown(officer)).toEqual(all);
    expect(await shown(officer, '?limit=1')).toEqual(all);
    expect(await shown(await app.as('bureau'))).toEqual(all);
    expect(await shown(await app.as('officer-nanshan'))).toEqual([]);
    expect((await (await app.as('coordinator-gangkou')).get('/partial-dibao')).status).toBe(403);
    const rows = await allRows(officer, '/partial-dibao');
    expect(rows.find(({ householdId }) => householdId === granted.householdId)).toEqual({
      rowId: granted.householdId,
      householdId: granted.householdId,
      householdNo: expect.any(String) as string,
      headName: '张三',
      townCode: '341881100',
      townName: '港口镇',
      villageCode: '341881100201',
      villageName: '灰山村委会',
      listedPartial: false,
      inDifficulty: null,
      members: [{ memberId: expect.any(String) as string, name: '张三', from: '2026-10-01' }],
      caseNos: [expect.any(String) as string],
      assessment: 'MADE',
      assessmentName: '已评估',
      assessedOn: '2026-09-11',
      result: 'SINGLE',
      resultName: '整户不符合，个别成员单独纳入',
    });
  });

  it('are asked for by village and by whether they were assessed', async () => {
    expect(await shown(officer, '?assessment=MISSING')).toEqual([third]);
    expect(await shown(officer, '?assessment=MADE')).toEqual([first, second].sort());
    expect(await shown(officer, `?village=${OTHER_VILLAGE}`)).toEqual([third]);
    expect(await shown(officer, '?town=341881002')).toEqual([]);
  });

  it('as of an hour before are what was known then', async () => {
    expect(await shown(officer, '?asOf=2026-09-11T02:00:00Z')).toEqual([first, '张三 true 0 MISSING '].sort());
    expect(await shown(officer, '?asOf=2026-09-10T00:00:00Z')).toEqual([]);
  });

  it('are a sheet as well', async () => {
    const { body } = await download(officer.get('/partial-dibao.xlsx'));
    expect(complaintsAbout(partsOf(body as Buffer))).toEqual([]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as ArrayBuffer);
    const cells: string[] = [];
    workbook.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
    expect(cells.filter((text) => ['未评估', '已评估', '整户符合，纳入整户低保'].includes(text)).sort()).toEqual(
      ['已评估', '已评估', '整户符合，纳入整户低保', '未评估'].sort(),
    );
  });

  it('leave the list when the roster no longer says so and nobody has 单人保', async () => {
    const { householdId } = waiting;
    await ok(officer.post(`/households/${householdId}/delistings`, { on: '2026-09-11', reason: 'RECOVERED' }));
    await app.settle();
    expect(await shown(officer)).toEqual([first, second].sort());
  });

  it('stay one line with their case after the family has ended in another, and that one in a third', async () => {
    const reviewer = await app.as('reviewer-gangkou');
    const heads = [{ name: '钱甲' }, { name: '钱乙' }];
    const [next, last] = [
      await registerHousehold(officer, { head: heads[0] }),
      await registerHousehold(officer, { head: heads[1] }),
    ];
    for (const [from, into] of [
      [granted.householdId, next.householdId],
      [next.householdId, last.householdId],
    ]) {
      const mergers = `/households/${from}/mergers`;
      const form = { into, headHolds: 'SURVIVOR', addressHolds: 'SURVIVOR', reason: '两户合为一户' };
      const { proposalId } = await ok(officer.post(mergers, form));
      await ok(reviewer.post(`${mergers}/${String(proposalId)}/approvals`, {}));
      await app.settle();
    }
    expect(await shown(officer)).toEqual(['钱乙 false 1 MADE SINGLE', second].sort());
    const rows = await allRows(officer, '/partial-dibao');
    expect(rows.find(({ headName }) => headName === '钱乙')).toMatchObject({
      rowId: last.householdId,
      householdId: last.householdId,
      members: [{ memberId: expect.any(String) as string, name: '张三', from: '2026-10-01' }],
    });
  });
});
