import { createHash } from 'node:crypto';
import { contentHash } from './content-hash.js';

const rows = [
  { no: '0001', box: { c: '密文', a: [1, 2.5, null] }, on: '2026-09-01' },
  { on: '2026-09-02', no: '0002', box: { a: [], c: '😀"\\\u2028' } },
];

/** Written out by hand, as another program would: members by code unit, no blanks, only what JSON must escape. */
const TEXT =
  '[{"box":{"a":[1,2.5,null],"c":"密文"},"no":"0001","on":"2026-09-01"},' +
  '{"box":{"a":[],"c":"😀\\"\\\\\u2028"},"no":"0002","on":"2026-09-02"}]';

test('the hash is that of the canonical JSON of all rows as one array', async () => {
  const expected = createHash('sha256').update(TEXT).digest('hex');
  expect(await contentHash(rows)).toBe(expected);
  expect(await contentHash(streamed(rows))).toBe(expected);
});

test('the order of members does not matter, the order of rows does', async () => {
  const turned = rows.map((row) => Object.fromEntries(Object.entries(row).reverse()));
  expect(await contentHash(turned)).toBe(await contentHash(rows));
  expect(await contentHash([...rows].reverse())).not.toBe(await contentHash(rows));
});

test('no rows, one row and two half rows are three different things', async () => {
  expect(await contentHash([])).toBe(createHash('sha256').update('[]').digest('hex'));
  expect(await contentHash(['ab'])).not.toBe(await contentHash(['a', 'b']));
});

test('a row that JSON cannot say is refused', async () => {
  await expect(contentHash([{ amount: Number.NaN }])).rejects.toThrow(TypeError);
});

async function* streamed(items: readonly unknown[]): AsyncIterable<unknown> {
  for (const item of items) yield await Promise.resolve(item);
}
