import type { Collection, Db, Filter, WithId } from 'mongodb';
import type { ViewDocument } from '../projections/projection.js';
import type { DeadLetter } from './collections.js';
import { DEAD_LETTERS, EVERY_KEY } from './collections.js';
import type { FindOptions, Sort, View } from './views.js';

/** Documents fetched at once in going through many: between two fetches everybody else has his turn. */
const AT_ONCE = 200;
const NOT_GONE = { gone: { $exists: false } };

/** A view over one collection of the read store. */
export class CollectionView<D extends ViewDocument> implements View<D> {
  private readonly documents: Collection<D>;
  private readonly letters: Collection<DeadLetter>;

  constructor(
    db: Db,
    private readonly collection: string,
  ) {
    this.documents = db.collection<D>(collection);
    this.letters = db.collection<DeadLetter>(DEAD_LETTERS);
  }

  async find(filter: Filter<D>, options: FindOptions<D> = {}): Promise<D[]> {
    let cursor = this.documents.find(alive(filter, options.after));
    if (options.sort) cursor = cursor.sort(options.sort);
    if (options.limit !== undefined) {
      // A limit of 0 means "no limit" to the server, and nothing to everybody else.
      if (options.limit < 1) return [];
      cursor = cursor.limit(options.limit);
    }
    return asDocuments(await cursor.toArray());
  }

  async get(id: string): Promise<D | undefined> {
    const [document] = await this.find({ _id: id } as Filter<D>, { limit: 1 });
    return document;
  }

  count(filter: Filter<D>): Promise<number> {
    return this.documents.countDocuments(alive(filter));
  }

  async *each(filter: Filter<D>, sort: Sort): AsyncIterable<D> {
    for await (const document of this.documents.find(alive(filter)).sort(sort).batchSize(AT_ONCE)) {
      yield document as unknown as D;
    }
  }

  /** `0` is the character behind `/`: the range holds the keys of the parts and no other. */
  async isStale(id: string): Promise<boolean> {
    const [letter] = await this.letters
      .find({
        collection: this.collection,
        $or: [{ key: { $in: [id, EVERY_KEY] } }, { key: { $gt: `${id}/`, $lt: `${id}0` } }],
      })
      .limit(1)
      .toArray();
    return letter !== undefined;
  }
}

function alive<D extends ViewDocument>(filter: Filter<D>, after?: Filter<D>): Filter<D> {
  const both: Filter<D> = after ? ({ $and: [filter, after] } as Filter<D>) : filter;
  return { ...both, ...NOT_GONE };
}

/** The driver's type for what it returns re-declares `_id`; ours is always a string. */
function asDocuments<D extends ViewDocument>(found: readonly WithId<D>[]): D[] {
  return found as unknown as D[];
}
