import fc from 'fast-check';
import { Binary, ObjectId } from 'bson';
import { Stored } from './stored.js';
import type { Document } from './values.js';

const scalar = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.double({ noNaN: true }).filter((value) => !Object.is(value, -0)),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(new Date(0), new ObjectId('65f000000000000000000000'), new Binary(Buffer.from([0, 255]))),
);
const name = fc.constantFrom('a', 'b', 'ab', '名', 'position', 'town');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('value')), fc.dictionary(name, tie('value'))),
}));
const document: fc.Arbitrary<Document> = fc.dictionary(name, value).map((fields) => ({ _id: 'x', ...fields }));

/** `toEqual` looks at values only, not at the prototype of a dictionary. */
function plain(given: Document): Document {
  return Stored.of(given).document;
}

it('a document comes back as it was kept, a new object each time', () => {
  const given = { _id: '张', n: 1, half: 0.5, at: new Date(5), list: [1, { b: 'c' }], none: null, yes: true };
  const stored = Stored.of(given);
  expect([stored.key, stored.id, stored.document]).toEqual(['s张', '张', given]);
  expect(stored.document).not.toBe(stored.document);
  expect(Stored.kept(stored.bytes)).toEqual(stored);
});

it('a part holds the fields named and no other, whatever stands before and between them', () => {
  fc.assert(
    fc.property(document, fc.uniqueArray(name), (given, names) => {
      const whole = plain(given);
      const wanted = Object.fromEntries(Object.entries(whole).filter(([field]) => names.some((one) => one === field)));
      expect(Stored.of(given).part(new Set(names))).toEqual(wanted);
    }),
  );
});

it('fields set take the place of those that are there, new ones stand behind them, and nothing else changes', () => {
  fc.assert(
    fc.property(document, fc.dictionary(name, value), (given, fields) => {
      const set = Stored.setting(fields)(Stored.of(given));
      const whole = Stored.of({ ...given, ...fields });
      expect([set.key, set.id, set.document]).toEqual([whole.key, whole.id, whole.document]);
      expect(set.bytes.equals(whole.bytes)).toBe(true);
    }),
  );
});

it('bytes that are cut off are no document, and looking for what they do not hold comes to an end', () => {
  const { bytes } = Stored.of({ _id: 'x', list: [1, 2], text: 'abc', n: 0.5 });
  const nowhere = new Set(['nowhere']);
  for (let length = 5; length < bytes.length; length++) {
    expect(() => Stored.kept(bytes.subarray(0, length)).part(nowhere)).toThrow();
  }
  const cut = Buffer.concat([bytes.subarray(0, 20), Buffer.from([1])]);
  expect(() => Stored.kept(cut).part(nowhere)).toThrow('these bytes are no document');
});
