import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Workbook } from 'exceljs';
import type { Worksheet } from 'exceljs';
import type { Column, SheetLayout } from '../../src/platform/spreadsheets/sheet.js';
import { descendants, partsOf, written, xmlOf } from '../support/opened-workbook.js';
import { tempFolder } from '../support/temp-folder.js';
import { complaintsAbout } from '../support/valid-workbook.js';

interface Line {
  readonly no: string;
  readonly day: string;
  readonly kind: string;
  readonly remark: string;
}

const LONG_LIST = Array.from({ length: 60 }, (_, index) => `很长的类别名称${index}`);
const columns: readonly Column<Line>[] = [
  { heading: '序号', width: 6, kind: 'integer', value: (_, index) => index + 1 },
  { heading: '证号', group: '户主', width: 22, kind: 'text', value: ({ no }) => no },
  { heading: '列入', group: '日期', width: 12, kind: 'date', value: ({ day }) => day },
  { heading: '出生', group: '日期', width: 10, kind: 'month', value: () => '1958-03' },
  { heading: '方式', width: 8, kind: 'text', value: ({ kind }) => kind, choices: ['入户', '电话', '视频'] },
  { heading: '类别', width: 14, kind: 'text', value: () => LONG_LIST[0], choices: LONG_LIST },
  { heading: '备注', width: 40, kind: 'text', value: ({ remark }) => remark },
];

const REMARK = `见\u000b面\u0001了\ufffe 😀 ${'家中情况'.repeat(125)}\n第二行 <b> & "引号"`;

function lines(count: number): Line[] {
  return Array.from({ length: count }, (_, index) => ({
    no: `34182519580312${`${index}`.padStart(4, '0')}`,
    day: '2026-09-01',
    kind: '入户',
    remark: REMARK,
  }));
}

function layout(change: Partial<SheetLayout<Line>> = {}): SheetLayout<Line> {
  return {
    name: '附件1',
    title: '附件1 花名册',
    unit: '云梯畲族乡',
    period: '2026年9月',
    filledBy: '甲某',
    reviewedBy: '乙某',
    filledOn: '2026-09-30',
    orientation: 'landscape',
    columns,
    rows: lines(2),
    footer: { anchor: '第 1024 条', at: '2026-09-30T15:59:59.000Z', contentHash: 'ab'.repeat(32) },
    ...change,
  };
}

async function read(file: Buffer): Promise<Workbook> {
  const workbook = new Workbook();
  // The library's types know an older Buffer.
  await workbook.xlsx.load(file as unknown as Parameters<typeof workbook.xlsx.load>[0]);
  return workbook;
}

async function sheetOf(change: Partial<SheetLayout<Line>> = {}): Promise<Worksheet> {
  const sheet = (await read(await written(layout(change)))).worksheets[0];
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

function valuesOf(sheet: Worksheet, row: number): unknown[] {
  return (sheet.getRow(row).values as unknown[]).slice(1);
}

describe('F33: a sheet opens', () => {
  test.each([
    [0, 0],
    [0, 5],
    [1, 0],
    [1237, 20],
  ])(
    'with %i rows and %i empty ones it is valid by the letter, headings and print header intact',
    async (count, emptyRows) => {
      const file = await written(layout({ rows: lines(count), emptyRows }));
      expect(complaintsAbout(partsOf(file))).toEqual([]);
      const sheet = (await read(file)).worksheets[0];
      expect(sheet?.rowCount).toBe(4 + count + emptyRows + 2);
      expect(sheet?.pageSetup.printTitlesRow).toBe('3:4');
      expect(sheet && valuesOf(sheet, 3)).toEqual(['序号', '户主', '日期', '日期', '方式', '类别', '备注']);
      expect(sheet && valuesOf(sheet, 4)).toEqual(['序号', '证号', '列入', '出生', '方式', '类别', '备注']);
      const numbers = Array.from({ length: count }, (_, index) => sheet?.getCell(5 + index, 1).value);
      expect(numbers).toEqual(Array.from({ length: count }, (_, index) => index + 1));
      expect(sheet?.getCell(5 + count + emptyRows, 1).value).toBe(
        `共 ${count} 行　　数据截至：第 1024 条　　生成时间：2026-09-30 23:59`,
      );
    },
  );

  test('a remark keeps line breaks, emoji and all 500 characters; only what no file may hold is gone', async () => {
    const cell = (await sheetOf()).getCell('G5');
    expect(cell.value).toBe(`见\n面了 😀 ${'家中情况'.repeat(125)}\n第二行 <b> & "引号"`);
    expect(cell.alignment.wrapText).toBe(true);
  });

  test('several sheets of one name, one with a single column, one without groups', async () => {
    const [first] = columns;
    const narrow = layout({ columns: first ? [first] : [], header: [['户编号', '0079']] });
    const parts = partsOf(await written(layout(), narrow, layout({ columns: columns.slice(4), name: 'a:b/c?*[1]' })));
    expect(complaintsAbout(parts)).toEqual([]);
    const book = xmlOf(parts, 'xl/workbook.xml');
    expect(descendants(book, 'sheet').map(({ attributes }) => attributes.name)).toEqual([
      '附件1',
      '附件1 (2)',
      'a：b／c？＊［1］',
      '代码',
    ]);
    expect(descendants(book, 'definedName').map(({ attributes, text }) => [attributes.localSheetId, text])).toEqual([
      ['0', "'附件1'!$3:$4"],
      ['1', "'附件1 (2)'!$4:$4"],
      ['2', "'a：b／c？＊［1］'!$3:$3"],
    ]);
  });
});

describe('layout of every sheet', () => {
  test('title, label lines, those responsible, headings, footer, each merged where it must be', async () => {
    const change = { header: [['户编号', '0079', '户主', '甲**']], rows: lines(1), emptyRows: 1 };
    const footer = { ...layout().footer, watermark: '内部资料 & 不得外传' };
    const sheet = await sheetOf({ ...change, footer });
    expect([1, 2, 3].map((row) => [...new Set(valuesOf(sheet, row))])).toEqual([
      ['附件1 花名册　云梯畲族乡　2026年9月'],
      ['户编号', '0079', '户主', '甲**'],
      ['填报单位：云梯畲族乡　　填报人：甲某　　审核人：乙某　　填报日期：2026-09-30'],
    ]);
    expect([8, 9, 10].map((row) => [...new Set(valuesOf(sheet, row))])).toEqual([
      ['共 1 行　　数据截至：第 1024 条　　生成时间：2026-09-30 23:59'],
      [`内容校验值（SHA-256）：${'ab'.repeat(32)}`],
      ['内部资料 & 不得外传'],
    ]);
    const merges = [
      'A1:G1',
      'A2:B2',
      'C2:E2',
      'A3:G3',
      'A4:A5',
      'C4:D4',
      'E4:E5',
      'F4:F5',
      'G4:G5',
      'A8:G8',
      'A9:G9',
      'A10:G10',
    ];
    expect(sheet.model.merges).toEqual(merges);
    expect(sheet.headerFooter.oddHeader).toBe('&C内部资料 && 不得外传');
  });

  test.each(['landscape', 'portrait'] as const)(
    'A4 %s, fit to width, pages numbered, panes frozen',
    async (orientation) => {
      const { pageSetup, headerFooter, views } = await sheetOf({ orientation });
      const { paperSize, fitToPage, fitToWidth, fitToHeight, printTitlesRow } = pageSetup;
      expect({
        paperSize,
        fitToPage,
        fitToWidth,
        fitToHeight,
        printTitlesRow,
        orientation: pageSetup.orientation,
      }).toEqual({
        paperSize: 9,
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: '3:4',
        orientation,
      });
      expect(headerFooter.oddFooter).toBe('&C第 &P 页 共 &N 页');
      expect(views).toEqual([expect.objectContaining({ state: 'frozen', ySplit: 4, topLeftCell: 'A5' })]);
    },
  );

  test('lists are offered for rows and empty rows; a long one stands on a sheet in plain view', async () => {
    const parts = partsOf(await written(layout({ emptyRows: 3 })));
    const rules = descendants(xmlOf(parts, 'xl/worksheets/sheet1.xml'), 'dataValidation');
    expect(rules.map(({ attributes, children }) => [attributes.type, attributes.sqref, children[0]?.text])).toEqual([
      ['list', 'E5:E9', '"入户,电话,视频"'],
      ['list', 'F5:F9', "'代码'!$A$2:$A$61"],
    ]);
    const codes = (await read(await written(layout({ emptyRows: 3 })))).getWorksheet('代码');
    expect(codes?.getColumn(1).values.slice(1)).toEqual(['类别', ...LONG_LIST]);
  });

  test('without rows there is nothing to offer a list for', async () => {
    expect(partsOf(await written(layout({ rows: [] }))).get('xl/worksheets/sheet1.xml')).not.toContain(
      'dataValidation',
    );
  });

  test('properties name nobody and say when the sheet was made', async () => {
    const parts = partsOf(await written(layout()));
    const core = xmlOf(parts, 'docProps/core.xml');
    expect(core.children.map(({ name, text }) => [name, text])).toEqual([
      ['dc:creator', ''],
      ['cp:lastModifiedBy', ''],
      ['dcterms:created', '2026-09-30T15:59:59Z'],
      ['dcterms:modified', '2026-09-30T15:59:59Z'],
    ]);
    for (const name of ['docProps/core.xml', 'docProps/app.xml', 'xl/workbook.xml'])
      expect(parts.get(name)).not.toMatch(/[甲乙]某/u);
  });
});

describe('F31: cells', () => {
  test('ids are text cells, character-equal, and so are all cells for entry by hand', async () => {
    const sheet = await sheetOf({ rows: [{ ...lines(1)[0], no: '003418' } as Line], emptyRows: 1 });
    expect([sheet.getCell('B5').value, sheet.getCell('B5').numFmt]).toEqual(['003418', '@']);
    expect(columns.map((_, index) => [sheet.getCell(6, index + 1).value, sheet.getCell(6, index + 1).numFmt])).toEqual(
      columns.map(() => [null, '@']),
    );
  });

  test.each(['Etc/GMT+8', 'Asia/Shanghai', 'America/Los_Angeles'])(
    'a day is that day with the server in %s',
    async (TZ) => {
      const file = join((await tempFolder()).path, 'days.xlsx');
      const program = [
        join(__dirname, '../support/typescript-child.cjs'),
        join(__dirname, 'spreadsheets.child.ts'),
        file,
      ];
      await promisify(execFile)(process.execPath, program, { env: { ...process.env, TZ } });
      const bytes = await readFile(file);
      const data = descendants(xmlOf(partsOf(bytes), 'xl/worksheets/sheet1.xml'), 'row').slice(3, 6);
      expect(data.map(({ children }) => children.slice(0, 2).map((cell) => cell.children[0]?.text))).toEqual([
        ['46266', '46266'],
        ['46387', `${46_387 + 1439 / 1440}`],
        ['32243', `${33_496 + 8 / 24}`],
      ]);
      const sheet = (await read(bytes)).worksheets[0];
      expect(sheet && [4, 5, 6].map((row) => valuesOf(sheet, row))).toEqual([
        [new Date('2026-09-01'), new Date('2026-09-01'), '1958-03'],
        [new Date('2026-12-31'), new Date('2026-12-31T23:59:00Z'), '2000-01'],
        [new Date('1988-04-10'), new Date('1991-09-15T08:00:00Z'), '1988-04'],
      ]);
      expect(['A4', 'B4', 'C4'].map((at) => sheet?.getCell(at).numFmt)).toEqual([
        'yyyy-mm-dd',
        'yyyy-mm-dd hh:mm',
        '@',
      ]);
    },
  );
});

describe('free text is never evaluated', () => {
  test.each(['=1+1', '+1', '-1', '@A1', '\t=1', '\r=1', '\0=1', '＝1', '=HYPERLINK("http://x","y")'])(
    '%j',
    async (text) => {
      const header = [[text, text]];
      const file = await written(
        layout({
          rows: [{ no: '1', day: text, kind: text, remark: text }],
          header,
          title: text,
          footer: { anchor: text, at: text, contentHash: text, watermark: text },
        }),
      );
      const parts = partsOf(file);
      expect(complaintsAbout(parts)).toEqual([]);
      const texts = descendants(xmlOf(parts, 'xl/worksheets/sheet1.xml'), 't').map((element) => element.text);
      expect(texts.filter((cell) => /^[\s\0]*[=+\-@＝]|^[\t\r\n]/u.test(cell))).toEqual([]);
      expect(texts.filter((cell) => cell.startsWith("'")).length).toBe(7);
    },
  );
});
