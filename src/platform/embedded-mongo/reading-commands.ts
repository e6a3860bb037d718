import { aggregate } from './aggregation.js';
import { CURSOR_OPTIONS, assertFields } from './allow-list.js';
import type { Call, Handler } from './command.js';
import { collectionName, documentOf, namespaceOf, numberOf } from './command.js';
import type { Collection, Results } from './collection.js';
import { badValue, notSupported } from './errors.js';
import { compileProjection } from './field-projection.js';
import { parseOrder } from './ordering.js';
import { parsePath, reach } from './paths.js';
import { compileQuery } from './query.js';
import type { Document } from './values.js';
import { compareValues, keyOf } from './values.js';

export const READING_COMMANDS: Readonly<Record<string, Handler>> = {
  find,
  count,
  distinct,
  aggregate: aggregation,
  getMore: ({ command, subject, cursors }) => cursors.more(subject, numberOf(command.batchSize, 'batchSize')),
  killCursors,
};

function find(call: Call): Document {
  const { command } = call;
  const sort = command.sort === undefined ? [] : parseOrder(command.sort, 'sort by');
  const limit = numberOf(command.limit, 'limit') ?? 0;
  const query = compileQuery(command.filter ?? {});
  const shape = compileProjection(documentOf(command.projection, 'projection'));
  const skip = notNegative(command.skip, 'skip');
  const found: Results = collectionOf(call)?.results({ query, sort, skip, limit: Math.abs(limit) }) ?? [];
  const documents = command.projection === undefined ? found : shaped(found, shape);
  const single = command.singleBatch === true || limit < 0;
  return call.cursors.begin(namespaceOf(call), documents, numberOf(command.batchSize, 'batchSize'), single);
}

function shaped(found: Results, shape: (document: Document) => Document): Results {
  const at = (index: number): Document | undefined => {
    const document = found.at(index);
    return document && shape(document);
  };
  return { length: found.length, at };
}

function count(call: Call): Document {
  const { command } = call;
  const collection = collectionOf(call);
  const query = compileQuery(command.query ?? {});
  const limit = Math.abs(numberOf(command.limit, 'limit') ?? 0);
  const skip = notNegative(command.skip, 'skip');
  if (command.query === undefined && limit === 0 && skip === 0) return { n: collection?.size ?? 0 };
  return { n: collection?.count({ query, skip, limit }) ?? 0 };
}

/** Every different value of a field; an array counts as its elements. */
function distinct(call: Call): Document {
  const { command } = call;
  if (typeof command.key !== 'string') throw badValue('distinct needs a key');
  const path = parsePath(command.key);
  const query = compileQuery(command.query ?? {});
  const values = new Map<string, unknown>();
  for (const document of collectionOf(call)?.select({ query }) ?? []) {
    reach(document, path, 0, false, (found) => {
      for (const value of Array.isArray(found) ? (found as unknown[]) : [found]) {
        if (value !== undefined) values.set(keyOf(value), value);
      }
      return false;
    });
  }
  return { values: [...values.values()].sort(compareValues) };
}

function aggregation(call: Call): Document {
  const { command, subject } = call;
  if (typeof subject !== 'string') throw notSupported('aggregate on a whole database');
  const cursor = documentOf(command.cursor, 'cursor');
  assertFields(cursor, CURSOR_OPTIONS, 'cursor');
  const documents = aggregate(collectionOf(call), command.pipeline);
  return call.cursors.begin(namespaceOf(call), documents, numberOf(cursor.batchSize, 'batchSize'));
}

function killCursors({ command, cursors }: Call): Document {
  if (!Array.isArray(command.cursors)) throw badValue('killCursors needs cursors');
  return cursors.kill(command.cursors);
}

function collectionOf(call: Call): Collection | undefined {
  return call.databases.find(call.database, collectionName(call));
}

function notNegative(value: unknown, name: string): number {
  const number = numberOf(value, name) ?? 0;
  if (number < 0) throw badValue(`${name} must not be negative`);
  return number;
}
