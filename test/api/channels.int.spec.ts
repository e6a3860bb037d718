import ExcelJS from 'exceljs';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { GANGKOU, allRows, download, ok } from '../support/clerk.js';
import { complaintsAbout } from '../support/valid-workbook.js';
import { partsOf } from '../support/opened-workbook.js';

const NANSHAN = '341881002';
let app: TestApp;
let officer: TestCaller;
let bureau: TestCaller;
let early: string;
const act = (channel: string, on: string, townCode = GANGKOU) => ({ townCode, channel, on, evidence: [] });

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
  bureau = await app.as('bureau');
  await ok(officer.post('/townships/publicity-acts', act('WECHAT', '2026-09-02')));
  early = String((await ok(officer.post('/townships/publicity-acts', act('WECHAT', '2026-03-01'))))['position']);
  await ok(officer.post('/townships/publicity-acts', act('LEAFLET', '2026-09-05')));
  await ok(officer.post('/townships/publicity-acts', act('WEIBO', '2025-12-31')));
  await ok((await app.as('officer-nanshan')).post('/townships/publicity-acts', act('BOOKLET', '2026-09-01', NANSHAN)));
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const summary = (rows: readonly Record<string, unknown>[]) =>
  rows.map((row) => [row['townName'], row['year'], row['used'], (row['missing'] as string[]).join(' ')]);

describe('the seven channels of the notice over HTTP (S12)', () => {
  it('an act is another township’s affair for everybody else, and leaves nothing there', async () => {
    const nanshan = await app.as('officer-nanshan');
    const before = (await app.facts(['township'])).length;
    const statuses = [];
    for (const town of [GANGKOU, '341881999'])
      statuses.push((await nanshan.post('/townships/publicity-acts', act('WECHAT', '2026-09-02', town))).status);
    expect(statuses).toEqual([404, 404]);
    expect((await app.facts(['township'])).length).toBe(before);
  });

  it('an act stands in the stream of its day’s year, with its township', async () => {
    const facts = await app.facts(['township']);
    expect(facts.map(({ stream, metadata }) => [stream, metadata.townCode])).toEqual([
      [`township-${GANGKOU}_2026`, GANGKOU],
      [`township-${GANGKOU}_2026`, GANGKOU],
      [`township-${GANGKOU}_2026`, GANGKOU],
      [`township-${GANGKOU}_2025`, GANGKOU],
      [`township-${NANSHAN}_2026`, NANSHAN],
    ]);
  });

  it('are told for the own township alone, used and missing, by year and as they were known', async () => {
    const missing = 'SERVICE_HALL NOTICE_BOARD WEBSITE WEIBO BOOKLET';
    expect(summary(await allRows(officer, '/channels'))).toEqual([['港口镇', '2026', 2, missing]]);
    expect(summary(await allRows(officer, '/channels?year=2025'))).toEqual([
      ['港口镇', '2025', 1, 'SERVICE_HALL NOTICE_BOARD WEBSITE WECHAT BOOKLET LEAFLET'],
    ]);
    expect(summary(await allRows(officer, `/channels?asOf=${early}`))).toEqual([
      ['港口镇', '2026', 1, 'SERVICE_HALL NOTICE_BOARD WEBSITE WEIBO BOOKLET LEAFLET'],
    ]);
    const [row] = await allRows(officer, '/channels');
    expect((row?.['channels'] as unknown[])[3]).toEqual({
      channel: 'WECHAT',
      name: '微信',
      acts: 2,
      firstOn: '2026-03-01',
      lastOn: '2026-09-02',
      quarters: ['2026-Q1', '2026-Q3'],
    });
  });

  it('have a line for every township of the city, page by page, also for one that did nothing', async () => {
    const rows = summary(await allRows(bureau, '/channels?limit=7'));
    expect(rows.length).toBe(19);
    expect(rows.filter(([, , used]) => used !== 0).map(([town, , used]) => [town, used])).toEqual([
      ['南山街道', 1],
      ['港口镇', 2],
    ]);
    expect(summary(await allRows(bureau, `/channels?town=${NANSHAN}`)).map(([town]) => town)).toEqual(['南山街道']);
    expect(await allRows(officer, `/channels?town=${NANSHAN}`)).toEqual([]);
  });

  it('are a workbook with a column for each channel', async () => {
    const { body, headers } = await download(officer.get('/channels.xlsx'));
    const bureaus = await download(bureau.get(`/channels.xlsx?town=${GANGKOU}`));
    expect(headers['x-content-hash']).toBe(bureaus.headers['x-content-hash']);
    expect(complaintsAbout(partsOf(body as Buffer))).toEqual([]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as ArrayBuffer);
    const lines: unknown[][] = [];
    workbook.getWorksheet('2026')?.eachRow((row) => {
      if (typeof row.getCell(1).value !== 'number') return;
      const line: unknown[] = [];
      row.eachCell({ includeEmpty: true }, (cell) => line.push(cell.value));
      lines.push(line);
    });
    expect(lines).toEqual([[1, '港口镇', 0, 0, 0, 2, 0, 0, 1, 2, '服务大厅、公示栏、网站、微博、宣传手册']]);
  });
});
