import { compileAccumulator } from './accumulators.js';
import { assertFields, stageName } from './allow-list.js';
import type { Collection, Selection } from './collection.js';
import { badValue, failedToParse } from './errors.js';
import { compileExpression, namesIn } from './expressions.js';
import { compileProjection, including, isOff, isOn, mixed } from './field-projection.js';
import type { OrderedField } from './ordering.js';
import { comparing, inOrder, parseOrder } from './ordering.js';
import type { Path } from './paths.js';
import { parsePath, plainValue } from './paths.js';
import { compileQuery } from './query.js';
import type { Document } from './values.js';
import { isDocument, keyOf } from './values.js';
import { withValue, withoutValue } from './written-paths.js';

type Stage = (documents: Iterable<Document>) => Iterable<Document>;

/** Runs a pipeline. Every stage is compiled first, so that a refusal does not depend on what is stored. */
export function aggregate(collection: Collection | undefined, pipeline: unknown): Document[] {
  if (!Array.isArray(pipeline)) throw badValue('a pipeline must be an array');
  const named = pipeline.map((stage: unknown) => {
    if (!isDocument(stage)) throw badValue('a pipeline stage must be a document');
    const name = stageName(stage);
    return { name, run: compileStage(name, stage[name]), argument: stage[name] };
  });
  const head = selectionOf(named);
  const next = named[head.stages];
  // Most pipelines count or group by a field or two: no reason to make whole documents for them.
  const narrow = next?.name === '$group' || next?.name === '$count';
  const found = narrow ? collection?.parts(head.selection, namesIn(next.argument)) : collection?.select(head.selection);
  let documents: Iterable<Document> = found ?? [];
  for (const { run } of named.slice(head.stages)) documents = run(documents);
  return [...documents];
}

/** The stages in front that the collection can serve itself, from its indexes: filter, then order. */
function selectionOf(named: readonly { name: string; argument: unknown }[]): { selection: Selection; stages: number } {
  const [first, second] = named;
  const filter = first?.name === '$match' ? first.argument : undefined;
  const sorting = filter === undefined ? first : second;
  const sort = sorting?.name === '$sort' ? parseOrder(sorting.argument, '$sort by') : undefined;
  const stages = (filter === undefined ? 0 : 1) + (sort ? 1 : 0);
  const next = named[stages];
  const limit = sort && next?.name === '$limit' ? wholeNumber('$limit', next.argument, 1) : 0;
  return { selection: { query: compileQuery(filter ?? {}), sort, limit }, stages };
}

function compileStage(name: string, argument: unknown): Stage {
  switch (name) {
    case '$match': {
      const { test } = compileQuery(argument);
      return (documents) => filtered(documents, test);
    }
    case '$sort': {
      const fields: readonly OrderedField[] = parseOrder(argument, '$sort by');
      return (documents) => inOrder(documents, comparing(fields), 0);
    }
    case '$skip': {
      const count = wholeNumber(name, argument, 0);
      return (documents) => [...documents].slice(count);
    }
    case '$limit': {
      const count = wholeNumber(name, argument, 1);
      return (documents) => [...documents].slice(0, count);
    }
    case '$group':
      return group(argument);
    case '$project':
      return project(argument);
    case '$unwind':
      return unwind(argument);
    default:
      return count(argument);
  }
}

function* filtered(documents: Iterable<Document>, test: (document: Document) => boolean): Iterable<Document> {
  for (const document of documents) if (test(document)) yield document;
}

function wholeNumber(stage: string, value: unknown, least: number): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
  throw badValue(`${stage} needs a whole number of at least ${least}`);
}

/** Groups come in the order in which their first document did. A missing `_id` groups with null. */
function group(argument: unknown): Stage {
  if (!isDocument(argument) || !('_id' in argument)) throw failedToParse('$group needs an _id');
  const { _id: by, ...outputs } = argument;
  const idOf = compileExpression(by);
  const fields = Object.entries(outputs).map(([name, value]) => ({ name, ...compileAccumulator(name, value) }));
  return (documents) => {
    const groups = new Map<string, { id: unknown; gathered: ReturnType<(typeof fields)[number]['begin']>[] }>();
    for (const document of documents) {
      const id = idOf(document) ?? null;
      const key = keyOf(id);
      const there = groups.get(key) ?? { id, gathered: fields.map((field) => field.begin()) };
      groups.set(key, there);
      for (const [at, field] of fields.entries()) there.gathered[at]?.add(field.input(document));
    }
    return [...groups.values()].map(({ id, gathered }) => {
      const results = fields.map(({ name }, at) => [name, gathered[at]?.result()] as const);
      return { _id: id, ...Object.fromEntries(results) };
    });
  };
}

/** Names to keep or to leave out, as in `find`; besides names to keep also `{ name: expression }`. */
function project(argument: unknown): Stage {
  if (!isDocument(argument) || Object.keys(argument).length === 0) throw failedToParse('$project needs fields');
  const entries = Object.entries(argument);
  const computed = entries.filter(([, value]) => !isOn(value) && !isOff(value));
  const plain = Object.fromEntries(entries.filter(([, value]) => isOn(value) || isOff(value)));
  if (computed.length === 0) return shaped(compileProjection(plain));
  if (entries.some(([name, value]) => name !== '_id' && isOff(value))) throw mixed();
  const names = Object.keys(plain).filter((name) => name !== '_id');
  const keep = including(names, !isOff(plain._id) && !computed.some(([name]) => name === '_id'));
  const makers = computed.map(([name, value]) => {
    // A number other than 0 and 1 means "keep" to a real server, whatever it looks like.
    if (typeof value === 'number') throw failedToParse(`$project: '${name}' takes 1, 0 or an expression`);
    if (isDocument(value) && !Object.keys(value)[0]?.startsWith('$')) {
      throw failedToParse(`$project: write '${name}.field' or an expression`);
    }
    return { path: parsePath(name), make: compileExpression(value) };
  });
  return shaped((document) => {
    let made = keep(document);
    for (const { path, make } of makers) {
      const value = make(document);
      if (value !== undefined) made = withValue(made, path, value);
    }
    if (!('_id' in made)) return made;
    const { _id, ...rest } = made;
    return { _id, ...rest };
  });
}

function* mapped(documents: Iterable<Document>, shape: (document: Document) => Document): Iterable<Document> {
  for (const document of documents) yield shape(document);
}

function shaped(shape: (document: Document) => Document): Stage {
  return (documents) => mapped(documents, shape);
}

function unwind(argument: unknown): Stage {
  const options = isDocument(argument) ? argument : { path: argument };
  assertFields(options, ['path', 'preserveNullAndEmptyArrays'], '$unwind');
  if (typeof options.path !== 'string' || !options.path.startsWith('$')) throw badValue('$unwind needs a path with $');
  const path = parsePath(options.path.slice(1));
  const preserve = 'preserveNullAndEmptyArrays' in options && options.preserveNullAndEmptyArrays === true;
  return (documents) => unwound(documents, path, preserve);
}

function* unwound(documents: Iterable<Document>, path: Path, preserve: boolean): Iterable<Document> {
  for (const document of documents) {
    const value = plainValue(document, path);
    if (Array.isArray(value) && value.length > 0) {
      for (const element of value) yield withValue(document, path, element);
    } else if (value !== undefined && value !== null && !Array.isArray(value)) {
      yield document;
    } else if (preserve) {
      yield Array.isArray(value) ? withoutValue(document, path) : document;
    }
  }
}

function count(argument: unknown): Stage {
  if (typeof argument !== 'string' || argument === '' || argument.startsWith('$') || argument.includes('.')) {
    throw badValue('$count needs the name of a field');
  }
  return (documents) => {
    const total = [...documents].length;
    return total === 0 ? [] : [{ [argument]: total }];
  };
}
