import type { Collection, Db, Filter } from 'mongodb';
import { MongoServerError } from 'mongodb';
import type { Anchor } from '../fact.js';
import type { BuildDocument, Poured, RegistryDocument } from '../read-store/collections.js';
import { BUILDS, REGISTRY } from '../read-store/collections.js';
import { DeadLetters } from './dead-letters.js';
import type { Projection } from './projection.js';

const DUPLICATE_KEY = 11000;
const NAMESPACE_NOT_FOUND = 26;

/** How far a collection has come. */
export interface Checkpoint {
  readonly position: number;
  readonly eventId: string | null;
  readonly anchor: Anchor | null;
}

export const BEGINNING: Checkpoint = { position: 0, eventId: null, anchor: null };

/** A checkpoint to be moved forward, by whoever holds the build that is read. */
export interface Move {
  readonly name: string;
  readonly epoch: number;
  readonly checkpoint: Checkpoint;
  /** Given when it has grown. */
  readonly skippedTypes?: readonly string[];
}

/** Several of them that go to one place from one epoch. */
type MoveTogether = Omit<Move, 'name'> & { readonly names: readonly string[] };

/** The registry documents: name, checkpoint and watermark of every view. */
export class Registry {
  private readonly entries: Collection<RegistryDocument>;
  private readonly builds: Collection<BuildDocument>;

  /** `fence` is the epoch of the lease all this is written under; absent where nobody else writes, or may as well. */
  constructor(
    private readonly db: Db,
    private readonly fence?: number,
  ) {
    this.entries = db.collection<RegistryDocument>(REGISTRY);
    this.builds = db.collection<BuildDocument>(BUILDS);
  }

  async all(): Promise<Map<string, RegistryDocument>> {
    const entries = await this.entries.find({}).toArray();
    return new Map(entries.map((entry) => [entry._id, entry]));
  }

  async entry(name: string): Promise<RegistryDocument | undefined> {
    const [entry] = await this.entries.find({ _id: name }).limit(1).toArray();
    return entry;
  }

  /** From here on nothing is written any more under an earlier epoch of the lease. */
  async claim(): Promise<void> {
    if (this.fence !== undefined) await this.entries.updateMany(this.unfenced(), { $set: this.mark() });
  }

  /** Whether a later tenure of the lease has written this entry. */
  isFencedOff(entry: RegistryDocument | undefined): boolean {
    return this.fence !== undefined && (entry?.fence ?? 0) > this.fence;
  }

  /** Reserves the names of new collections, by projection; no two builds, in whatever process, ever share one. */
  async beginBuilds(
    projections: readonly Pick<Projection, 'name' | 'version'>[],
  ): Promise<ReadonlyMap<string, string>> {
    const begun: BuildDocument[] = [];
    for (const { name, version } of projections) {
      const number = await this.nextNumber(name);
      begun.push({ _id: `${name}_v${version}_${number}`, projection: name, number });
    }
    await this.builds.insertMany(begun);
    return new Map(begun.map(({ _id, projection }) => [projection, _id]));
  }

  /** Every build there is, or of which something may be left. */
  builtSoFar(): Promise<readonly BuildDocument[]> {
    return this.builds.find({}).toArray();
  }

  /** Puts a finished build in place of the one seen with `epoch`. False when somebody else was first. */
  async flip(name: string, epoch: number, next: Poured, previous: Poured | null): Promise<boolean> {
    const result = await this.entries.updateOne(
      { _id: name, epoch, ...this.unfenced() },
      {
        $set: {
          ...next,
          ...this.mark(),
          previous,
          epoch: epoch + 1,
          counted: null,
          countedAt: null,
          withheld: null,
        },
      },
    );
    return result.matchedCount === 1;
  }

  /** Moves checkpoints forward, never back. False when at least one stood further already or belongs to another build. */
  async advance(moves: readonly Move[]): Promise<boolean> {
    if (moves.length === 0) return true;
    try {
      return await this.move(moves, together(moves));
    } catch {
      // The driver does not repeat an update of many over a broken line, of one it does. What is done already counts as
      // passed, and what was wrong with the first is wrong with these.
      return await this.move(
        moves,
        moves.map((move) => ({ ...move, names: [move.name] })),
      );
    }
  }

  /** Notes how many documents there are while nobody writes, to recognise at the next start what was done by hand. */
  async noteCount(name: string, epoch: number, position: number, counted: number): Promise<void> {
    await this.entries.updateOne(
      { _id: name, epoch, position, ...this.unfenced() },
      { $set: { counted, countedAt: position } },
    );
  }

  /** Somebody writes again: after a crash the number would differ for a good reason. */
  async forgetCount(entry: RegistryDocument): Promise<void> {
    await this.entries.updateOne(this.same(entry), { $set: { counted: null, countedAt: null } });
  }

  /** Takes a collection that cannot be trusted away from its readers. */
  async withhold(entry: RegistryDocument, reason: string): Promise<void> {
    await this.entries.updateOne(this.same(entry), { $set: { withheld: reason } });
  }

  async forgetPrevious(entry: RegistryDocument): Promise<void> {
    if (!entry.previous) return;
    const result = await this.entries.updateOne(this.same(entry), { $set: { previous: null } });
    if (result.matchedCount === 1) await this.dropBuild(entry.previous.active);
  }

  /** Clears builds that were broken off; only for whoever can be sure that nobody else is building. */
  async clearUnfinished(projections: readonly string[]): Promise<void> {
    const entries = await this.all();
    for (const { _id, projection } of await this.builtSoFar()) {
      const entry = entries.get(projection);
      const kept = _id === entry?.active || _id === entry?.previous?.active;
      if (!kept && projections.includes(projection)) await this.dropBuild(_id);
    }
  }

  async dropBuild(collection: string): Promise<void> {
    await dropIfThere(this.db, collection);
    await new DeadLetters(this.db).forget(collection);
    await this.builds.deleteMany({ _id: collection });
  }

  private async move(moves: readonly Move[], statements: readonly MoveTogether[]): Promise<boolean> {
    const result = await this.entries.bulkWrite(
      statements.map(({ names, epoch, checkpoint, skippedTypes }) => {
        const [name, another] = names;
        const where = { epoch, position: { $lt: checkpoint.position }, ...this.unfenced() };
        const update = { $set: { ...checkpoint, ...this.mark(), ...(skippedTypes && { skippedTypes }) } };
        return another === undefined
          ? { updateOne: { filter: { _id: name, ...where }, update } }
          : { updateMany: { filter: { _id: { $in: [...names] }, ...where }, update } };
      }),
      { ordered: false },
    );
    return result.matchedCount === moves.length;
  }

  private same({ _id, epoch }: RegistryDocument): Filter<RegistryDocument> {
    return { _id, epoch, ...this.unfenced() };
  }

  /** An entry that was never written under a lease has no fence. */
  private unfenced(): { readonly fence?: { readonly $not: { readonly $gt: number } } } {
    return this.fence === undefined ? {} : { fence: { $not: { $gt: this.fence } } };
  }

  private mark(): { readonly fence?: number } {
    return this.fence === undefined ? {} : { fence: this.fence };
  }

  private async nextNumber(name: string): Promise<number> {
    for (let attempt = 1; ; attempt++) {
      try {
        const entry = await this.entries.findOneAndUpdate(
          { _id: name },
          { $inc: { builds: 1 }, $setOnInsert: { ...unborn(), ...this.mark() } },
          { upsert: true, returnDocument: 'after' },
        );
        if (!entry) throw new Error(`registry document ${name} was neither found nor made`);
        return entry.builds;
      } catch (error) {
        // Two first builds at the same moment: the second finds the document the first has just made.
        if (attempt > 3 || !(error instanceof MongoServerError) || error.code !== DUPLICATE_KEY) throw error;
      }
    }
  }
}

function unborn(): Omit<RegistryDocument, '_id' | 'builds'> {
  return {
    active: null,
    version: 0,
    ...BEGINNING,
    epoch: 0,
    logId: '',
    categories: [],
    skippedTypes: [],
    previous: null,
    counted: null,
    countedAt: null,
    withheld: null,
  };
}

/** A page takes nearly every view to the same place: said of all at once it costs as much as said of one. */
function together(moves: readonly Move[]): readonly MoveTogether[] {
  const groups = new Map<string, MoveTogether & { readonly names: string[] }>();
  for (const { name, ...to } of moves) {
    const key = JSON.stringify([to.epoch, to.checkpoint, to.skippedTypes]);
    const group = groups.get(key);
    if (group) group.names.push(name);
    else groups.set(key, { ...to, names: [name] });
  }
  return [...groups.values()];
}

/** What a registry document says of the collection that is read, or null when there is none. */
export function pouredOf(entry: RegistryDocument | undefined): Poured | null {
  if (!entry?.active) return null;
  const { active, version, position, eventId, anchor, logId, categories, skippedTypes } = entry;
  return { active, version, position, eventId, anchor, logId, categories, skippedTypes };
}

async function dropIfThere(db: Db, collection: string): Promise<void> {
  try {
    await db.collection(collection).drop();
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code !== NAMESPACE_NOT_FOUND) throw error;
  }
}
