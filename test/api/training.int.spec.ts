import ExcelJS from 'exceljs';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { GANGKOU, NANSHAN_VILLAGE, allRows, appointCoordinator, download, idNumberOf, ok } from '../support/clerk.js';
import { complaintsAbout } from '../support/valid-workbook.js';
import { partsOf } from '../support/opened-workbook.js';

const NANSHAN = '341881002';
let app: TestApp;
let officer: TestCaller;
let bureau: TestCaller;
let appointed = 0;

const appoint = (caller: TestCaller, name: string, given: object = {}): Promise<string> =>
  appointCoordinator(caller, { particulars: { name, idNo: idNumberOf('19800311', 40 + appointed++) }, ...given });

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
  const trained = await appoint(officer, '王芳');
  await appoint(officer, '赵丁', { from: '2026-09-02' });
  const gone = await appoint(officer, '钱乙');
  const training = { townCode: GANGKOU, subject: '业务培训', hours: 8, on: '2026-09-05' };
  const { trainingId } = await ok(officer.post('/townships/trainings', training));
  await ok(officer.post('/townships/trainings', { ...training, on: '2026-09-03' }));
  const earlier = await ok(officer.post('/townships/trainings', { ...training, on: '2025-09-03' }));
  const attended = { trainingId, on: '2026-09-05', hours: 8, subject: '业务培训' };
  for (const id of [trained, gone]) await ok(officer.post(`/coordinators/${id}/trainings`, attended));
  const before = { ...attended, trainingId: earlier['trainingId'], on: '2025-09-03' };
  await ok(officer.post(`/coordinators/${trained}/trainings`, before));
  await ok(officer.post(`/coordinators/${gone}/reliefs`, { from: '2026-09-06', reason: 'RETIRED' }));
  await appoint(await app.as('officer-nanshan'), '李戊', { villages: [NANSHAN_VILLAGE] });
  await app.at('2026-11-29T15:59:59.999Z');
  officer = await app.as('officer-gangkou');
  bureau = await app.as('bureau');
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const people = (row: Record<string, unknown> | undefined) =>
  (row?.['coordinators'] as Record<string, unknown>[])
    .map((one) => [one['name'], one['trainings'], one['hours'], one['lastOn'], one['short']])
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));

describe('trainings held and attended, over HTTP (S05, S32)', () => {
  it('tell the own township’s year: what was held, who came, and who is short after 90 days in post', async () => {
    const [row, ...others] = await allRows(officer, '/training');
    expect([others.length, row?.['townName'], row?.['year'], row?.['short']]).toEqual([0, '港口镇', '2026', 0]);
    expect((row?.['held'] as Record<string, unknown>[]).map((held) => [held['on'], held['attended']])).toEqual([
      ['2026-09-03', 0],
      ['2026-09-05', 2],
    ]);
    expect(people(row)).toEqual([
      ['王芳', 1, 8, '2026-09-05', false],
      ['赵丁', 0, 0, null, false],
      ['钱乙', 1, 8, '2026-09-05', false],
    ]);
  });

  it('call him short on his 90th day, as long as nothing is recorded, and not before as it was known', async () => {
    await app.at('2026-11-29T16:00:00.000Z');
    officer = await app.as('officer-gangkou');
    bureau = await app.as('bureau');
    const [row] = await allRows(officer, '/training');
    expect([row?.['short'], people(row)[1]]).toEqual([1, ['赵丁', 0, 0, null, true]]);
    const [then] = await allRows(officer, '/training?asOf=2026-11-29T23:59:59%2B08:00');
    expect(then?.['short']).toBe(0);
  });

  it('have a line for every township of the city, page by page, and none beyond the own', async () => {
    const rows = await allRows(bureau, '/training?limit=7');
    expect([rows.length, rows.filter((row) => row['short'] !== 0).map((row) => row['townName'])]).toEqual([
      19,
      ['南山街道', '港口镇'],
    ]);
    expect(await allRows(officer, `/training?town=${NANSHAN}`)).toEqual([]);
    const [earlier] = await allRows(officer, '/training?year=2025');
    expect([(earlier?.['held'] as unknown[]).length, earlier?.['coordinators']]).toEqual([1, []]);
  });

  it('are a workbook with a line for each coordinator', async () => {
    const { body, headers } = await download(officer.get('/training.xlsx'));
    const bureaus = await download(bureau.get(`/training.xlsx?town=${GANGKOU}`));
    expect(headers['x-content-hash']).toBe(bureaus.headers['x-content-hash']);
    expect(complaintsAbout(partsOf(body as Buffer))).toEqual([]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as ArrayBuffer);
    const lines: unknown[][] = [];
    workbook.getWorksheet('2026')?.eachRow((row) => {
      if (typeof row.getCell(1).value !== 'number') return;
      const line: unknown[] = [];
      row.eachCell({ includeEmpty: true }, (cell) => line.push(cell.value));
      lines.push(line.slice(1));
    });
    expect(lines.sort(([, , one], [, , other]) => (String(one) < String(other) ? -1 : 1))).toEqual([
      ['港口镇', 2, '王芳', '2026-09-01', null, 1, 8, '2026-09-05', '否'],
      ['港口镇', 2, '赵丁', '2026-09-02', null, 0, 0, null, '是'],
      ['港口镇', 2, '钱乙', '2026-09-01', '2026-09-06', 1, 8, '2026-09-05', '否'],
    ]);
  });
});
