import type { AddWorksheetOptions, Row, Style } from 'exceljs';
import { isInstant, toInstant } from '../calendar/local-date.js';
import { cellContent, localMinuteOf } from './cell-content.js';
import { cellText } from './cell-text.js';
import { columnLetters } from './choice-lists.js';
import type { ChoiceLists } from './choice-lists.js';
import { heightFor, spread, sum } from './merged-lines.js';
import type { SpreadCell } from './merged-lines.js';
import { BODY, FOOTER, HEADING, LABEL, LINE, TITLE, WATERMARK } from './sheet-styles.js';
import type { SheetFooter, SheetLayout } from './sheet.js';
import type { OpenSheet } from './workbook-stream.js';

const A4 = 9;
const LAST_ROW = 1_048_576;
const EMPTY_ROW_HEIGHT = 22;
/** A page header takes 255 characters. */
const LONGEST_PAGE_HEADER = 200;

/** Where what stands; rows counted from 1. */
interface Places {
  readonly headerLines: readonly (readonly SpreadCell[])[];
  readonly headingTop: number;
  readonly headingBottom: number;
}

/** What must be known when the sheet is opened: it is written before the first row. */
export function sheetOptions(layout: SheetLayout<unknown>): Partial<AddWorksheetOptions> {
  const { headingTop, headingBottom } = placesOf(layout);
  const watermark = layout.footer.watermark;
  return {
    views: [{ state: 'frozen', xSplit: 0, ySplit: headingBottom }],
    pageSetup: {
      paperSize: A4,
      orientation: layout.orientation,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
      printTitlesRow: `${headingTop}:${headingBottom}`,
    },
    headerFooter: {
      oddFooter: '&C第 &P 页 共 &N 页',
      ...(watermark === undefined ? {} : { oddHeader: `&C${asPageHeader(watermark)}` }),
    },
  };
}

/**
 * Writes one sheet from its title to its footer and answers the number of rows.
 * Throws RangeError for a layout without columns, for too many rows and for numbers no cell can hold.
 */
export async function writeSheet(
  sheet: OpenSheet,
  layout: SheetLayout<unknown>,
  choices: ChoiceLists,
): Promise<number> {
  if (layout.columns.length === 0) throw new RangeError('表格没有列');
  const page = sheet.page;
  page.columns = layout.columns.map(({ width }) => ({ width }));
  const { headerLines, headingTop, headingBottom } = placesOf(layout);
  mergedLine(
    sheet,
    layout,
    1,
    [layout.title, layout.unit, layout.period].filter((part) => part !== '').join('　'),
    TITLE,
  );
  headerLines.forEach((line, index) => headerLine(sheet, layout, 2 + index, line));
  mergedLine(sheet, layout, headingTop - 1, filledLine(layout), LINE);
  writeHeadings(sheet, layout, headingTop, headingBottom);
  const count = await writeRows(sheet, layout, headingBottom + 1);
  const end = headingBottom + count + (layout.emptyRows ?? 0);
  for (let at = headingBottom + count + 1; at <= end; at++) await emptyRow(sheet, layout, at);
  if (end > headingBottom) offerChoices(sheet, layout, choices, headingBottom + 1, end);
  footerLines(layout.footer, count).forEach(({ text, style }, index) =>
    mergedLine(sheet, layout, end + 1 + index, text, style),
  );
  return count;
}

function placesOf(layout: SheetLayout<unknown>): Places {
  const widths = layout.columns.map(({ width }) => width);
  const headerLines = (layout.header ?? []).flatMap((line) => spread(line, widths));
  const headingTop = headerLines.length + 3;
  const isGrouped = layout.columns.some(({ group }) => group !== undefined);
  return { headerLines, headingTop, headingBottom: isGrouped ? headingTop + 1 : headingTop };
}

// ── above the table ───────────────────────────────────────────────────────────────────────────────────────────────

function filledLine(layout: SheetLayout<unknown>): string {
  const { unit, filledBy, reviewedBy, filledOn } = layout;
  return `填报单位：${unit}　　填报人：${filledBy}　　审核人：${reviewedBy}　　填报日期：${filledOn}`;
}

function headerLine(sheet: OpenSheet, layout: SheetLayout<unknown>, at: number, line: readonly SpreadCell[]): void {
  const heights = line.map(({ text, from, to, isLabel }) => {
    put(sheet, { top: at, bottom: at, left: from, right: to }, text, isLabel ? LABEL : BODY.text);
    return heightFor(text, widthOf(layout, from, to));
  });
  commit(sheet.page.getRow(at), Math.max(...heights));
}

function writeHeadings(sheet: OpenSheet, layout: SheetLayout<unknown>, top: number, bottom: number): void {
  const { columns } = layout;
  let from = 0;
  while (from < columns.length) {
    const group = columns[from]?.group;
    let to = from + 1;
    while (group !== undefined && columns[to]?.group === group) to++;
    if (group !== undefined) put(sheet, { top, bottom: top, left: from + 1, right: to }, group, HEADING);
    const headingTop = group === undefined ? top : bottom;
    columns.slice(from, to).forEach(({ heading }, index) => {
      put(sheet, { top: headingTop, bottom, left: from + 1 + index, right: from + 1 + index }, heading, HEADING);
    });
    from = to;
  }
  const height = Math.max(...columns.map(({ heading, width }) => heightFor(heading, width)));
  for (let at = top; at < bottom; at++) commit(sheet.page.getRow(at), 20);
  commit(sheet.page.getRow(bottom), Math.max(20, height));
}

// ── the table ─────────────────────────────────────────────────────────────────────────────────────────────────────

async function writeRows(sheet: OpenSheet, layout: SheetLayout<unknown>, first: number): Promise<number> {
  const last = LAST_ROW - (layout.emptyRows ?? 0) - 10;
  let count = 0;
  for await (const row of layout.rows) {
    if (first + count > last) throw new RangeError('行数超过一张表的上限，请分表导出');
    const line = sheet.page.getRow(first + count);
    layout.columns.forEach((column, index) => {
      const { value, format } = cellContent(column.kind, column.value(row, count));
      const cell = line.getCell(index + 1);
      cell.value = value;
      cell.style = BODY[format];
    });
    // No height: programs reckon it from the wrapped text. Without any value the row would be left out.
    commit(line, line.hasValues ? undefined : EMPTY_ROW_HEIGHT);
    count++;
    await sheet.roomForMore();
  }
  return count;
}

/** Text throughout, also where the column holds dates or numbers: what is typed, 0079 or 3-2, stays as typed. */
async function emptyRow(sheet: OpenSheet, layout: SheetLayout<unknown>, at: number): Promise<void> {
  const line = sheet.page.getRow(at);
  layout.columns.forEach((_, index) => {
    line.getCell(index + 1).style = BODY.text;
  });
  commit(line, EMPTY_ROW_HEIGHT);
  await sheet.roomForMore();
}

function offerChoices(
  sheet: OpenSheet,
  layout: SheetLayout<unknown>,
  lists: ChoiceLists,
  from: number,
  to: number,
): void {
  layout.columns.forEach(({ heading, choices }, index) => {
    if (choices === undefined || choices.length === 0) return;
    const letters = columnLetters(index + 1);
    sheet.validate(`${letters}${from}:${letters}${to}`, {
      type: 'list',
      allowBlank: true,
      showErrorMessage: true,
      errorStyle: 'warning',
      errorTitle: '不在列表中',
      error: '请从下拉列表中选择；确需填写其他内容或多项时，可选“是”继续。',
      formulae: [lists.formulaFor(heading, choices)],
    });
  });
}

// ── below the table ───────────────────────────────────────────────────────────────────────────────────────────────

function footerLines(footer: SheetFooter, count: number): { text: string; style: Partial<Style> }[] {
  const at = isInstant(footer.at) ? localMinuteOf(toInstant(footer.at) ?? footer.at) : footer.at;
  const lines = [
    { text: `共 ${count} 行　　数据截至：${footer.anchor}　　生成时间：${at}`, style: FOOTER },
    { text: `内容校验值（SHA-256）：${footer.contentHash}`, style: FOOTER },
  ];
  return footer.watermark === undefined ? lines : [...lines, { text: footer.watermark, style: WATERMARK }];
}

// ── cells ─────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Area {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Styles go first: merging copies the style of the first cell to the others, and with it their borders. */
function put(sheet: OpenSheet, area: Area, text: string, style: Partial<Style>): void {
  const cell = sheet.page.getCell(area.top, area.left);
  cell.value = cellText(text);
  cell.style = style;
  // A merge of one cell makes the file "damaged".
  if (area.top === area.bottom && area.left === area.right) return;
  sheet.page.mergeCells(area.top, area.left, area.bottom, area.right);
}

function mergedLine(
  sheet: OpenSheet,
  layout: SheetLayout<unknown>,
  at: number,
  text: string,
  style: Partial<Style>,
): void {
  const right = layout.columns.length;
  put(sheet, { top: at, bottom: at, left: 1, right }, text, style);
  commit(sheet.page.getRow(at), heightFor(text, widthOf(layout, 1, right), (style.font?.size ?? 10) * 1.5));
}

function commit(row: Row, height: number | undefined): void {
  if (height !== undefined) row.height = height;
  row.commit();
}

function widthOf(layout: SheetLayout<unknown>, from: number, to: number): number {
  return sum(layout.columns.slice(from - 1, to).map(({ width }) => width));
}

/** & begins an instruction there. */
function asPageHeader(text: string): string {
  const cut = [...cellText(text).replace(/\s+/gu, ' ')].slice(0, LONGEST_PAGE_HEADER / 2).join('');
  return cut.replaceAll('&', '&&');
}
