import fc from 'fast-check';
import { Binary, ObjectId } from 'bson';
import { compareStrings, compareValues, keyOf, sameValue } from './values.js';

const RUNS = { seed: 20_260_930, numRuns: 2_000 };

const scalar = fc.oneof(
  fc.constantFrom(null, true, false, NaN, 0, -0, 1, -1.5, Infinity, 2 ** 53 - 1, '', '1', 'N', 'a', 'aa', '𠮷', 'Ａ'),
  fc.constantFrom(new Date(0), new Date(1), new ObjectId('65f000000000000000000000'), new Binary(Buffer.from([1]))),
);
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', '1:a'), tie('value'), { maxKeys: 2, noNullPrototype: true }),
  ),
})).value;

describe('the order of values', () => {
  it('is one order: it turns around with its sides and goes on over a third', () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        expect(Math.sign(compareValues(a, b)) + Math.sign(compareValues(b, a))).toBe(0);
        if (compareValues(a, b) <= 0 && compareValues(b, c) <= 0) expect(compareValues(a, c)).toBeLessThanOrEqual(0);
      }),
      RUNS,
    );
  });

  it('gives two values the same key exactly if they are equal', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(keyOf(a) === keyOf(b)).toBe(compareValues(a, b) === 0);
        expect(sameValue(a, b)).toBe(compareValues(a, b) === 0);
      }),
      RUNS,
    );
  });

  it('knows one zero and one NaN', () => {
    expect([keyOf(-0), compareValues(-0, 0), sameValue([-0], [0])]).toEqual([keyOf(0), 0, true]);
    expect([keyOf(NaN), compareValues(NaN, NaN), sameValue(NaN, NaN)]).toEqual([keyOf(Number('x')), 0, true]);
  });

  it('puts texts where their bytes in UTF-8 stand', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 4 });
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        expect(Math.sign(compareStrings(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
      RUNS,
    );
  });

  it('goes by type first', () => {
    const upwards = [
      null,
      NaN,
      -1,
      0,
      'a',
      {},
      { a: 1 },
      [],
      [null],
      new Binary(Buffer.from([1])),
      new ObjectId(),
      false,
      true,
      new Date(0),
    ];
    expect([...upwards].reverse().sort(compareValues)).toEqual(upwards);
    expect(compareValues(undefined, null)).toBeLessThan(0);
  });
});
