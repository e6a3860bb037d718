import type { Style } from 'exceljs';
import { isInstant, toInstant } from '../calendar/local-date.js';
import { cellContent, localMinuteOf } from './cell-content.js';
import type { CellContent } from './cell-content.js';
import { columnLetters } from './choice-lists.js';
import type { ChoiceLists } from './choice-lists.js';
import { heightFor } from './merged-lines.js';
import { commit, mergedLine } from './sheet-cells.js';
import { writeHead } from './sheet-head.js';
import { BODY, FOOTER, WATERMARK } from './sheet-styles.js';
import type { SheetFooter, SheetLayout } from './sheet.js';
import type { OpenSheet } from './workbook-stream.js';

const LAST_ROW = 1_048_576;
const FOOTER_ROWS = 3;
const ROW_HEIGHT = 18;
const EMPTY_ROW_HEIGHT = 22;

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
  const head = writeHead(sheet, layout);
  const count = await writeRows(sheet, layout, head + 1);
  const end = head + count + (layout.emptyRows ?? 0);
  for (let at = head + count + 1; at <= end; at++) await emptyRow(sheet, layout, at);
  if (end > head) offerChoices(sheet, layout, choices, head + 1, end);
  footerLines(layout.footer, count).forEach(({ text, style }, index) => {
    mergedLine(sheet, layout, end + 1 + index, text, style);
  });
  return count;
}

async function writeRows(sheet: OpenSheet, layout: SheetLayout<unknown>, first: number): Promise<number> {
  const last = LAST_ROW - (layout.emptyRows ?? 0) - FOOTER_ROWS;
  let count = 0;
  for await (const row of layout.rows) {
    if (first + count > last) throw new RangeError('行数超过一张表的上限，请分表导出');
    writeRow(
      sheet,
      layout,
      first + count,
      layout.columns.map((column) => cellContent(column.kind, column.value(row, count))),
    );
    count++;
    await sheet.roomForMore();
  }
  return count;
}

/** The height is reckoned here: not every program does it on opening, and print would cut the text. */
function writeRow(
  sheet: OpenSheet,
  { columns }: SheetLayout<unknown>,
  at: number,
  contents: readonly CellContent[],
): void {
  const line = sheet.page.getRow(at);
  let height = ROW_HEIGHT;
  contents.forEach(({ value, format }, index) => {
    const cell = line.getCell(index + 1);
    cell.value = value;
    cell.style = BODY[format];
    if (typeof value === 'string') height = Math.max(height, heightFor(value, columns[index]?.width ?? 1));
  });
  commit(line, height);
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

function footerLines(footer: SheetFooter, count: number): { text: string; style: Partial<Style> }[] {
  const at = isInstant(footer.at) ? localMinuteOf(toInstant(footer.at) ?? footer.at) : footer.at;
  const lines = [
    { text: `共 ${count} 行　　数据截至：${footer.anchor}　　生成时间：${at}`, style: FOOTER },
    { text: `内容校验值（SHA-256）：${footer.contentHash}`, style: FOOTER },
  ];
  return footer.watermark === undefined ? lines : [...lines, { text: footer.watermark, style: WATERMARK }];
}
