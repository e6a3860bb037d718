import ExcelJS from 'exceljs';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { investigatedCase } from '../support/case-clerk.js';
import { allRows, download, morning, ok } from '../support/clerk.js';

type Row = Readonly<Record<string, unknown>>;

let app: TestApp;
let officer: TestCaller;
let poor: string;
let young: string;

/** A family in real difficulty that does not qualify, on the watch list. */
async function refusedFor(reason: string): Promise<string> {
  const caseId = await investigatedCase(officer);
  const refusal = { reasonCodes: [reason], text: '暂不符合', hasRealDifficulty: true };
  await ok(officer.post(`/cases/${caseId}/ineligibilities`, refusal));
  const classified = { class: 'WATCH', subItems: [], beneficiaries: ['m-head'] };
  await ok(officer.post(`/cases/${caseId}/classifications`, classified));
  return caseId;
}

beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-11') });
  officer = await app.as('officer-gangkou');
  poor = await refusedFor('INCOME_ABOVE');
  young = await refusedFor('AGE');
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const publish = async (value: number, effectiveFrom: string) => {
  const parameter = { id: 'DIBAO-STANDARD', value, unit: '分/月', source: '市政府文件', clocked: false };
  await ok((await app.as('bureau')).post('/rulebook/parameters', { ...parameter, effectiveFrom }));
  await app.settle();
};
const reasons = async (query: string) =>
  (await allRows(officer, `/watch-list${query}`)).map(({ reasonCodes }) => reasonCodes);
const cases = async (query: string, who = officer) =>
  (await allRows(who, `/ineligible-ledger${query}`)).map(({ caseId }) => caseId);
const told = (lapsed: unknown) =>
  (lapsed as readonly Row[]).map(({ reasonCode, reasonName, parameter, oldValue, newValue, unit }) => [
    reasonCode,
    reasonName,
    parameter,
    oldValue,
    newValue,
    unit,
  ]);
const LAPSED = '?reasonNoLongerHolds=true';

describe('who was refused by rules that have changed since', () => {
  it('is nobody while the rules stand, or while what is published holds from a later day', async () => {
    await publish(85_000, '2026-10-01');
    expect([await reasons(LAPSED), await cases(LAPSED)]).toEqual([[], []]);
    expect([...(await cases('?reasonNoLongerHolds=false'))].sort()).toEqual([poor, young].sort());
  });

  it('appears on the watch list and in the ineligible ledger from the day on which the standard rises', async () => {
    await app.at(morning('2026-10-01'));
    officer = await app.as('officer-gangkou');
    expect([await reasons(LAPSED), await cases(LAPSED)]).toEqual([[['INCOME_ABOVE']], [poor]]);
    expect([await reasons('?reasonNoLongerHolds=false'), await cases('?reasonNoLongerHolds=false&limit=1')]).toEqual([
      [['AGE']],
      [young],
    ]);
    expect(await cases(LAPSED, await app.as('officer-nanshan'))).toEqual([]);
    const change = [['INCOME_ABOVE', '收入超标', 'DIBAO-STANDARD', 78_000, 85_000, '分/月']];
    const [watched] = await allRows(officer, `/watch-list${LAPSED}`);
    const [refused] = await allRows(officer, `/ineligible-ledger${LAPSED}`);
    expect(told(watched?.['noLongerHolds'])).toEqual(change);
    const [refusal] = refused?.['refusals'] as readonly Row[];
    expect(told(refusal?.['noLongerHolds'])).toEqual(change);
    const [lapsed] = refusal?.['noLongerHolds'] as readonly Row[];
    const { version } = await app.system.platform.rules();
    expect([lapsed?.['ruleVersion'], lapsed?.['ruleVersionNow']]).toEqual([refusal?.['ruleVersion'], version]);
  });

  it('stands in the sheets with both values', async () => {
    for (const path of ['/watch-list.xlsx', '/ineligible-ledger.xlsx']) {
      const { body } = await download(officer.get(`${path}${LAPSED}`));
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(body as ArrayBuffer);
      const cells: string[] = [];
      workbook.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
      const wanted = ['年龄不符', '收入超标', '收入超标：DIBAO-STANDARD 78000→85000 分/月'];
      expect(cells.filter((text) => wanted.includes(text))).toEqual(wanted.slice(1));
    }
  });

  it('is gone from the list again where the standard falls back, and other words are refused', async () => {
    await publish(78_000, '2026-10-01');
    expect([await reasons(LAPSED), await cases(LAPSED)]).toEqual([[], []]);
    for (const path of ['/watch-list', '/ineligible-ledger'])
      expect((await officer.get(`${path}?reasonNoLongerHolds=maybe`)).status).toBe(422);
  });
});
