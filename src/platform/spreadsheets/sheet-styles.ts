import type { Alignment, Borders, Style } from 'exceljs';
import type { CellFormat } from './cell-content.js';

/**
 * One object per look: the writer recognises a style it has met by its identity, so cells must share these.
 * The fonts are those every office computer of the bureau has; a missing one is replaced by the reader's program.
 */
type Look = Partial<Style>;

const TEXT = '@';
const font = { name: '宋体', size: 10, charset: 134 };
const border: Partial<Borders> = {
  top: { style: 'thin' },
  left: { style: 'thin' },
  bottom: { style: 'thin' },
  right: { style: 'thin' },
};
const left: Partial<Alignment> = { horizontal: 'left', vertical: 'middle', wrapText: true };
const centre: Partial<Alignment> = { horizontal: 'center', vertical: 'middle', wrapText: true };

export const TITLE: Look = { numFmt: TEXT, font: { ...font, name: '黑体', size: 16 }, alignment: centre };
export const LINE: Look = { numFmt: TEXT, font, alignment: left };
export const LABEL: Look = { numFmt: TEXT, font: { ...font, bold: true }, alignment: centre, border };
export const HEADING: Look = {
  ...LABEL,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEDEDED' } },
};
export const FOOTER: Look = { numFmt: TEXT, font: { ...font, size: 9 }, alignment: left };
export const WATERMARK: Look = { ...FOOTER, font: { ...font, bold: true, color: { argb: 'FFC00000' } } };

export const BODY: Readonly<Record<CellFormat, Look>> = {
  text: { numFmt: TEXT, font, alignment: left, border },
  integer: { numFmt: '0', font, alignment: centre, border },
  fraction: { numFmt: 'General', font, alignment: centre, border },
  date: { numFmt: 'yyyy-mm-dd', font, alignment: centre, border },
  instant: { numFmt: 'yyyy-mm-dd hh:mm', font, alignment: centre, border },
};
