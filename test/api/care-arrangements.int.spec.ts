import ExcelJS from 'exceljs';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { careAgreement, careOffer, careWord, grantTekun } from '../support/care-clerk.js';
import { decidableCase } from '../support/case-clerk.js';
import { NANSHAN_VILLAGE, allRows, download, morning, ok } from '../support/clerk.js';
import { partsOf } from '../support/opened-workbook.js';
import { complaintsAbout } from '../support/valid-workbook.js';

let app: TestApp;
let officer: TestCaller;
let caseId: string;
let memberId: string;
let householdId: string;

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
  const decidable = await decidableCase(officer, { application: { path: 'TEKUN' } });
  caseId = decidable.caseId;
  const [registered] = await app.facts(['household']);
  householdId = (registered?.stream ?? '').slice('household-'.length);
  memberId = (registered?.data['head'] as { memberId: string }).memberId;
  await grantTekun(officer, await app.as('reviewer-gangkou'), decidable, memberId);
  await post(officer, 'central-care-offers', { ...careOffer, memberId });
  await post(officer, 'central-care-refusals', { ...careWord, memberId });
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const post = (who: TestCaller, path: string, form: object) => ok(who.post(`/cases/${caseId}/${path}`, form));
const listed = async (who: TestCaller) =>
  (await allRows(who, '/care-arrangements?limit=1')).map(
    ({ caseId: id, name, stage, agreementDueOn, overdue, lastFinding, unfollowedMonths }) => [
      id,
      name,
      stage,
      agreementDueOn,
      overdue,
      lastFinding,
      unfollowedMonths,
    ],
  );

test('who declined central care is listed with the day of his agreement, then with its months that nobody saw', async () => {
  const waiting = [[caseId, '张三', 'DECLINED', '2026-09-17', false, null, []]];
  const everybody = [officer, await app.as('coordinator-gangkou'), await app.as('bureau')];
  expect(await Promise.all(everybody.map(listed))).toEqual([waiting, waiting, waiting]);
  expect(await listed(await app.as('officer-nanshan'))).toEqual([]);
  await app.at(morning('2026-09-18'));
  const later = await app.as('officer-gangkou');
  expect(await listed(later)).toEqual([[caseId, '张三', 'DECLINED', '2026-09-17', true, null, []]]);
  await post(later, 'care-agreements', { ...careAgreement, memberId, on: '2026-09-18' });
  await app.at(morning('2026-12-05'));
  const coordinator = await app.as('coordinator-gangkou');
  await post(coordinator, 'care-follow-ups', { memberId, finding: 'KEPT', on: '2026-11-20', text: '送餐' });
  await app.settle();
  const followed = [[caseId, '张三', 'DECLINED', null, false, 'KEPT', ['2026-10']]];
  expect(await listed(coordinator)).toEqual(followed);
});

test('as a sheet it has the same line, and the name of whom the family’s own page names', async () => {
  const { body } = await download((await app.as('officer-gangkou')).get('/care-arrangements.xlsx'));
  expect(complaintsAbout(partsOf(body as Buffer))).toEqual([]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(body as ArrayBuffer);
  const cells: string[] = [];
  workbook.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
  const wanted = ['未跟踪月份', '张三', '不愿集中供养', '半护理', '照料到位', '2026-10'];
  expect(cells.filter((text) => wanted.includes(text))).toEqual([
    '未跟踪月份',
    '张三',
    '半护理',
    '不愿集中供养',
    '照料到位',
    '2026-10',
  ]);
  expect((await (await app.as('coordinator-gangkou')).get('/care-arrangements.xlsx')).status).toBe(403);
});

test('of a family that lives in another township by now the list shows no name (I-26)', async () => {
  const here = await app.as('officer-gangkou');
  const path = `/households/${householdId}`;
  const { requestId } = await ok(
    here.post(`${path}/moves`, { toVillage: NANSHAN_VILLAGE, on: '2026-12-04', reason: '投靠' }),
  );
  const there = await app.as('officer-nanshan');
  await ok(there.post(`${path}/moves/${String(requestId)}/acceptances`, {}));
  await app.settle();
  const names = async (who: TestCaller) => (await allRows(who, '/care-arrangements')).map(({ name }) => name);
  expect(await Promise.all([here, there, await app.as('bureau')].map(names))).toEqual([[null], [], ['张三']]);
});

test('of somebody the family does not know, whatever its page calls him, the line stands without a name', async () => {
  const stranger = 'constructor';
  const clerk = await app.as('officer-gangkou');
  const decidable = await decidableCase(clerk, { application: { path: 'TEKUN' } });
  await grantTekun(clerk, await app.as('reviewer-gangkou'), decidable, stranger);
  await ok(clerk.post(`/cases/${decidable.caseId}/central-care-offers`, { ...careOffer, memberId: stranger }));
  await app.settle();
  const rows = (await allRows(clerk, '/care-arrangements')).map(({ caseId: id, name }) => [id, name]);
  const expected = [
    [caseId, null],
    [decidable.caseId, null],
  ];
  expect(rows.sort()).toEqual(expected.sort());
});
