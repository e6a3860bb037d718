import ExcelJS from 'exceljs';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import {
  GANGKOU,
  NANSHAN_VILLAGE,
  OTHER_VILLAGE,
  VILLAGE,
  allRows,
  appointCoordinator,
  download,
  groupMemberForm,
  ok,
  registerHousehold,
} from '../support/clerk.js';
import { complaintsAbout } from '../support/valid-workbook.js';
import { partsOf } from '../support/opened-workbook.js';

let app: TestApp;
let officer: TestCaller;
let bureau: TestCaller;
let early: string;
const townCode = GANGKOU;
const on = '2026-09-01';

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
  bureau = await app.as('bureau');
  const group = { townCode, leader: groupMemberForm(), on };
  early = String((await ok(officer.post('/groups', group)))['position']);
  await ok(officer.post('/groups/hotlines', { townCode, number: '12345', on }));
  const person = { townCode, name: '赵专人', phone: '13912349876', on };
  await ok(officer.post('/townships/responsible-persons', person));
  await appointCoordinator(officer);
  await ok(officer.post('/villages/secretaries', { villageCode: VILLAGE, name: '孙支书', from: on }));
  const sweep = { villageCode: VILLAGE, from: on, until: '2026-09-05', households: 412, clues: [] };
  await ok(officer.post('/villages/sweeps', sweep));
  const elsewhere = { ...sweep, villageCode: NANSHAN_VILLAGE };
  await ok((await app.as('officer-nanshan')).post('/villages/sweeps', elsewhere));
  await registerHousehold(officer, { groupNo: '03' });
  await registerHousehold(officer, { villageCode: OTHER_VILLAGE, groupNo: '01' });
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const told = (row: Record<string, unknown> | undefined) => [
  row?.['level'],
  row?.['name'],
  (row?.['people'] as Record<string, unknown>[]).map((one) => [one['duty'], one['name'], one['phone']]),
  row?.['missing'],
];
const WANG = ['COORDINATOR', '王芳', '138****5678'];

describe('the responsibility network over HTTP (S02, S29)', () => {
  it('goes from the city to the group, each under its own, with whoever answers and who is missing', async () => {
    const rows = await allRows(officer, '/network?limit=5');
    const codes = rows.map((row) => String(row['code']));
    expect(codes).toEqual([...codes].sort());
    const one = (code: string) => told(rows.find((row) => row['code'] === code));
    expect([one('341881'), one(GANGKOU), one(VILLAGE), one(`${VILLAGE}-03`), one(OTHER_VILLAGE)]).toEqual([
      ['CITY', '宁国市', [], []],
      [
        'TOWNSHIP',
        '港口镇',
        [
          ['RESPONSIBLE_PERSON', '赵专人', '139****9876'],
          ['GROUP_LEADER', '李民政', '139****5678'],
        ],
        [],
      ],
      ['VILLAGE', '灰山村委会', [['SECRETARY', '孙支书', null], WANG], []],
      ['GROUP', '灰山村委会 03 组', [WANG], []],
      ['VILLAGE', expect.any(String), [], ['SECRETARY', 'COORDINATOR']],
    ]);
    expect(one(`${OTHER_VILLAGE}-01`)[3]).toEqual(['COORDINATOR']);
    const village = rows.find((row) => row['code'] === VILLAGE);
    expect(village?.['lastSweep']).toEqual({ from: on, until: '2026-09-05', households: 412, clues: 0 });
    expect(rows.find((row) => row['code'] === GANGKOU)?.['hotlines']).toEqual(['12345']);
  });

  it('shows nobody but the own, and what was known then', async () => {
    const nanshan = await allRows(await app.as('officer-nanshan'), '/network');
    expect(nanshan.filter((row) => String(row['code']).startsWith(GANGKOU))).toEqual([]);
    expect(nanshan.flatMap((row) => row['people'] as unknown[])).toEqual([]);
    const levels = async (level: string) => (await allRows(bureau, `/network?level=${level}`)).length;
    expect([await levels('CITY'), await levels('TOWNSHIP'), await levels('GROUP')]).toEqual([1, 19, 2]);
    const then = await allRows(bureau, `/network?town=${GANGKOU}&level=TOWNSHIP&asOf=${early}`);
    expect(then.map(told)).toEqual([
      ['TOWNSHIP', '港口镇', [['GROUP_LEADER', '李民政', '139****5678']], ['RESPONSIBLE_PERSON']],
    ]);
  });

  it('is a workbook with a line for each person, and one for a unit without any', async () => {
    const { body, headers } = await download(officer.get('/network.xlsx?level=GROUP'));
    const bureaus = await download(bureau.get(`/network.xlsx?level=GROUP&town=${GANGKOU}`));
    expect(headers['x-content-hash']).toBe(bureaus.headers['x-content-hash']);
    expect(complaintsAbout(partsOf(body as Buffer))).toEqual([]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as ArrayBuffer);
    const lines: unknown[][] = [];
    workbook.getWorksheet('责任网络')?.eachRow((row) => {
      if (typeof row.getCell(1).value !== 'number') return;
      lines.push([3, 5, 6, 7, 9].map((cell) => row.getCell(cell).value));
    });
    expect(lines).toEqual([
      [`${VILLAGE}-03`, '协理员', '王芳', '138****5678', null],
      [`${OTHER_VILLAGE}-01`, null, null, null, '协理员'],
    ]);
  });
});
