import { canonicalJson } from './canonical-json.js';

describe('canonical JSON', () => {
  it('orders members by code units and leaves out absent ones, as RFC 8785 prints them', () => {
    const value = {
      '\u20ac': 1,
      '\r': 2,
      '\ufb33': 3,
      '1': 4,
      '\u{1f600}': 5,
      '\u0080': 6,
      '\u00f6': 7,
      none: undefined,
    };
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}');
  });

  it('prints numbers, literals and strings as RFC 8785 prints them', () => {
    const numbers = [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0];
    const value = { numbers, string: '\u20ac$\u000f\nA\'B"\\\\"/', literals: [null, true, false] };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('gives the same text whatever the order in which members were written, at every depth', () => {
    const one = { b: [{ y: 1, x: { q: [], p: {} } }], a: '张三' };
    const other = { a: '张三', b: [{ x: { p: {}, q: [] }, y: 1 }] };
    expect(canonicalJson(one)).toBe('{"a":"张三","b":[{"x":{"p":{},"q":[]},"y":1}]}');
    expect(canonicalJson(other)).toBe(canonicalJson(one));
  });

  it('survives whatever JSON.parse yields: infinity, half a surrogate pair, a prototype key', () => {
    const text = '{"__proto__":"\\ud800","a":[1e999,-1e999]}';
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });

  it('survives a body of two hundred thousand brackets and a list of half a million numbers', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    expect(canonicalJson(JSON.parse(deep))).toBe(deep);
    const long = JSON.stringify(Array.from({ length: 500_000 }, (_, index) => index));
    expect(canonicalJson(JSON.parse(long))).toBe(long);
  });

  it('refuses what JSON cannot say', () => {
    for (const value of [NaN, 1n, undefined, () => 1, Symbol('x'), { a: NaN }]) {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    }
  });
});
