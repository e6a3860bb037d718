import { BSON, Binary, Decimal128, Long, ObjectId } from 'bson';
import { asItCame } from './as-it-came.js';
import { Stored } from './stored.js';
import { withId } from './storable.js';

const plain = {
  text: '王小明 ·𠮷',
  empty: '',
  count: 3,
  share: 0.5,
  far: 2 ** 40,
  late: true,
  none: null,
  at: new Date('2026-09-30T15:40:00.000Z'),
  key: new ObjectId('65f000000000000000000001'),
  lines: [{ no: 1, tags: [] }, 'b', [null, { deep: { deeper: {} } }]],
};

const bytesOf = (document: object) => Buffer.from(BSON.serialize(document));

describe('a document that came over the wire', () => {
  test.each([
    ['with its _id in front', { _id: 'h-1', ...plain }],
    ['with its _id last, as the views write it', { ...plain, _id: 'h-1' }],
    ['with its _id between others', { town: '341881100', _id: 7, ...plain }],
    ['with a document as _id', { ...plain, _id: { town: 'a', hour: 'b' } }],
    ['with nothing but an _id', { _id: 'h-1' }],
    ['with an _id inside as well', { inner: { _id: 'x' }, _id: 'h-1' }],
  ])('%s is kept as if it had been read and written', (_, document) => {
    expect(asItCame(bytesOf(document))).toEqual(Stored.of(withId(document)).bytes);
  });

  test.each<[string, object]>([
    ['without an _id', plain],
    ['with a list as _id', { _id: ['a'] }],
    ['with a 64-bit integer', { _id: 'h-1', n: Long.fromNumber(1) }],
    ['with a decimal', { _id: 'h-1', n: Decimal128.fromString('1') }],
    ['with a regular expression', { _id: 'h-1', n: /a/ }],
    ['with bytes', { _id: 'h-1', n: new Binary(Buffer.from('a')) }],
    ['with a field that begins with a dollar', { _id: 'h-1', inner: [{ $set: 1 }] }],
    ['with a dot in a field name', { _id: 'h-1', inner: { 'a.b': 1 } }],
    ['with a prototype as field', { _id: 'h-1', inner: JSON.parse('{"__proto__": 1}') as object }],
    ['with too many levels', { _id: 'h-1', inner: levels(60) }],
  ])('%s is left to be read', (_, document) => {
    expect(asItCame(bytesOf(document))).toBeUndefined();
  });

  test('with two _ids is left to be read', () => {
    const two = bytesOf({ _id: 'a', _ix: 'b' });
    two.write('_id', two.indexOf('_ix'), 'latin1');
    expect(asItCame(two)).toBeUndefined();
  });

  test('cut off anywhere, or with a length that is not its own, is left to be read', () => {
    const bytes = bytesOf({ ...plain, _id: 'h-1' });
    for (let length = 0; length < bytes.length; length++) {
      expect(asItCame(bytes.subarray(0, length))).toBeUndefined();
      const said = Buffer.from(bytes.subarray(0, length));
      if (length >= 4) said.writeInt32LE(length, 0);
      expect(asItCame(said)).toBeUndefined();
    }
    expect(asItCame(Buffer.concat([bytes, Buffer.alloc(1)]))).toBeUndefined();
  });

  test.each([1, 2])('with the end of a document missing, %d before the last, is left to be read', (before) => {
    const bytes = bytesOf({ _id: 'h-1', inner: {} });
    bytes[bytes.length - before] = 1;
    expect(asItCame(bytes)).toBeUndefined();
  });

  test('is kept in bytes of its own, whatever becomes of the message', () => {
    const bytes = bytesOf({ ...plain, _id: 'h-1' });
    const kept = asItCame(bytes);
    bytes.fill(0);
    expect(kept).toEqual(Stored.of({ _id: 'h-1', ...plain }).bytes);
  });
});

function levels(count: number): object {
  return count === 0 ? {} : { level: levels(count - 1) };
}
