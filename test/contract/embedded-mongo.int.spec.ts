import {
  ACCUMULATORS,
  COMMANDS,
  EXPRESSIONS,
  QUERY_OPERATORS,
  STAGES,
  UPDATE_OPERATORS,
} from '../../src/platform/embedded-mongo/allow-list.js';
import { HANDLERS } from '../../src/platform/embedded-mongo/commands.js';
import type { EmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import { startEmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import type { OpenStore } from './read-store-cases/store-under-test.js';
import { openStore } from './read-store-cases/store-under-test.js';
import { readStoreCases } from './read-store.contract.js';

/** Written by the driver around what was asked for, or a modifier listed with its operator. */
const NOT_OPERATORS = new Set(['$db', '$clusterTime', '$readPreference', '$each']);

describe('the embedded read store', () => {
  let mongo: EmbeddedMongo;
  let store: OpenStore;

  beforeAll(async () => {
    mongo = await startEmbeddedMongo();
    store = await openStore(mongo.url);
  });

  afterAll(async () => {
    await store.close();
    await mongo.close();
  });

  for (const { group, name, run } of readStoreCases) it(`${group}: ${name}`, () => run(store));

  it('does exactly this and nothing else', () => {
    expect([...COMMANDS.keys()].sort()).toEqual([
      'aggregate',
      'buildInfo',
      'count',
      'createIndexes',
      'delete',
      'distinct',
      'drop',
      'dropDatabase',
      'dropIndexes',
      'endSessions',
      'find',
      'findAndModify',
      'getMore',
      'insert',
      'killCursors',
      'listCollections',
      'listDatabases',
      'listIndexes',
      'ping',
      'update',
    ]);
    expect([...QUERY_OPERATORS].join(' ')).toBe(
      '$and $or $nor $eq $ne $gt $gte $lt $lte $in $nin $exists $not $elemMatch $all $size',
    );
    expect([...UPDATE_OPERATORS].join(' ')).toBe('$set $unset $setOnInsert $inc $max $min $push $addToSet $pull');
    expect([...STAGES].join(' ')).toBe('$match $sort $skip $limit $group $project $unwind $count');
    expect([...ACCUMULATORS].join(' ')).toBe('$sum $min $max $first $last $push $addToSet');
    expect([...EXPRESSIONS].join(' ')).toBe('$cond $eq $gt $gte $lt $lte $in $size $ifNull');
    expect([...HANDLERS.keys()].sort()).toEqual([...COMMANDS.keys()].sort());
  });

  it('was asked for everything on its lists by the cases above, and for nothing else', () => {
    const commands = new Set(store.sent.map(({ commandName }) => commandName));
    // Sent when a client closes, which these clients have not yet done.
    commands.add('endSessions');
    expect([...commands].sort()).toEqual([...COMMANDS.keys()].sort());
    const used = new Set<string>();
    for (const { command } of store.sent) collectOperators(command, used);
    const listed = new Set([...QUERY_OPERATORS, ...UPDATE_OPERATORS, ...STAGES, ...ACCUMULATORS, ...EXPRESSIONS]);
    expect([...used].sort()).toEqual([...listed].sort());
  });
});

function collectOperators(value: unknown, into: Set<string>): void {
  if (Array.isArray(value)) {
    for (const element of value.slice(0, 1_000)) collectOperators(element, into);
  } else if (typeof value === 'object' && value !== null && !('_bsontype' in value)) {
    for (const [name, inner] of Object.entries(value)) {
      if (name.startsWith('$') && !NOT_OPERATORS.has(name)) into.add(name);
      collectOperators(inner, into);
    }
  }
}
