import type { AddWorksheetOptions } from 'exceljs';
import { cellText } from './cell-text.js';
import { heightFor, spread } from './merged-lines.js';
import type { SpreadCell } from './merged-lines.js';
import { commit, mergedLine, put, widthOf } from './sheet-cells.js';
import { BODY, HEADING, LABEL, LINE, TITLE } from './sheet-styles.js';
import type { SheetLayout } from './sheet.js';
import type { OpenSheet } from './workbook-stream.js';

/** As the file format numbers the sizes of paper. */
export const A4 = 9;
/** A page header takes 255 characters, and each & is written as two. */
const LONGEST_PAGE_HEADER = 100;

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

/** Title, label lines, the line of those responsible, headings; answers the last row of them. */
export function writeHead(sheet: OpenSheet, layout: SheetLayout<unknown>): number {
  const { headerLines, headingTop, headingBottom } = placesOf(layout);
  const title = [layout.title, layout.unit, layout.period].filter((part) => part !== '').join('　');
  mergedLine(sheet, layout, 1, title, TITLE);
  headerLines.forEach((line, index) => headerLine(sheet, layout, 2 + index, line));
  mergedLine(sheet, layout, headingTop - 1, filledLine(layout), LINE);
  writeHeadings(sheet, layout, headingTop, headingBottom);
  return headingBottom;
}

function placesOf(layout: SheetLayout<unknown>): Places {
  const widths = layout.columns.map(({ width }) => width);
  const headerLines = (layout.header ?? []).flatMap((line) => spread(line, widths));
  const headingTop = headerLines.length + 3;
  const isGrouped = layout.columns.some(({ group }) => group !== undefined);
  return { headerLines, headingTop, headingBottom: isGrouped ? headingTop + 1 : headingTop };
}

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

/** & begins an instruction there. */
function asPageHeader(text: string): string {
  const cut = [...cellText(text).replace(/\s+/gu, ' ')].slice(0, LONGEST_PAGE_HEADER).join('');
  return cut.replaceAll('&', '&&');
}
