import ExcelJS from 'exceljs';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { aidedCase, grantedCase, watchedCase } from '../support/case-clerk.js';
import { allRows, download, morning, ok } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let watched: string;
let aided: string;
beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-11') });
  officer = await app.as('officer-gangkou');
  watched = await watchedCase(officer);
  aided = await aidedCase(officer);
  await ok(officer.post(`/cases/${aided}/emergency-ends`, { on: '2026-09-10' }));
  const newAid = { class: 'NEW_AID', subItems: ['TEMPORARY'], beneficiaries: ['m-head'] };
  await ok(officer.post(`/cases/${aided}/classifications`, newAid));
  await grantedCase(officer, await app.as('reviewer-gangkou'));
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const idsOf = async (who: TestCaller, path: string) => (await allRows(who, path)).map(({ caseId }) => caseId);

it('the ineligible ledger holds who was refused, why and by which rules, in the own area alone (S19)', async () => {
  const [row, ...others] = await allRows(officer, '/ineligible-ledger');
  expect(others).toEqual([]);
  expect([row?.['caseId'], row?.['townName'], row?.['refusals']]).toEqual([
    watched,
    '港口镇',
    [
      {
        applicationId: null,
        pathName: null,
        on: '2026-09-11',
        reasonCodes: ['AGE'],
        reasonNames: ['年龄不符'],
        ruleVersion: expect.any(Number) as number,
        noLongerHolds: [],
        hasRealDifficulty: true,
        notifiedOn: null,
      },
    ],
  ]);
  expect(await idsOf(await app.as('officer-nanshan'), '/ineligible-ledger')).toEqual([]);
  expect(await idsOf(await app.as('bureau'), '/ineligible-ledger?town=341881100')).toEqual([watched]);
  expect((await (await app.as('coordinator-gangkou')).get('/ineligible-ledger')).status).toBe(403);
});

it('the two-class ledger holds each classified case once, by class and by sub-item (S28)', async () => {
  expect([...(await idsOf(officer, '/class-ledger'))].sort()).toEqual([watched, aided].sort());
  expect([...(await idsOf(officer, '/class-ledger?limit=1'))].sort()).toEqual([watched, aided].sort());
  expect(await idsOf(officer, '/class-ledger?class=WATCH')).toEqual([watched]);
  expect(await idsOf(officer, '/class-ledger?subItem=TEMPORARY')).toEqual([aided]);
  expect(await idsOf(officer, '/class-ledger?subItem=DIBAO')).toEqual([]);
  expect(await idsOf(await app.as('officer-nanshan'), '/class-ledger')).toEqual([]);
});

it('both are sheets as well, and as of a day before are empty', async () => {
  for (const [path, wanted] of [
    ['/ineligible-ledger.xlsx', ['整户', '年龄不符', '是']],
    ['/class-ledger.xlsx', ['救助观察', '新增救助', '临时救助']],
  ] as const) {
    const { body } = await download(officer.get(path));
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as ArrayBuffer);
    const cells: string[] = [];
    workbook.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
    expect(wanted.filter((text) => !cells.includes(text))).toEqual([]);
  }
  for (const path of ['/ineligible-ledger', '/class-ledger'])
    expect(await idsOf(officer, `${path}?asOf=2026-09-10T00:00:00Z`)).toEqual([]);
});
