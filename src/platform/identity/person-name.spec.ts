import * as fc from 'fast-check';
import { COMPOUND_SURNAMES } from './compound-surnames.js';
import { maskName, normaliseName, parseName, surnameOf } from './person-name.js';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
);

describe('F11: one stored spelling', () => {
  test.each(['\u00b7', '\u2022', '\u30fb', '\u2027', '\uff0e', '\u0387'])('a dot %j becomes U+00B7', (dot) => {
    expect(parseName(`买买提${dot}艾力`)).toEqual({ ok: true, name: '买买提\u00b7艾力' });
  });

  test.each([
    ['王\u200b芳', '王芳'],
    ['\ufeff王芳', '王芳'],
    ['王\ufeff芳', '王芳'],
    ['王\u200d芳\u200e', '王芳'],
    ['\u202a王芳\u202c', '王芳'],
    ['\u3000王芳 \r\n', '王芳'],
    ['王\u3000芳', '王\u3000芳'],
    ['辻\u{e0100}', '辻'],
    ['\uf900', '\u8c48'],
    ['Jose\u0301', 'Jos\u00e9'],
    ['e\u200b\u0301va', '\u00e9va'],
    ['䶮𫖯畲', '䶮𫖯畲'],
    ['\u{33500}', '\u{33500}'],
  ])('%j is kept as %j', (text, name) => {
    expect(parseName(text)).toEqual({ ok: true, name });
  });

  test('normalising a second time changes nothing, and what is accepted is normalised', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const name = normaliseName(text);
        expect(normaliseName(name)).toBe(name);
        const read = parseName(text);
        if (read.ok) expect(read.name).toBe(name);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what is no name is refused', () => {
  test.each([
    ['', '姓名不能为空'],
    [' \u200b\ufeff', '姓名不能为空'],
    ['王\n芳', '姓名中不能有换行、制表符等控制字符'],
    ['王\u0000芳', '姓名中不能有换行、制表符等控制字符'],
    ['王\u2028芳', '姓名中不能有换行、制表符等控制字符'],
    ['王\ud800', '姓名中有无法识别的字符，请重新输入'],
    ['\udc00芳', '姓名中有无法识别的字符，请重新输入'],
    ['王\ufffd', '姓名中有无法识别的字符，请重新输入'],
    ['王\ufffe', '姓名中有无法识别的字符，请重新输入'],
    ['王\u{1ffff}', '姓名中有无法识别的字符，请重新输入'],
    ['·', '姓名中没有文字，请重新输入'],
    ['——', '姓名中没有文字，请重新输入'],
    ['王'.repeat(51), '姓名过长，最多50个字'],
    ['a'.repeat(10_000), '姓名过长，最多50个字'],
    ['é'.repeat(51), '姓名过长，最多50个字'],
  ])('%j: %s', (text, reason) => {
    expect(parseName(text)).toEqual({ ok: false, reason });
  });

  test('fifty characters as a reader counts them are a name', () => {
    expect(parseName('王'.repeat(50)).ok).toBe(true);
    expect(parseName('𫖯'.repeat(50)).ok).toBe(true);
    expect(parseName('g\u0308'.repeat(50)).ok).toBe(true);
  });
});

describe('the family name and the mask', () => {
  test.each([
    ['张三', '张', '张**'],
    ['张小三', '张', '张**'],
    ['欧阳娜', '欧阳', '欧阳**'],
    ['欧阳娜娜', '欧阳', '欧阳**'],
    ['欧阳', '欧', '欧**'],
    ['上官云', '上官', '上官**'],
    ['歐陽修', '歐陽', '歐陽**'],
    ['安平娜', '安', '安**'],
    ['买买提·艾力', '买买提', '买买提**'],
    ['阿卜杜拉·买买提·艾力', '阿卜杜拉', '阿卜杜拉**'],
    ['·艾力', '·', '·**'],
    ['𫖯之', '𫖯', '𫖯**'],
    ['g\u0308a', 'g\u0308', 'g\u0308**'],
    ['Maria Garcia', 'M', 'M**'],
    ['王', '王', '*'],
    ['𫖯', '𫖯', '*'],
    ['', '', '*'],
  ])('of %j are %j and %j', (name, surname, mask) => {
    expect(surnameOf(name)).toBe(surname);
    expect(maskName(name)).toBe(mask);
  });

  test('the table holds surnames of two characters, each once', () => {
    expect(COMPOUND_SURNAMES.size).toBe(86);
    expect([...COMPOUND_SURNAMES].filter((surname) => surname.length !== 2)).toEqual([]);
  });

  test('no text throws, and no mask is longer than the family name and two stars', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(maskName(text)).toMatch(/\*$/);
        expect(maskName(text).length).toBeLessThanOrEqual(surnameOf(text).length + 2);
        parseName(text);
      }),
      { numRuns: 2000 },
    );
  });
});
