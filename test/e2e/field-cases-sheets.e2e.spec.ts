import ExcelJS from 'exceljs';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  GANGKOU,
  addMember,
  allRows,
  attempt,
  delist,
  download,
  idNumberOf,
  list,
  living,
  listedHousehold,
  madeUpCaller,
  morning,
  ok,
  registerHousehold,
  visit,
} from '../support/clerk.js';
import { partsOf, xmlOf } from '../support/opened-workbook.js';

async function opened(
  caller: TestCaller,
  path: string,
): Promise<{ sheet: ExcelJS.Worksheet; file: Buffer; name: string; hash: string }> {
  const { status, body, headers } = await download(caller.get(path));
  if (status !== 200) throw new Error(`${status} ${String(body)}`);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(body as ArrayBuffer);
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new Error('no sheet');
  // Every part is well-formed: the strict reader throws otherwise.
  const parts = partsOf(body as Buffer);
  for (const part of parts.keys()) if (part.endsWith('.xml')) xmlOf(parts, part);
  const name = decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(headers['content-disposition'] ?? '')?.[1] ?? '');
  return { sheet, file: body as Buffer, name, hash: headers['x-content-hash'] ?? '' };
}

/** The rows below the headings that have a running number, as column heading → cell. */
function linesOf(sheet: ExcelJS.Worksheet): Record<string, ExcelJS.Cell>[] {
  const headings: Record<number, string> = {};
  const lines: Record<string, ExcelJS.Cell>[] = [];
  sheet.eachRow((row) => {
    const first = row.getCell(1);
    // Two heading rows: of a cell that spans both, the lower half answers with the upper one's text.
    if (first.value === '序号') row.eachCell((cell, column) => (headings[column] = String(cell.value)));
    else if (typeof first.value === 'number') {
      lines.push(
        Object.fromEntries(Object.entries(headings).map(([column, heading]) => [heading, row.getCell(Number(column))])),
      );
    }
  });
  return lines;
}
const value = (line: Record<string, ExcelJS.Cell> | undefined, heading: string): unknown => line?.[heading]?.value;

describe('F31 · sheet cells', () => {
  let app: TestApp;
  let officer: TestCaller;
  let home: Registered;
  const idNo = idNumberOf('19580307', 4);
  beforeAll(async () => {
    app = await startApp({ now: morning('2026-09-01') });
    officer = await app.as('officer-gangkou');
    home = await registerHousehold(officer, { groupNo: '007', head: { name: '赵丁', idNo, phone: '0563-4000000' } });
    await list(officer, home.householdId, { listedOn: '2026-09-01', remark: '=1+1' });
    await addMember(officer, home.householdId, { on: '2026-09-01' });
    const gone = await listedHousehold(officer, { groupNo: '008' }, { listedOn: '2026-09-01' });
    await delist(officer, gone.householdId, '2026-09-01', 'COVERED');
    await app.settle();
  });
  afterAll(async () => {
    await app.stop();
  });

  it('annex 1 keeps numbers, codes and phones as text and days as days', async () => {
    const { sheet } = await opened(officer, '/roster.xlsx');
    const lines = linesOf(sheet);
    expect(
      lines.map((line) => [
        value(line, '序号'),
        value(line, '乡镇(街道)'),
        value(line, '村(社区)'),
        value(line, '村民小组'),
        value(line, '户编号'),
        value(line, '姓名'),
        value(line, '身份证号'),
        value(line, '联系电话'),
        value(line, '家庭住址'),
        value(line, '家庭人口'),
        value(line, '备注'),
      ]),
    ).toEqual([
      [
        1,
        '港口镇',
        '灰山村委会',
        '007',
        home.householdNo,
        '赵丁',
        '**************004X',
        '0563-***0000',
        '***',
        2,
        "'=1+1",
      ],
    ]);
    expect(lines[0]?.['列入日期']?.value).toEqual(new Date('2026-09-01T00:00:00.000Z'));
    for (const heading of ['村民小组', '户编号', '身份证号', '联系电话', '备注'])
      expect([heading, lines[0]?.[heading]?.type]).toEqual([heading, ExcelJS.ValueType.String]);
  });

  it('an approved export shows what was approved to its proposer, whole numbers as text', async () => {
    const { exportId } = await ok(
      officer.post('/exports', {
        view: 'roster',
        filters: { town: GANGKOU },
        fields: ['idNo', 'phone', 'address'],
        reason: '核对',
      }),
    );
    await ok((await app.as('reviewer-gangkou')).post(`/exports/${String(exportId)}/approvals`, {}));
    const { sheet, hash } = await opened(officer, `/roster.xlsx?exportId=${String(exportId)}`);
    const lines = linesOf(sheet);
    expect(
      lines.map((line) => [
        value(line, '户编号'),
        value(line, '身份证号'),
        value(line, '联系电话'),
        value(line, '家庭住址'),
        line['身份证号']?.type,
      ]),
    ).toContainEqual([home.householdNo, idNo, '0563-4000000', '一组 1 号', ExcelJS.ValueType.String]);
    expect(hash).toBe((await opened(officer, '/roster.xlsx?state=ALL')).hash);
    app.clock.set('2026-09-02T02:00:00.000Z');
    expect((await (await app.as('officer-gangkou')).get(`/roster.xlsx?exportId=${String(exportId)}`)).status).toBe(404);
  });

  it('rows left empty for entry by hand are text, so that 0079 stays 0079', async () => {
    const { sheet } = await opened(await app.as('officer-gangkou'), '/roster.xlsx');
    let row = 0;
    sheet.eachRow((candidate) => {
      if (candidate.getCell(1).value === 1) row = candidate.number;
    });
    // Lines 2 to 6 are the empty ones; columns 4 to 8 hold group, number, name, ID number and phone.
    const formats = [2, 3, 4, 5, 6].flatMap((line) =>
      [4, 5, 6, 7, 8].map((column) => sheet.getRow(row + line - 1).getCell(column).numFmt),
    );
    expect(formats).toEqual(Array(25).fill('@'));
  });
});

describe('F33 · sheet opens', () => {
  let app: TestApp;
  let officer: TestCaller;
  beforeAll(async () => {
    app = await startApp({ now: morning('2026-09-01') });
    officer = await app.as('officer-gangkou');
  });
  afterAll(async () => {
    await app.stop();
  });

  it('with no row', async () => {
    const { sheet } = await opened(officer, '/roster.xlsx');
    expect(linesOf(sheet)).toEqual([]);
    expect(sheet.getCell('A1').text).toContain('重点人群花名册');
  });

  it('with one, then with remarks that no sheet survives unescaped', async () => {
    const remarks = [
      '含\u000b竖制表\u0001与\ufffe',
      '表情😀与𫖯',
      '字'.repeat(500),
      '第一行\n第二行\r\n第三行',
      '<a href="x">&amp;</a> _x0041_',
      '=HYPERLINK("http://x")',
      '+1',
      '@x',
      "'单引号",
    ];
    for (const remark of remarks) await listedHousehold(officer, {}, { listedOn: '2026-09-01', remark });
    await app.settle();
    const { sheet } = await opened(officer, '/roster.xlsx');
    const shown = linesOf(sheet).map((line) => line['备注']?.text ?? '');
    // What looks like a formula gets an apostrophe; the text `_x0041_` is written so that no program takes it for an A.
    expect(shown.sort()).toEqual(
      [
        '含\n竖制表与',
        '表情😀与𫖯',
        '字'.repeat(500),
        '第一行\n第二行\n第三行',
        '<a href="x">&amp;</a> _x005F_x0041_',
        '\'=HYPERLINK("http://x")',
        "'+1",
        "'@x",
        "'单引号",
      ].sort(),
    );
    expect(linesOf(sheet).map((line) => line['备注']?.type)).toEqual(
      Array(remarks.length).fill(ExcelJS.ValueType.String),
    );
  });

  it('annex 2 of a household without visits, and of one with visits and an attempt, oldest first', async () => {
    const home = await listedHousehold(officer, { head: { name: '赵戊' } }, { listedOn: '2026-09-01' });
    await app.settle();
    expect(linesOf((await opened(officer, `/households/${home.householdId}/page.xlsx`)).sheet)).toEqual([]);
    await visit(officer, home, '2026-09-01T08:40:00+08:00', {
      living: living({ food: { state: 'DIFFICULT', text: '断粮' } }),
    });
    await attempt(officer, home.householdId, '2026-09-01T08:20:00+08:00');
    await app.settle();
    const { sheet } = await opened(officer, `/households/${home.householdId}/page.xlsx`);
    expect(
      linesOf(sheet).map((line) => [
        value(line, '序号'),
        value(line, '是否见到本人'),
        value(line, '吃'),
        value(line, '被访人确认'),
      ]),
    ).toEqual([
      [1, '未遇：无人在家', null, null],
      [2, '赵戊', '困难：断粮', '签字'],
    ]);
  });
});

describe('F35 · file names', () => {
  it('sheet and file names are valid, readable, and free of persons, for 云梯畲族乡 and a group and remark full of signs', async () => {
    const app = await startApp({ now: morning('2026-09-01') });
    const officer = await madeUpCaller(app, { account: 'yunti', role: 'OFFICER', org: '341881200' });
    const home = await listedHousehold(
      officer,
      { villageCode: '341881200201', groupNo: '01', head: { name: '蓝/天:?*[云]' } },
      { listedOn: '2026-09-01', remark: '/ : ? * [ ]' },
    );
    await app.settle();
    const page = await opened(officer, `/households/${home.householdId}/page.xlsx`);
    const roster = await opened(officer, '/roster.xlsx');
    expect([page.name, roster.name]).toEqual([
      `重点困难人群巡查记录台账-${home.householdNo}-2026-09-01.xlsx`,
      '重点人群花名册-云梯畲族乡-2026-09-01.xlsx',
    ]);
    for (const { sheet } of [page, roster]) expect(sheet.name).toMatch(/^[^/\\:?*[\]]{1,31}$/);
    expect(page.sheet.name).toContain(home.householdNo);
    await app.stop();
  });
});

describe('F76 · evidence', () => {
  const photo = (tail: string): Buffer =>
    Buffer.concat([
      Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
      Buffer.from(tail),
      Buffer.from('ffd9', 'hex'),
    ]);
  let app: TestApp;
  let officer: TestCaller;
  let home: Registered;
  beforeAll(async () => {
    app = await startApp({ now: morning('2026-09-01') });
    officer = await app.as('officer-gangkou');
    home = await listedHousehold(officer, {}, { listedOn: '2026-09-01' });
  });
  afterAll(async () => {
    await app.stop();
  });
  const upload = async (bytes: Buffer): Promise<string> => {
    const sent = officer
      .post('/evidence', undefined, { 'content-type': 'image/jpeg', 'x-file-name': 'IMG_0001.jpg' })
      .serialize((body) => body as string)
      .send(bytes as unknown as string);
    const { status, body } = await sent;
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
    return String(body.sha256);
  };
  const open = (
    of: Registered,
    sha256: string,
    headers = { 'x-purpose': 'VISIT_TASK', 'x-purpose-ref': of.householdId },
  ) => download(officer.get(`/households/${of.householdId}/evidence/${sha256}`, headers));

  it('two photos of one name are two; a copy is the first; each opens with its own content, for a purpose', async () => {
    const [one, two] = [photo('one'), photo('two')];
    const hashes = [await upload(one), await upload(two), await upload(one)];
    expect(new Set(hashes).size).toBe(2);
    expect(hashes[2]).toBe(hashes[0]);
    for (const [index, at] of ['2026-09-01T08:20:00+08:00', '2026-09-01T08:30:00+08:00'].entries()) {
      await visit(officer, home, at, { evidence: [{ sha256: hashes[index], kind: 'PHOTO' }] });
    }
    await app.settle();
    for (const [index, bytes] of [one, two].entries()) {
      const answer = await open(home, hashes[index] ?? '');
      expect([answer.status, Buffer.compare(answer.body as Buffer, bytes), answer.headers['content-type']]).toEqual([
        200,
        0,
        'image/jpeg',
      ]);
    }
    expect((await open(home, hashes[0] ?? '', {} as never)).status).toBe(403);
  });

  it('is not opened through a household that does not have it', async () => {
    const other = await listedHousehold(officer, {}, { listedOn: '2026-09-01' });
    await app.settle();
    expect((await open(other, await upload(photo('one')))).status).toBe(404);
  });
});

describe('the footer of a sheet', () => {
  it('names the last fact that is in it, by stream and revision, and the hash of the sealed rows', async () => {
    const app = await startApp({ now: morning('2026-09-10') });
    const officer = await app.as('officer-gangkou');
    const { householdId } = await listedHousehold(officer);
    await app.settle();
    const last = (await app.facts()).at(-1);
    const sheets = [
      await opened(officer, '/roster.xlsx'),
      await opened(officer, `/households/${householdId}/page.xlsx`),
    ];
    for (const { sheet, hash } of sheets) {
      const texts = new Set<string>();
      sheet.eachRow((row) => row.eachCell((cell) => texts.add(JSON.stringify(cell.value))));
      const footer = [...texts].filter((text) => text.includes('@') || text.includes(hash)).join('\n');
      expect(footer).toContain(`${last?.stream ?? ''}@${last?.revision ?? ''}`);
      expect(footer).toContain(hash);
    }
    await app.stop();
  });
});

describe('F73 · still counted', () => {
  it('roster, calendar and sheet tell the same number of families after mergers and a delisting, now and as of each step', async () => {
    const app = await startApp({ now: morning('2026-09-01') });
    try {
      const officer = await app.as('officer-gangkou');
      const reviewer = await app.as('reviewer-gangkou');
      const head = { idNo: undefined, noIdReason: 'LOST' };
      const steps: string[] = [];
      // A merger is approved in the one family's stream and done in the other's by a policy.
      const step = async () => {
        await app.settle();
        const { store } = app.system.platform;
        steps.push(`asOf=${encodeURIComponent(await app.system.platform.positionToken(await store.head()))}`);
      };
      const homes: Registered[] = [];
      for (let family = 0; family < 10; family++)
        homes.push(await listedHousehold(officer, { head }, { listedOn: '2026-09-01' }));
      await step();
      const merge = async (ended: Registered | undefined, into: Registered | undefined) => {
        const mergers = `/households/${ended?.householdId ?? ''}/mergers`;
        const form = { into: into?.householdId, headHolds: 'SURVIVOR', addressHolds: 'SURVIVOR', reason: '登记两次' };
        const { proposalId } = await ok(officer.post(mergers, form));
        await ok(reviewer.post(`${mergers}/${String(proposalId)}/approvals`, {}));
        await step();
      };
      await merge(homes[0], homes[1]);
      await merge(homes[2], homes[3]);
      await delist(officer, homes[4]?.householdId ?? '', '2026-09-01');
      await step();
      const told = async (asOf: string) => {
        const roster = await allRows(officer, `/roster?${asOf}`);
        const calendar = await allRows(officer, `/visit-calendar?month=2026-10&${asOf}`);
        const { sheet } = await opened(officer, `/roster.xlsx?${asOf}`);
        return [roster.length, calendar.length, linesOf(sheet).length];
      };
      expect(await Promise.all([...steps, ''].map(told))).toEqual([
        [10, 10, 10],
        [9, 9, 9],
        [8, 8, 8],
        [7, 7, 7],
        [7, 7, 7],
      ]);
    } finally {
      await app.stop();
    }
  }, 180_000);
});
