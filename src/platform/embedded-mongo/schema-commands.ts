import type { Call, Handler } from './command.js';
import { collectionName, documentOf, documentsOf, namespaceOf } from './command.js';
import { MongoFault, badValue, namespaceNotFound } from './errors.js';
import type { Index } from './indexes.js';
import { parseIndex } from './indexes.js';
import { compileQuery } from './query.js';
import type { Document } from './values.js';
import { isDocument } from './values.js';

const ID_INDEX = { v: 2, key: { _id: 1 }, name: '_id_' };

export const SCHEMA_COMMANDS: Readonly<Record<string, Handler>> = {
  createIndexes,
  listIndexes,
  dropIndexes,
  drop,
  dropDatabase: ({ databases, database }) => {
    databases.dropAll(database);
    return { dropped: database };
  },
  listCollections,
  listDatabases: ({ databases }) => ({
    databases: databases.names.map((name) => ({ name, sizeOnDisk: 0, empty: false })),
    totalSize: 0,
  }),
};

function createIndexes(call: Call): Document {
  const specifications = documentsOf(call.command.indexes, 'indexes').map(parseIndex);
  const createdCollectionAutomatically = !call.databases.find(call.database, collectionName(call));
  const collection = call.databases.open(call.database, collectionName(call));
  const numIndexesBefore = collection.indexes.length + 1;
  const made = collection.createIndexes(specifications);
  return { numIndexesBefore, numIndexesAfter: numIndexesBefore + made, createdCollectionAutomatically };
}

function listIndexes(call: Call): Document {
  const collection = call.databases.find(call.database, collectionName(call));
  if (!collection) throw namespaceNotFound(namespaceOf(call));
  return call.cursors.begin(namespaceOf(call), [ID_INDEX, ...collection.indexes.map(described)]);
}

function described({ specification: { name, key, unique } }: Index): Document {
  return { v: 2, key, name, ...(unique && { unique }) };
}

function dropIndexes(call: Call): Document {
  const collection = call.databases.find(call.database, collectionName(call));
  if (!collection) throw namespaceNotFound(namespaceOf(call));
  const nIndexesWas = collection.indexes.length + 1;
  for (const name of namesOf(call.command.index, collection.indexes)) {
    if (!collection.dropIndex(name)) throw new MongoFault(27, 'IndexNotFound', `index not found with name [${name}]`);
  }
  return { nIndexesWas };
}

function namesOf(index: unknown, indexes: readonly Index[]): readonly string[] {
  if (index === '*') return indexes.map(({ specification }) => specification.name);
  if (typeof index === 'string') return [index];
  if (Array.isArray(index)) return index.map(String);
  if (!isDocument(index)) throw badValue('dropIndexes needs a name');
  const wanted = JSON.stringify(index);
  const found = indexes.find(({ specification }) => JSON.stringify(specification.key) === wanted);
  return [found?.specification.name ?? wanted];
}

function drop(call: Call): Document {
  call.databases.drop(call.database, collectionName(call));
  return { ns: namespaceOf(call) };
}

function listCollections(call: Call): Document {
  const { test } = compileQuery(documentOf(call.command.filter, 'filter'));
  const listed = call.databases
    .collections(call.database)
    .map((name) => ({ name, type: 'collection', options: {}, info: { readOnly: false }, idIndex: ID_INDEX }));
  return call.cursors.begin(`${call.database}.$cmd.listCollections`, listed.filter(test));
}
