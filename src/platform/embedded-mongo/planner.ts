import type { Collection } from './collection.js';
import type { Index } from './indexes.js';
import type { OrderedField } from './ordering.js';
import type { Query } from './query.js';
import type { Stored } from './stored.js';

/** Where to look for the documents of a query. Each still has to be tested. */
export interface Plan {
  readonly documents: Iterable<Stored>;
  /** Whether they already come in the order asked for. */
  readonly ordered: boolean;
}

/** Documents are few enough to be sorted at once; an index that spares the sort may be this much bigger. */
const WORTH_OF_ORDER = 4;

/** By `_id` if it is given, else through the index that leaves least to do, else everything. */
export function planOf(collection: Collection, query: Query, sort: readonly OrderedField[]): Plan {
  const ids = query.equalities.get('_id');
  if (ids) {
    const documents = ids.map((id) => collection.stored(id)).filter((document) => document !== undefined);
    return { documents, ordered: unordered(sort) };
  }
  let best: { plan: () => Plan; cost: number } | undefined;
  for (const index of collection.indexes) {
    const keys = query.equalities.get(index.fields[0]?.name ?? '');
    if (!keys) continue;
    const [key] = keys;
    const service = key !== undefined && keys.length === 1 ? orderOf(index, query, sort) : undefined;
    const size = index.size(keys);
    const cost = service ? size / WORTH_OF_ORDER : size;
    if (best && best.cost <= cost) continue;
    const plan = (): Plan =>
      service && key !== undefined
        ? { documents: index.inOrder(key, service === 'backwards'), ordered: true }
        : { documents: index.under(keys), ordered: unordered(sort) };
    best = { plan, cost };
  }
  return best?.plan() ?? wholeIn(collection, query, sort);
}

/** Everything, in the order asked for where an index has it. */
function wholeIn(collection: Collection, query: Query, sort: readonly OrderedField[]): Plan {
  for (const index of collection.indexes) {
    const service = orderOf(index, query, sort, index.fields);
    if (service) return { documents: index.wholeInOrder(service === 'backwards'), ordered: true };
  }
  return { documents: collection.all(), ordered: unordered(sort) };
}

function unordered(sort: readonly OrderedField[]): boolean {
  return sort.length === 0;
}

/**
 * Whether the index, read one way or the other, gives the order asked for: a bucket of it by its other fields, the whole
 * of it by all. Fields the filter pins to one value do not matter to it, neither in the index nor in the sort, as long as
 * no document has an array there.
 */
function orderOf(
  index: Index,
  query: Query,
  sort: readonly OrderedField[],
  fields: readonly OrderedField[] = index.fields.slice(1),
): 'forwards' | 'backwards' | undefined {
  if (unordered(sort)) return undefined;
  const pinned = (field: OrderedField): boolean =>
    query.equalities.get(field.name)?.length === 1 && !index.isMultikey(field.name);
  const indexed = new Set(index.fields.map((field) => field.name));
  const asked = sort.filter((field) => !(indexed.has(field.name) && pinned(field)));
  const given = fields.filter((field) => !pinned(field));
  if (given.some((field) => index.isMultikey(field.name))) return undefined;
  const served = [...given, ...(indexed.has('_id') ? [] : [ID])];
  const turned = asked[0] !== undefined && asked[0].direction !== served[0]?.direction;
  const fits = asked.every(({ name, direction }, at) => {
    const there = served[at];
    return there?.name === name && (direction !== there.direction) === turned;
  });
  if (!fits) return undefined;
  return turned ? 'backwards' : 'forwards';
}

const ID: OrderedField = { name: '_id', path: ['_id'], direction: 1 };
