import { DELETE_STATEMENT, UPDATE_STATEMENT, assertFields } from './allow-list.js';
import { asItCame } from './as-it-came.js';
import type { Collection, Replaced } from './collection.js';
import type { Call, Handler } from './command.js';
import { collectionName, documentOf, documentsOf, numberOf } from './command.js';
import { MongoFault, failedToParse, faultOf } from './errors.js';
import { compileProjection } from './field-projection.js';
import { parseOrder } from './ordering.js';
import { compileQuery } from './query.js';
import { MAX_DOCUMENT_BYTES, assertSize, assertStorable, withId } from './storable.js';
import { compileUpdate } from './updates.js';
import { upsertDocument } from './upserts.js';
import type { Document } from './values.js';
import { sameValue } from './values.js';
import { decode } from './wire.js';

export const WRITING_COMMANDS: Readonly<Record<string, Handler>> = {
  insert,
  update,
  delete: remove,
  findAndModify,
};

function insert(call: Call): Document {
  const collection = collectionOf(call);
  const written = eachOf(call, documentsOrBytesOf(call.command.documents), (given) => {
    const bytes = Buffer.isBuffer(given) ? asItCame(given) : undefined;
    if (bytes) {
      collection.keep(bytes);
      return;
    }
    const document = Buffer.isBuffer(given) ? decode(given) : given;
    assertStorable(document);
    const stored = withId(document);
    if (call.bytes > MAX_DOCUMENT_BYTES) assertSize(stored);
    collection.insert(stored);
  });
  return { n: written.done, ...written.errors };
}

function documentsOrBytesOf(value: unknown): readonly (Document | Buffer)[] {
  return Array.isArray(value) && value.every((each) => Buffer.isBuffer(each)) ? value : documentsOf(value, 'documents');
}

function update(call: Call): Document {
  const collection = collectionOf(call);
  const upserted: Document[] = [];
  let n = 0;
  let nModified = 0;
  const written = eachOf(call, documentsOf(call.command.updates, 'updates'), (statement, index) => {
    const result = updateBy(collection, statement);
    n += result.matched;
    nModified += result.modified;
    if (!result.upserted) return;
    n++;
    upserted.push({ index, _id: result.upserted._id });
  });
  return { n, nModified, ...(upserted.length > 0 && { upserted }), ...written.errors };
}

interface Updated extends Replaced {
  readonly upserted?: Document;
}

function updateBy(collection: Collection, statement: Document): Updated {
  assertFields(statement, UPDATE_STATEMENT, 'an update');
  const filter = documentOf(statement.q, 'q');
  const multi = statement.multi === true;
  const bytes = Buffer.isBuffer(statement.u) && !multi ? asItCame(statement.u) : undefined;
  const replaced = bytes && collection.keepInstead({ query: compileQuery(filter), limit: 1 }, bytes);
  if (replaced) return replaced;
  const change = compileUpdate(Buffer.isBuffer(statement.u) ? decode(statement.u) : statement.u);
  if (multi && change.isReplacement) throw failedToParse('a replacement replaces one document, not many');
  const selection = { query: compileQuery(filter), limit: multi ? 0 : 1 };
  const set = change.sets && collection.set(selection, change.sets);
  if (set && (set.matched > 0 || statement.upsert !== true)) return set;
  const matches = collection.select(selection);
  if (matches.length === 0 && statement.upsert === true) {
    const document = upsertDocument(filter, change);
    store(collection, undefined, document);
    return { matched: 0, modified: 0, upserted: document };
  }
  const modified = matches.filter((before) => store(collection, before, change.apply(before, false)));
  return { matched: matches.length, modified: modified.length };
}

/** False when there is nothing to write. What a compiled update makes is storable but for its size. */
function store(collection: Collection, before: Document | undefined, after: Document): boolean {
  if (before && sameValue(before, after)) return false;
  assertSize(after);
  if (before) collection.replace(before, after);
  else collection.insert(after);
  return true;
}

function remove(call: Call): Document {
  const collection = collectionOf(call);
  let n = 0;
  const written = eachOf(call, documentsOf(call.command.deletes, 'deletes'), (statement) => {
    assertFields(statement, DELETE_STATEMENT, 'a delete');
    const query = compileQuery(documentOf(statement.q, 'q'));
    const matches = collection.select({ query, limit: numberOf(statement.limit, 'limit') ?? 0 });
    for (const document of matches) collection.remove(document);
    n += matches.length;
  });
  return { n, ...written.errors };
}

function findAndModify(call: Call): Document {
  const { command } = call;
  const filter = documentOf(command.query, 'query');
  const sort = command.sort === undefined ? [] : parseOrder(command.sort, 'sort by');
  const shape = compileProjection(documentOf(command.fields, 'fields'));
  const shown = (document: Document): Document => (command.fields === undefined ? document : shape(document));
  const change = command.remove === true ? undefined : compileUpdate(command.update);
  const collection = collectionOf(call);
  const [before] = collection.select({ query: compileQuery(filter), sort, limit: 1 });
  if (!change) {
    if (before) collection.remove(before);
    return { lastErrorObject: { n: before ? 1 : 0 }, value: before ? shown(before) : null };
  }
  if (before) {
    const after = change.apply(before, false);
    store(collection, before, after);
    const value = shown(command.new === true ? after : before);
    return { lastErrorObject: { n: 1, updatedExisting: true }, value };
  }
  if (command.upsert !== true) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
  const made = upsertDocument(filter, change);
  store(collection, undefined, made);
  const lastErrorObject = { n: 1, updatedExisting: false, upserted: made._id };
  return { lastErrorObject, value: command.new === true ? shown(made) : null };
}

function collectionOf(call: Call): Collection {
  return call.databases.open(call.database, collectionName(call));
}

/** Carries out the statements of a write command; ordered ones stop at the first that fails. */
function eachOf<Statement>(
  call: Call,
  statements: readonly Statement[],
  run: (statement: Statement, index: number) => void,
): { readonly done: number; readonly errors: Document } {
  const writeErrors: Document[] = [];
  let done = 0;
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
      done++;
    } catch (error) {
      const { code, message, extra } = statementFault(error);
      writeErrors.push({ index, code, errmsg: message, ...extra });
      if (call.command.ordered !== false) break;
    }
  }
  return { done, errors: writeErrors.length > 0 ? { writeErrors } : {} };
}

/** What is no refusal is a defect of this server and fails the whole command. */
function statementFault(error: unknown): MongoFault {
  if (error instanceof MongoFault) return faultOf(error);
  throw error;
}
