import ExcelJS from 'exceljs';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { GANGKOU, NANSHAN_VILLAGE, allRows, appointCoordinator, download, idNumberOf, ok } from '../support/clerk.js';
import { complaintsAbout } from '../support/valid-workbook.js';
import { partsOf } from '../support/opened-workbook.js';

let app: TestApp;
let officer: TestCaller;
let bureau: TestCaller;
const ids: string[] = [];

const appoint = async (caller: TestCaller, name: string, given: object = {}): Promise<string> => {
  const particulars = { name, idNo: idNumberOf('19800311', 20 + ids.length) };
  const id = await appointCoordinator(caller, { particulars, ...given });
  ids.push(id);
  return id;
};

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
  bureau = await app.as('bureau');
  const one = await appoint(officer, '王芳');
  await ok(officer.post(`/coordinators/${one}/insurances`, { validFrom: '2026-09-01', validUntil: '2026-09-30' }));
  await ok(officer.post(`/coordinators/${one}/equipment`, { kind: 'RECORDER', deviceNo: '79', on: '2026-09-02' }));
  const paid = { kind: 'TRANSPORT', period: '2026-09', money: 10_000 };
  await ok(officer.post(`/coordinators/${one}/allowances`, paid));
  await appoint(officer, '赵丁');
  const gone = await appoint(officer, '钱乙');
  await ok(officer.post(`/coordinators/${gone}/reliefs`, { from: '2026-09-05', reason: 'RETIRED' }));
  const keeps = await appoint(officer, '孙丙');
  await ok(officer.post(`/coordinators/${keeps}/equipment`, { kind: 'RECORDER', deviceNo: '80', on: '2026-09-02' }));
  await ok(officer.post(`/coordinators/${keeps}/reliefs`, { from: '2026-09-05', reason: 'RETIRED' }));
  await appoint(await app.as('officer-nanshan'), '李戊', { villages: [NANSHAN_VILLAGE] });
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const at = async (instant: string): Promise<void> => {
  await app.at(instant);
  officer = await app.as('officer-gangkou');
  bureau = await app.as('bureau');
};
const told = (rows: readonly Record<string, unknown>[]) =>
  rows.map((row) => [row['name'], (row['insurance'] as { state: string }).state, row['relievedOn']]);

describe('what coordinators are guaranteed, over HTTP (S33)', () => {
  it('is told for the own township alone: the never insured first, the relieved while they keep something', async () => {
    const rows = told(await allRows(officer, '/guarantees'));
    const never = [
      ['赵丁', 'NEVER', null],
      ['孙丙', 'NEVER', '2026-09-05'],
    ].sort(([one], [other]) => (idOf(one) < idOf(other) ? -1 : 1));
    expect(rows).toEqual([...never, ['王芳', 'EXPIRING', null]]);
    expect(told(await allRows(officer, '/guarantees?limit=1'))).toEqual(rows);
    expect(told(await allRows(officer, '/guarantees?insurance=EXPIRING'))).toEqual([['王芳', 'EXPIRING', null]]);
    expect((await allRows(bureau, '/guarantees')).map((row) => row['townName']).sort()).toEqual([
      '南山街道',
      '港口镇',
      '港口镇',
      '港口镇',
    ]);
    expect((await allRows(bureau, `/guarantees?town=${GANGKOU}`)).length).toBe(3);
  });

  it('has expired the day after, owes whole months alone, and is known as it was then', async () => {
    const before = (await officer.get('/guarantees?insurance=EXPIRING')).body as { rows: unknown[] };
    await at('2026-11-02T01:00:00.000Z');
    const [row] = await allRows(officer, '/guarantees?insurance=EXPIRED');
    expect([row?.['name'], row?.['insurance'], row?.['transport'], row?.['communication']]).toEqual([
      '王芳',
      { state: 'EXPIRED', until: '2026-09-30' },
      { until: '2026-09', monthsBehind: 1 },
      { until: null, monthsBehind: 2 },
    ]);
    const then = `/guarantees?insurance=EXPIRING&asOf=2026-09-12T09:00:00%2B08:00`;
    expect(((await officer.get(then)).body as { rows: unknown[] }).rows).toEqual(before.rows);
  });

  it('is a workbook with a line for each', async () => {
    const { body } = await download(officer.get('/guarantees.xlsx?insurance=EXPIRED'));
    expect(complaintsAbout(partsOf(body as Buffer))).toEqual([]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as ArrayBuffer);
    const lines: unknown[][] = [];
    workbook.getWorksheet('协理员保障')?.eachRow((row) => {
      if (typeof row.getCell(1).value !== 'number') return;
      const line: unknown[] = [];
      row.eachCell({ includeEmpty: true }, (cell) => line.push(cell.value));
      lines.push(line);
    });
    expect(lines).toEqual([
      [1, '港口镇', '王芳', '已到期', '2026-09-30', '执法(工作)记录仪 79', '2026-09', 1, null, 2, null, 2, null],
    ]);
  });
});

function idOf(name: unknown): string {
  return ids[['王芳', '赵丁', '钱乙', '孙丙', '李戊'].indexOf(String(name))] ?? '';
}
