import ExcelJS from 'exceljs';
import { loadDivisions } from '../../src/platform/divisions/divisions.js';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { GANGKOU, VILLAGE, allRows, download, groupMemberForm, idNumberOf, ok } from '../support/clerk.js';
import { partsOf } from '../support/opened-workbook.js';
import { complaintsAbout } from '../support/valid-workbook.js';

const NANSHAN = '341881002';
const idNo = idNumberOf('19750311', 8);
const maskedId = `**************${idNo.slice(-4)}`;
let app: TestApp;
let officer: TestCaller;
let leader: string;
let before: string;

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
  const [townCode, on] = [GANGKOU, '2026-09-05'];
  const plain = groupMemberForm({ name: '王芳', civilAffairsStaff: false, post: undefined, idNo: undefined });
  leader = String((await ok(officer.post('/groups', { townCode, leader: groupMemberForm(), on })))['leaderMemberId']);
  await ok(officer.post('/groups/members', { townCode, member: plain, on }));
  await ok(officer.post('/groups/hotlines', { townCode, number: '0563-4000000', on }));
  const deputy = groupMemberForm({ name: '赵丁', villages: [], remark: '=1+1' });
  const { memberId } = await ok(officer.post('/groups/members', { townCode, member: deputy, on }));
  before = app.clock.now();
  app.clock.set('2026-09-10T01:05:00.000Z');
  await ok(officer.post('/groups/leaders', { townCode, memberId, on: '2026-09-10' }));
  await ok(
    (await app.as('officer-nanshan')).post('/groups', {
      townCode: NANSHAN,
      leader: groupMemberForm({ villages: [] }),
      on,
    }),
  );
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

describe('the group roster (附件4)', () => {
  const names = (rows: readonly Record<string, unknown>[]) =>
    rows.map(({ townCode, members }) => [
      townCode,
      (members as { name: string; leads: boolean }[]).map(({ name, leads }) => (leads ? `${name}（组长）` : name)),
    ]);

  it('shows one leader, who comes first, and masked numbers', async () => {
    const rows = await allRows(officer, '/groups');
    expect(names(rows)).toEqual([[GANGKOU, ['赵丁（组长）', '李民政', '王芳']]]);
    const [row] = rows;
    expect({ ...row, members: (row?.['members'] as unknown[])[1] }).toEqual({
      townCode: GANGKOU,
      townName: '港口镇',
      since: '2026-09-05',
      hotlines: ['0563-4000000'],
      members: {
        memberId: leader,
        leads: false,
        name: '李民政',
        gender: 'FEMALE',
        idNo: maskedId,
        phone: '139****5678',
        unit: '港口镇民政办',
        post: '主任',
        civilAffairsStaff: true,
        villages: [{ code: VILLAGE, name: '灰山村委会' }],
        from: '2026-09-05',
        remark: null,
      },
      leaders: [
        { memberId: leader, from: '2026-09-05', until: '2026-09-10' },
        { memberId: expect.any(String) as string, from: '2026-09-10' },
      ],
    });
  });

  it('shows a past day as it was known then', async () => {
    const rows = await allRows(officer, `/groups?asOf=${encodeURIComponent(before)}`);
    expect(names(rows)).toEqual([[GANGKOU, ['李民政（组长）', '王芳', '赵丁']]]);
  });

  it('goes by pages through the city for the bureau, and is closed to other townships and to the villages', async () => {
    const rows = await allRows(await app.as('bureau'), '/groups?limit=1');
    expect(rows.map(({ townCode }) => townCode)).toEqual([NANSHAN, GANGKOU]);
    expect((await officer.get(`/groups?town=${NANSHAN}`)).body.rows).toEqual([]);
    expect((await (await app.as('coordinator-gangkou')).get('/groups')).status).toBe(403);
  });

  it('is a workbook with a line for each member and every column of the form', async () => {
    const { body, headers } = await download(officer.get('/groups.xlsx'));
    expect(complaintsAbout(partsOf(body as Buffer))).toEqual([]);
    const name = decodeURIComponent(
      /filename\*=UTF-8''([^;]+)/.exec(String(headers['content-disposition']))?.[1] ?? '',
    );
    expect(name).toBe('困难救助信息采集组成员花名册-港口镇-2026-09-10.xlsx');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as ArrayBuffer);
    const lines: unknown[][] = [];
    workbook.getWorksheet('附件4')?.eachRow((row) => {
      if (typeof row.getCell(1).value !== 'number') return;
      const line: unknown[] = [];
      row.eachCell({ includeEmpty: true }, (cell) => line.push(cell.value));
      lines.push(line);
    });
    const [phone, hotline] = ['139****5678', '0563-4000000'];
    const office = '港口镇民政办 主任';
    expect(lines).toEqual([
      [1, '港口镇', '组长', '赵丁', '女', office, '是', null, maskedId, phone, hotline, "'=1+1"],
      [2, '港口镇', '成员', '李民政', '女', office, '是', '灰山村委会', maskedId, phone, hotline, null],
      [3, '港口镇', '成员', '王芳', null, '港口镇民政办', '否', '灰山村委会', null, phone, hotline, null],
    ]);
  });
});

describe('villages in the charge of a member', () => {
  const NEXT = '341881100202';
  const charges = async (query = '') =>
    (await allRows(officer, `/groups${query}`)).flatMap(({ members }) =>
      (members as { name: string; villages: unknown }[]).map(({ name, villages }) => [name, villages]),
    );

  it('are from the day of a merger on the one they became part of, and of an earlier day those they were', async () => {
    const both = groupMemberForm({ name: '孙戊', villages: [VILLAGE, NEXT], idNo: undefined });
    await ok(officer.post('/groups/members', { townCode: GANGKOU, member: both, on: '2026-09-10' }));
    const { divisions } = loadDivisions('2023');
    const edition = {
      edition: '2027',
      divisions: divisions.filter(({ code }) => code !== VILLAGE),
      source: '试验',
      effectiveFrom: '2027-01-01',
      mergers: [{ code: VILLAGE, into: NEXT }],
    };
    await ok((await app.as('bureau')).post('/rulebook/divisions', edition));
    const names = new Map(divisions.map(({ code, name }) => [code, name]));
    const named = (...codes: readonly string[]) => codes.map((code) => ({ code, name: names.get(code) }));
    const apart = [
      ['赵丁', []],
      ['李民政', named(VILLAGE)],
      ['王芳', named(VILLAGE)],
      ['孙戊', named(VILLAGE, NEXT)],
    ];
    await app.at('2026-12-31T04:00:00.000Z');
    officer = await app.as('officer-gangkou');
    expect(await charges()).toEqual(apart);
    await app.at('2026-12-31T16:00:00.001Z');
    officer = await app.as('officer-gangkou');
    expect(await charges()).toEqual([
      ['赵丁', []],
      ['李民政', named(NEXT)],
      ['王芳', named(NEXT)],
      ['孙戊', named(NEXT)],
    ]);
    expect(await charges(`?asOf=${encodeURIComponent('2026-12-31T04:00:00.000Z')}`)).toEqual(apart);
  });
});
