import * as fc from 'fast-check';
import { maskPhone, parsePhone } from './phone.js';

const WRONG = '电话号码不对：手机号应为十一位，固定电话应带区号';

describe('F14: telephone numbers', () => {
  test.each([
    ['16612345678', '16612345678'],
    ['19912345678', '19912345678'],
    ['19212345678', '19212345678'],
    ['+86 138 1234 5678', '13812345678'],
    ['8613812345678', '13812345678'],
    ['0086-138-1234-5678', '13812345678'],
    ['１３８１２３４５６７８', '13812345678'],
    ['138\u200b1234–5678 ', '13812345678'],
    ['0563-4000000', '0563-4000000'],
    ['05634000000', '0563-4000000'],
    ['（0563）4000000', '0563-4000000'],
    ['0563－4000000', '0563-4000000'],
    ['0563 400 0000', '0563-4000000'],
    ['+86 563 4000000', '0563-4000000'],
    ['+86 0563 4000000', '0563-4000000'],
    ['86 0563 4000000', '0563-4000000'],
    ['010-62345678', '010-62345678'],
    ['021 6234 5678', '021-62345678'],
    ['+86 10 62345678', '010-62345678'],
    ['0551-62345678', '0551-62345678'],
  ])('%j is kept as %s', (text, phone) => {
    expect(parsePhone(text)).toEqual({ ok: true, phone });
    expect(parsePhone(phone)).toEqual({ ok: true, phone });
  });

  test.each([
    ['1381234567', WRONG],
    ['138123456789', WRONG],
    ['12812345678', WRONG],
    ['4000000', WRONG],
    ['0563-400000', WRONG],
    ['0563-1234567', WRONG],
    ['010-6234567', WRONG],
    ['86 563 4000000', WRONG],
    ['+1 212 555 0100', WRONG],
    ['110', WRONG],
    ['无', WRONG],
    ['138١234567٨', WRONG],
    ['', '电话号码不能为空'],
    [' - ', '电话号码不能为空'],
    ['1'.repeat(61), '电话号码过长，请核对'],
    ['12345', '这里应填个人或单位电话，不能填服务热线'],
  ])('%j is refused: %s', (text, reason) => {
    expect(parsePhone(text)).toEqual({ ok: false, reason });
    expect(reason).not.toMatch(/\d/);
  });

  test('12345 stands only where a hotline may', () => {
    expect(parsePhone('12345', { allowHotline: true })).toEqual({ ok: true, phone: '12345' });
    expect(parsePhone('12349', { allowHotline: true })).toEqual({ ok: true, phone: '12349' });
    expect(parsePhone('12346', { allowHotline: true })).toEqual({ ok: false, reason: WRONG });
  });
});

test.each([
  ['13812341234', '138****1234'],
  ['0563-4000000', '0563-***0000'],
  ['0551-62345678', '0551-****5678'],
  ['010-62345678', '010-****5678'],
  ['12345', '12345'],
  ['1381234', '***********'],
  ['05634000000', '***********'],
  ['无', '***********'],
  ['', '***********'],
])('the mask of %j is %s', (phone, mask) => {
  expect(maskPhone(phone)).toBe(mask);
});

test('no text throws; what is kept is read again alike and shows at most the area or three and the last four', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^(\+86|86|0086)?[ -]?(1\d{10}|0\d{2,3}-?\d{7,8})$/),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 70 }).map((units) => String.fromCharCode(...units)),
  );
  fc.assert(
    fc.property(text, (candidate) => {
      const read = parsePhone(candidate);
      maskPhone(candidate);
      if (!read.ok) return;
      expect(parsePhone(read.phone)).toEqual(read);
      expect(maskPhone(read.phone)).toMatch(/^(1\d\d|0\d{2,3}-)\*{3,4}\d{4}$/);
    }),
    { numRuns: 2000 },
  );
});
