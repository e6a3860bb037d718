import fc from 'fast-check';
import type { Collection, Document } from 'mongodb';
import type { EmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import { startEmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import { matchesNaively } from './naive-filter.js';
import type { OpenStore, Row } from './read-store-cases/store-under-test.js';
import { ids, openStore } from './read-store-cases/store-under-test.js';

const RUNS = { seed: 20_260_930, numRuns: 100 };
const INDEXES = [
  { key: { a: 1, c: 1 }, name: 'a_c' },
  { key: { c: 1, b: -1 }, name: 'c_b' },
  { key: { 'b.x': 1 }, name: 'b_x' },
] as const;

const number = fc.constantFrom(-1, 0, -0, 0.5, 1, 2, NaN);
const text = fc.constantFrom('', 'a', 'ab', 'b', 'B', '𠮷', 'Ａ');
const date = fc.constantFrom(new Date(0), new Date(86_400_000));
const scalar = fc.oneof(number, text, date, fc.boolean(), fc.constant(null));
const inner = fc.record({ x: scalar, y: scalar }, { requiredKeys: [] });
const value = fc.oneof(scalar, scalar, inner, fc.array(fc.oneof(scalar, inner), { maxLength: 3 }));
const rows = fc
  .array(fc.record({ a: value, b: value, c: scalar }, { requiredKeys: [] }), { minLength: 1, maxLength: 12 })
  .map((fields): Row[] => fields.map((each, index) => ({ _id: index, ...each })));

const path = fc.constantFrom('a', 'b', 'c', 'a.x', 'b.x', 'b.y');
const some = fc.array(value, { maxLength: 3 });
const single = fc.oneof(
  fc.record({ $eq: value }),
  fc.record({ $ne: value }),
  fc.record({ $in: some }),
  fc.record({ $nin: some }),
  fc.record({ $all: some }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $size: fc.nat({ max: 3 }) }),
  fc.record({ $gt: scalar }),
  fc.record({ $gte: scalar, $lte: scalar }),
  fc.record({ $lt: scalar }),
  fc.record({ $gt: scalar, $ne: scalar }),
);
const condition: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: value },
  { weight: 5, arbitrary: single },
  { weight: 1, arbitrary: single.map((operators) => ({ $not: operators })) },
  { weight: 1, arbitrary: single.map((operators) => ({ $elemMatch: operators })) },
  { weight: 1, arbitrary: fc.record({ x: single, y: single }).map((fields) => ({ $elemMatch: fields })) },
);
const simple = fc.dictionary(path, condition, { minKeys: 1, maxKeys: 2, noNullPrototype: true });
const filter: fc.Arbitrary<Document> = fc.oneof(
  { weight: 3, arbitrary: simple },
  fc
    .tuple(simple, fc.constantFrom('$and', '$or', '$nor'), fc.array(simple, { minLength: 1, maxLength: 2 }))
    .map(([first, operator, others]) => ({ ...first, [operator]: others })),
);

describe('the embedded read store, asked at random', () => {
  let mongo: EmbeddedMongo;
  let store: OpenStore;
  let plain: Collection<Row>;
  let indexed: Collection<Row>;

  beforeAll(async () => {
    mongo = await startEmbeddedMongo();
    store = await openStore(mongo.url);
    plain = await store.fresh();
    indexed = await store.fresh();
    await indexed.createIndexes(INDEXES.map(({ key, name }) => ({ key: { ...key }, name })));
  });

  afterAll(async () => {
    await store.close();
    await mongo.close();
  });

  async function refill(documents: readonly Row[]): Promise<void> {
    await plain.deleteMany({});
    await indexed.deleteMany({});
    await plain.insertMany([...documents]);
    await indexed.insertMany([...documents]);
  }

  it('finds with and without indexes what a plain reading of the filter finds', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.array(filter, { minLength: 1, maxLength: 6 }), async (documents, filters) => {
        await refill(documents);
        for (const each of filters) {
          const expected = ids(documents.filter((document) => matchesNaively(document, each)));
          expect(ids(await plain.find(each).sort({ _id: 1 }).toArray())).toEqual(expected);
          expect(ids(await indexed.find(each).sort({ _id: 1 }).toArray())).toEqual(expected);
        }
      }),
      RUNS,
    );
  }, 600_000);

  const direction = fc.constantFrom<1 | -1>(1, -1);
  const sort = fc.tuple(fc.constantFrom('a', 'b', 'c', 'b.x'), direction, direction);
  // With its `_id` a replacement is kept as it came, without it is made anew; with the same fields no index changes.
  const write = fc.record({
    id: fc.nat({ max: 11 }),
    fields: fc.record({ a: value, b: value, c: scalar }),
    whole: fc.boolean(),
    again: fc.boolean(),
    note: fc.nat(),
  });

  it('sorts and limits with indexes as without, while documents come, change and go', async () => {
    const pinned = fc.record({ a: value }) as fc.Arbitrary<Document>;
    const asked = fc.tuple(fc.oneof(pinned, fc.record({ c: scalar }), simple), sort, fc.nat({ max: 5 }));
    await fc.assert(
      fc.asyncProperty(rows, fc.array(fc.tuple(write, asked), { maxLength: 6 }), async (documents, steps) => {
        await refill(documents);
        for (const [{ id, fields, whole, again, note }, [where, [field, by, byId], limit]] of steps) {
          for (const collection of [plain, indexed]) {
            if (id % 4 === 0) await collection.deleteOne({ _id: id });
            else {
              const same = again ? await collection.findOne({ _id: id }) : null;
              const { _id: _old, ...kept } = same ?? { ...fields, _id: id };
              const written = { ...(whole && { _id: id }), ...kept, note };
              await collection.bulkWrite([{ replaceOne: { filter: { _id: id }, replacement: written, upsert: true } }]);
            }
          }
          const page = (from: Collection<Row>): Promise<Row[]> =>
            from
              .find(where)
              .sort({ [field]: by, _id: byId })
              .limit(limit)
              .toArray();
          expect(await page(indexed)).toEqual(await page(plain));
        }
      }),
      { ...RUNS, numRuns: 40 },
    );
  }, 600_000);
});
