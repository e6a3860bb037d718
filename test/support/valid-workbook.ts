import { descendants, xmlOf } from './opened-workbook.js';
import type { Element, Parts } from './opened-workbook.js';

const ORDER = [
  'sheetPr',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'mergeCells',
  'dataValidations',
  'pageMargins',
  'pageSetup',
  'headerFooter',
];
const CONCEALED = /\bhidden="|state="(?:hidden|veryHidden)|<f[ >]|<comments?[ >]|<hyperlinks?[ >]/u;

/**
 * What a strict spreadsheet program would object to, and what our sheets must not carry (hidden things, formulas,
 * comments, links, names other than print titles). Empty for a good file; throws where a part is not even XML.
 */
export function complaintsAbout(parts: Parts): string[] {
  const sheets = [...parts.keys()].filter((name) => name.startsWith('xl/worksheets/'));
  const styles = descendants(xmlOf(parts, 'xl/styles.xml'), 'cellXfs')[0]?.children.length ?? 0;
  return [
    ...packageComplaints(parts),
    ...sheets.flatMap((name) => sheetComplaints(xmlOf(parts, name), styles).map((text) => `${name}: ${text}`)),
    ...[...parts].filter(([, text]) => CONCEALED.test(text)).map(([name]) => `${name}: conceals something`),
  ];
}

function packageComplaints(parts: Parts): string[] {
  for (const name of parts.keys()) xmlOf(parts, name);
  const types = descendants(xmlOf(parts, '[Content_Types].xml'), 'Override').map(
    ({ attributes }) => attributes.PartName,
  );
  const typed = [...parts.keys()].filter((name) => !name.endsWith('.rels') && name !== '[Content_Types].xml');
  const names = descendants(xmlOf(parts, 'xl/workbook.xml'), 'definedName').map(({ attributes }) => attributes.name);
  return [
    ...typed.filter((name) => !types.includes(`/${name}`)).map((name) => `${name}: no content type`),
    ...types.filter((name) => !typed.includes((name ?? '').slice(1))).map((name) => `${name}: no such part`),
    ...names.filter((name) => name !== '_xlnm.Print_Titles').map((name) => `defined name ${name}`),
  ];
}

function sheetComplaints(sheet: Element, styles: number): string[] {
  const names = sheet.children.map(({ name }) => name);
  const expected = ORDER.filter((name) => names.includes(name));
  const rows = descendants(sheet, 'row');
  const numbers = rows.map(({ attributes }) => Number(attributes.r));
  return [
    ...(names.join() === expected.join() ? [] : [`elements ${names.join()}`]),
    ...(ascends(numbers) ? [] : ['rows out of order']),
    ...rows.flatMap((row) => rowComplaints(row, styles)),
    ...mergeComplaints(sheet),
  ];
}

function rowComplaints(row: Element, styles: number): string[] {
  const places = row.children.map(({ attributes }) => placeOf(attributes.r));
  return [
    ...(ascends(places.map(({ column }) => column)) ? [] : [`cells of row ${row.attributes.r} out of order`]),
    ...places
      .filter((place) => place.row !== Number(row.attributes.r))
      .map(() => `stray cell in row ${row.attributes.r}`),
    ...row.children.filter((cell) => !isGoodCell(cell, styles)).map(({ attributes }) => `cell ${attributes.r}`),
  ];
}

function isGoodCell({ attributes, children }: Element, styles: number): boolean {
  const [value, more] = children;
  if (more || Number(attributes.s ?? 0) >= styles) return false;
  if (attributes.t === 'inlineStr')
    return value?.name === 'is' && value.children.map(({ name }) => name).join() === 't';
  return attributes.t === undefined && (!value || (value.name === 'v' && /^-?\d+(\.\d+)?$/.test(value.text)));
}

function mergeComplaints(sheet: Element): string[] {
  const covered = new Set<string>();
  return descendants(sheet, 'mergeCell').flatMap(({ attributes: { ref = '' } }) => {
    const [from, to] = ref.split(':').map(placeOf);
    if (!from || !to || (from.row === to.row && from.column === to.column)) return [`merge of one cell ${ref}`];
    let overlaps = false;
    for (let row = from.row; row <= to.row; row++) {
      for (let column = from.column; column <= to.column; column++) {
        overlaps ||= covered.has(`${column}/${row}`);
        covered.add(`${column}/${row}`);
      }
    }
    return overlaps ? [`merge ${ref} overlaps`] : [];
  });
}

function placeOf(reference = ''): { column: number; row: number } {
  const [, letters = '', row] = /^([A-Z]+)(\d+)$/.exec(reference) ?? [];
  return { column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0), row: Number(row) };
}

function ascends(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => number > (numbers[index - 1] ?? 0));
}
