import type { Document } from 'mongodb';
import type { ReadStoreCase, Row } from './store-under-test.js';
import { ids, numbered } from './store-under-test.js';

const ORDERS: readonly Row[] = [
  {
    _id: 1,
    by: 'A',
    town: 't1',
    amount: 10,
    items: [
      { s: 'p', q: 1 },
      { s: 'q', q: 2 },
    ],
  },
  { _id: 2, by: 'B', town: 't1', amount: 20, items: [{ s: 'p', q: 3 }] },
  { _id: 3, by: 'A', town: 't2', amount: 30, items: [] },
  { _id: 4, by: 'C', amount: 'none' },
];

function aggregates(name: string, pipeline: Document[], expected: readonly Document[]): ReadStoreCase {
  return {
    group: 'aggregating',
    name,
    async run(store) {
      const rows = await store.fresh(ORDERS);
      expect(await rows.aggregate(pipeline).toArray()).toEqual(expected);
      expect(await rows.find().sort({ _id: 1 }).toArray()).toEqual(ORDERS);
    },
  };
}

export const aggregatingCases: readonly ReadStoreCase[] = [
  aggregates(
    'groups with every accumulator',
    [
      { $match: { _id: { $gte: 1 } } },
      { $sort: { _id: 1 } },
      {
        $group: {
          _id: '$town',
          total: { $sum: '$amount' },
          n: { $sum: 1 },
          least: { $min: '$amount' },
          most: { $max: '$amount' },
          first: { $first: '$by' },
          last: { $last: '$by' },
          all: { $push: '$town' },
          set: { $addToSet: '$town' },
        },
      },
      { $sort: { _id: 1 } },
    ],
    [
      { _id: null, total: 0, n: 1, least: 'none', most: 'none', first: 'C', last: 'C', all: [], set: [] },
      { _id: 't1', total: 30, n: 2, least: 10, most: 20, first: 'A', last: 'B', all: ['t1', 't1'], set: ['t1'] },
      { _id: 't2', total: 30, n: 1, least: 30, most: 30, first: 'A', last: 'A', all: ['t2'], set: ['t2'] },
    ],
  ),
  aggregates(
    'groups by several fields',
    [
      { $group: { _id: { t: '$town', by: '$by' }, n: { $sum: 1 } } },
      { $sort: { '_id.by': 1, '_id.t': 1 } },
      { $limit: 2 },
    ],
    [
      { _id: { t: 't1', by: 'A' }, n: 1 },
      { _id: { t: 't2', by: 'A' }, n: 1 },
    ],
  ),
  aggregates(
    'adds up what a condition chooses',
    [
      {
        $group: {
          _id: null,
          big: { $sum: { $cond: [{ $gte: ['$amount', 20] }, 1, 0] } },
          known: { $sum: { $cond: { if: { $in: ['$town', ['t1', 't2']] }, then: 1, else: 0 } } },
        },
      },
    ],
    [{ _id: null, big: 3, known: 3 }],
  ),
  aggregates(
    'projects expressions',
    [
      { $match: { _id: { $in: [1, 4] } } },
      { $sort: { _id: 1 } },
      {
        $project: {
          _id: 0,
          by: 1,
          count: { $size: { $ifNull: ['$items', []] } },
          quantities: '$items.q',
          less: { $lt: ['$amount', 20] },
          most: { $lte: ['$amount', 10] },
          more: { $gt: ['$amount', 5] },
          same: { $eq: ['$by', 'A'] },
          town: { $ifNull: ['$town', 'unknown'] },
        },
      },
    ],
    [
      { by: 'A', count: 2, quantities: [1, 2], less: true, most: true, more: true, same: true, town: 't1' },
      { by: 'C', count: 0, less: false, most: false, more: true, same: false, town: 'unknown' },
    ],
  ),
  aggregates(
    'projects what to keep and what to leave out',
    [{ $match: { _id: 2 } }, { $project: { items: 0, by: 0 } }, { $project: { amount: 1 } }],
    [{ _id: 2, amount: 20 }],
  ),
  aggregates(
    'unwinds arrays and drops documents without one',
    [{ $unwind: '$items' }, { $sort: { _id: 1, 'items.s': 1 } }, { $project: { s: '$items.s' } }],
    [
      { _id: 1, s: 'p' },
      { _id: 1, s: 'q' },
      { _id: 2, s: 'p' },
    ],
  ),
  aggregates(
    'unwinds and keeps documents without an array',
    [
      { $unwind: { path: '$items', preserveNullAndEmptyArrays: true } },
      { $sort: { _id: 1, 'items.s': 1 } },
      { $project: { q: '$items.q' } },
    ],
    [{ _id: 1, q: 1 }, { _id: 1, q: 2 }, { _id: 2, q: 3 }, { _id: 3 }, { _id: 4 }],
  ),
  aggregates(
    'skips, limits and counts',
    [{ $sort: { _id: 1 } }, { $skip: 1 }, { $limit: 2 }, { $count: 'n' }],
    [{ n: 2 }],
  ),
  aggregates('counts nothing as no document', [{ $match: { _id: 99 } }, { $count: 'n' }], []),
  aggregates(
    'filters what was grouped',
    [{ $group: { _id: '$by', n: { $sum: 1 } } }, { $match: { n: { $gt: 1 } } }],
    [{ _id: 'A', n: 2 }],
  ),

  {
    group: 'aggregating',
    name: 'results come in batches',
    async run(store) {
      const rows = await store.fresh(numbered(1_500));
      const found = await rows.aggregate<Row>([{ $sort: { _id: 1 } }], { batchSize: 50 }).toArray();
      expect(ids(found)).toEqual(ids(numbered(1_500)));
    },
  },
];
