import { MongoFault, failedToParse, notSupported } from './errors.js';
import type { Document } from './values.js';
import { isDocument } from './values.js';

/*
 * Everything this server can do. What is not listed is refused by name: a query that worked here and meant something
 * else on a real server would be found on the day the bureau grows out of one machine.
 */

/** Fields any command may carry: session, consistency and limits, of no meaning for one process in memory. */
const EVERY_COMMAND = ['$db', 'lsid', 'txnNumber', '$clusterTime', '$readPreference', 'maxTimeMS', 'comment'];

const CONCERNS = ['readConcern', 'writeConcern', 'ordered', 'bypassDocumentValidation'];

/** Commands and the fields each may carry besides its own name and those of every command. */
export const COMMANDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ping', []],
  ['buildInfo', []],
  ['endSessions', []],
  ['insert', ['documents', ...CONCERNS]],
  ['update', ['updates', ...CONCERNS]],
  ['delete', ['deletes', ...CONCERNS]],
  ['findAndModify', ['query', 'update', 'remove', 'new', 'upsert', 'sort', 'fields', ...CONCERNS]],
  ['find', ['filter', 'projection', 'sort', 'skip', 'limit', 'batchSize', 'singleBatch', ...CONCERNS]],
  ['getMore', ['collection', 'batchSize']],
  ['killCursors', ['cursors']],
  ['aggregate', ['pipeline', 'cursor', ...CONCERNS]],
  ['count', ['query', 'skip', 'limit', ...CONCERNS]],
  ['distinct', ['key', 'query', ...CONCERNS]],
  ['createIndexes', ['indexes', ...CONCERNS]],
  ['listIndexes', ['cursor', ...CONCERNS]],
  ['dropIndexes', ['index', ...CONCERNS]],
  ['drop', CONCERNS],
  ['dropDatabase', CONCERNS],
  ['listCollections', ['filter', 'nameOnly', 'authorizedCollections', 'cursor', ...CONCERNS]],
  ['listDatabases', ['nameOnly', ...CONCERNS]],
]);

/** `hello` by its three names; answered to anybody. */
export const GREETINGS: ReadonlySet<string> = new Set(['hello', 'isMaster', 'ismaster']);

/** Fields of one statement of a write command, and of one index. */
export const UPDATE_STATEMENT = ['q', 'u', 'multi', 'upsert'];
export const DELETE_STATEMENT = ['q', 'limit'];
export const INDEX_SPECIFICATION = ['key', 'name', 'unique', 'v', 'background'];
export const CURSOR_OPTIONS = ['batchSize'];

export const LOGICAL_OPERATORS: ReadonlySet<string> = new Set(['$and', '$or', '$nor']);

export const QUERY_OPERATORS: ReadonlySet<string> = new Set([
  ...LOGICAL_OPERATORS,
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$nin',
  '$exists',
  '$not',
  '$elemMatch',
  '$all',
  '$size',
]);

export const UPDATE_OPERATORS: ReadonlySet<string> = new Set([
  '$set',
  '$unset',
  '$setOnInsert',
  '$inc',
  '$max',
  '$min',
  '$push',
  '$addToSet',
  '$pull',
]);

export const STAGES: ReadonlySet<string> = new Set([
  '$match',
  '$sort',
  '$skip',
  '$limit',
  '$group',
  '$project',
  '$unwind',
  '$count',
]);

export const ACCUMULATORS: ReadonlySet<string> = new Set([
  '$sum',
  '$min',
  '$max',
  '$first',
  '$last',
  '$push',
  '$addToSet',
]);

export const EXPRESSIONS: ReadonlySet<string> = new Set([
  '$cond',
  '$eq',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$size',
  '$ifNull',
]);

/** Refuses commands, and options of commands, that are not listed; transactions among them. */
export function assertCommand(name: string, command: Document): void {
  const allowed = COMMANDS.get(name);
  if (!allowed) throw notSupported(`the command '${name}'`);
  if (command.autocommit !== undefined || command.startTransaction !== undefined) throw notSupported('transactions');
  if (isDocument(command.readConcern) && command.readConcern.level === 'snapshot') throw notSupported('snapshot reads');
  assertFields(command, [name, ...EVERY_COMMAND, ...allowed], `command '${name}'`);
}

/** Refuses fields that are not listed and are not plainly switched off. */
export function assertFields(document: Document, allowed: readonly string[], where: string): void {
  for (const name of Object.keys(document)) {
    if (!allowed.includes(name) && document[name] !== false) throw notSupported(`the option '${name}' of ${where}`);
  }
}

export function assertQueryOperator(operator: string): void {
  if (!QUERY_OPERATORS.has(operator)) throw unlisted(2, 'BadValue', 'query operator', operator);
}

export function assertUpdateOperator(operator: string): void {
  if (!UPDATE_OPERATORS.has(operator)) throw unlisted(9, 'FailedToParse', 'update operator', operator);
}

export function assertAccumulator(operator: string): void {
  if (!ACCUMULATORS.has(operator)) throw unlisted(9, 'FailedToParse', 'accumulator', operator);
}

export function assertExpression(operator: string): void {
  if (!EXPRESSIONS.has(operator)) throw unlisted(9, 'FailedToParse', 'expression', operator);
}

/** The name of a stage; a stage is a document of exactly one field. */
export function stageName(stage: Document): string {
  const [name, more] = Object.keys(stage);
  if (name === undefined || more !== undefined) throw failedToParse('a pipeline stage has exactly one field');
  if (!STAGES.has(name)) throw unlisted(9, 'FailedToParse', 'pipeline stage', name);
  return name;
}

function unlisted(code: number, codeName: string, kind: string, name: string): MongoFault {
  return new MongoFault(code, codeName, `the embedded read store does not support the ${kind} ${name}`);
}
