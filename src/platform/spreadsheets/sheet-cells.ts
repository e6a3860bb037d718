import type { Row, Style } from 'exceljs';
import { cellText } from './cell-text.js';
import { heightFor, sum } from './merged-lines.js';
import type { SheetLayout } from './sheet.js';
import type { OpenSheet } from './workbook-stream.js';

/** Rows and columns counted from 1, both ends included. */
export interface Area {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Styles go first: merging copies the style of the first cell to the others, and with it their borders. */
export function put(sheet: OpenSheet, area: Area, text: string, style: Partial<Style>): void {
  const cell = sheet.page.getCell(area.top, area.left);
  cell.value = cellText(text) || null;
  cell.style = style;
  // A merge of one cell makes the file "damaged".
  if (area.top === area.bottom && area.left === area.right) return;
  sheet.page.mergeCells(area.top, area.left, area.bottom, area.right);
}

export function mergedLine(
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

export function commit(row: Row, height: number): void {
  row.height = height;
  row.commit();
}

export function widthOf(layout: SheetLayout<unknown>, from: number, to: number): number {
  return sum(layout.columns.slice(from - 1, to).map(({ width }) => width));
}
