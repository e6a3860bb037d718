import type { Collection, Db } from 'mongodb';
import type { Recorded } from '../fact.js';
import type { DeadLetter } from '../read-store/collections.js';
import { DEAD_LETTERS, EVERY_KEY } from '../read-store/collections.js';
import { placeOf } from './fold-facts.js';
import { insertNew } from './insert-new.js';

export const WAITING = 'waits behind an earlier fact';

/** The facts one build could not fold, kept with the view they are missing from. */
export class DeadLetters {
  private readonly letters: Collection<DeadLetter>;

  constructor(db: Db) {
    this.letters = db.collection<DeadLetter>(DEAD_LETTERS);
  }

  async ensureIndexes(): Promise<void> {
    await this.letters.createIndexes([{ key: { collection: 1, key: 1, position: 1 }, name: 'by_key' }]);
  }

  record(letters: readonly DeadLetter[]): Promise<void> {
    return insertNew(this.letters, letters);
  }

  of(collection: string, key: string): Promise<DeadLetter[]> {
    return this.letters.find({ collection, key }).sort({ position: 1 }).toArray();
  }

  all(collection: string): Promise<DeadLetter[]> {
    return this.letters.find({ collection }).sort({ position: 1, key: 1 }).toArray();
  }

  /** Letters of a key up to a position have been dealt with. */
  async settle(collection: string, key: string, upTo: number): Promise<void> {
    await this.letters.deleteMany({ collection, key, position: { $lte: upTo } });
  }

  /** The fact in front of a key's queue broke, perhaps at another place than before. */
  async renew(letter: DeadLetter): Promise<void> {
    await this.letters.replaceOne({ _id: letter._id }, letter);
  }

  async forget(collection: string): Promise<void> {
    await this.letters.deleteMany({ collection });
  }
}

/** Letters for a key whose reducer broke at the first of `facts`; the others queue behind it. */
export function lettersFor(
  projection: string,
  collection: string,
  key: string,
  facts: readonly Recorded[],
  reason: string,
): DeadLetter[] {
  return facts.map((fact, index) => letterOf(projection, collection, key, fact, index === 0 ? reason : WAITING));
}

/** The letter of a fact whose keys cannot be told: it holds up the whole projection. */
export function letterForAll(projection: string, collection: string, fact: Recorded, error: unknown): DeadLetter {
  return letterOf(projection, collection, EVERY_KEY, fact, placeOf(error));
}

function letterOf(projection: string, collection: string, key: string, fact: Recorded, reason: string): DeadLetter {
  const { position, stream, revision, type } = fact;
  return {
    _id: `${collection}/${position}/${key}`,
    projection,
    collection,
    key,
    position,
    stream,
    revision,
    type,
    reason,
  };
}
