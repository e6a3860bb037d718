import * as fc from 'fast-check';
import { addDays } from '../calendar/local-date.js';
import { ageBandOf, ageOn, birthDateOf, isMinor, maskIdNumber, parseIdNumber, sexOf } from './id-number.js';

const accepted = { ok: true, idNumber: '99010119580307004X' };

describe('F08: one number in every spelling', () => {
  test.each([
    '99010119580307004X',
    '99010119580307004x',
    '９９０１０１１９５８０３０７００４Ｘ',
    '９９０１０１１９５８０３０７００４ｘ',
    '  99010119580307004X ',
    '\u300099010119580307004X\u00a0',
    '990101 19580307 004X',
    '\u200b990101\ufeff19580307004X\u202c',
    '99010119580307004X\r\n',
  ])('%j is kept with X', (text) => {
    expect(parseIdNumber(text)).toEqual(accepted);
  });
});

describe('F09: what is no number is refused with a sentence that holds no digit', () => {
  test('the right check digit is accepted', () => {
    expect(parseIdNumber('990101195803070090')).toEqual({ ok: true, idNumber: '990101195803070090' });
  });

  test.each([
    ['99010119580307009X', '身份证号码的校验位不对，请逐位核对'],
    ['9901011958O3070090', '身份证号码应为十八位：前十七位是数字，最后一位是数字或字母X'],
    ['99010119580307009', '身份证号码应为十八位：前十七位是数字，最后一位是数字或字母X'],
    ['9901011958030700900', '身份证号码应为十八位：前十七位是数字，最后一位是数字或字母X'],
    ['990101195802300097', '身份证号码中的出生日期不存在，请核对'],
    ['990101195813010091', '身份证号码中的出生日期不存在，请核对'],
    ['090101195803070090', '身份证号码应为十八位：前十七位是数字，最后一位是数字或字母X'],
    ['9901011958X3070090', '身份证号码应为十八位：前十七位是数字，最后一位是数字或字母X'],
    ['990101580307009', '十五位身份证号码自二〇一三年起已经停用，请填写十八位公民身份号码'],
    ['', '身份证号码不能为空'],
    [' \u200b ', '身份证号码不能为空'],
    ['\ud800', '身份证号码应为十八位：前十七位是数字，最后一位是数字或字母X'],
    ['9'.repeat(201), '身份证号码过长，请填写十八位公民身份号码'],
  ])('%j', (text, reason) => {
    expect(parseIdNumber(text)).toEqual({ ok: false, reason });
    expect(reason).not.toMatch(/\p{Nd}/u);
  });

  test('the birth date is looked at even where the check digit fits: 19580230 has one that does', () => {
    const numbers = [...'0123456789X'].map((check) => parseIdNumber(`99010119580230009${check}`));
    expect(new Set(numbers.map((number) => (number.ok ? '' : number.reason)))).toEqual(
      new Set(['身份证号码中的出生日期不存在，请核对']),
    );
  });

  test('of the eleven check digits exactly one is right', () => {
    const body = fc.tuple(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 999 }));
    fc.assert(
      fc.property(body, ([days, sequence]) => {
        const birth = addDays('1920-01-01', days).replaceAll('-', '');
        const first17 = `990101${birth}${`${sequence}`.padStart(3, '0')}`;
        const right = [...'0123456789X'].filter((check) => parseIdNumber(first17 + check).ok);
        expect(right.length).toBe(1);
      }),
    );
  });

  test('no text throws, and none that is refused has a digit in its sentence', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\dXx ]{14,20}$/), loneSurrogates());
    fc.assert(
      fc.property(text, (candidate) => {
        const read = parseIdNumber(candidate);
        if (read.ok) expect(parseIdNumber(read.idNumber)).toEqual(read);
        else expect(read.reason).not.toMatch(/\d/);
        expect(maskIdNumber(candidate)).toMatch(/^(\*{18}|\*{14}\d{3}[\dX])$/);
      }),
    );
  });
});

test('a number tells birth date and sex', () => {
  expect(birthDateOf('99010119580307004X')).toBe('1958-03-07');
  expect(sexOf('99010119580307004X')).toBe('FEMALE');
  expect(sexOf('990101195803070090')).toBe('MALE');
});

test('the mask keeps the last four and nothing else', () => {
  expect(maskIdNumber('99010119580307004X')).toBe('**************004X');
  expect(maskIdNumber('9901011958030700')).toBe('******************');
  expect(maskIdNumber('')).toBe('******************');
});

describe('age', () => {
  test.each([
    ['2020-09-30', '2026-09-29', 5, '0-5'],
    ['2020-09-30', '2026-09-30', 6, '6-15'],
    ['2010-10-01', '2026-09-30', 15, '6-15'],
    ['2010-09-30', '2026-09-30', 16, '16-17'],
    ['2008-10-01', '2026-09-30', 17, '16-17'],
    ['2008-09-30', '2026-09-30', 18, '18-59'],
    ['1966-10-01', '2026-09-30', 59, '18-59'],
    ['1966-09-30', '2026-09-30', 60, '60-79'],
    ['1946-10-01', '2026-09-30', 79, '60-79'],
    ['1946-09-30', '2026-09-30', 80, '80+'],
    ['1910-01-01', '2026-09-30', 116, '80+'],
    ['2026-10-01', '2026-09-30', -1, '0-5'],
  ])('born %s, on %s: %i, band %s', (birth, on, age, band) => {
    expect(ageOn(birth, on)).toBe(age);
    expect(ageBandOf(birth, on)).toBe(band);
  });

  test('the eighteenth birthday ends being a minor; of those born on 29 February it is the 28th in common years', () => {
    expect(isMinor('2008-09-30', '2026-09-29')).toBe(true);
    expect(isMinor('2008-09-30', '2026-09-30')).toBe(false);
    expect(isMinor('2008-02-29', '2026-02-27')).toBe(true);
    expect(isMinor('2008-02-29', '2026-02-28')).toBe(false);
  });
});

function loneSurrogates(): fc.Arbitrary<string> {
  return fc.array(fc.integer({ min: 0xd700, max: 0xe0ff })).map((units) => String.fromCharCode(...units));
}
