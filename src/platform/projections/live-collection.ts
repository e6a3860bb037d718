import type { Collection, Db } from 'mongodb';
import type { ReadableLog } from '../event-store/event-store.port.js';
import type { Recorded } from '../fact.js';
import type { DeadLetter } from '../read-store/collections.js';
import { EVERY_KEY } from '../read-store/collections.js';
import { DeadLetters, WAITING, letterForAll, lettersFor } from './dead-letters.js';
import type { Folded, Standing } from './fold-facts.js';
import { describe, foldKey, groupByKey, placeOf } from './fold-facts.js';
import type { Projection } from './projection.js';
import { ProjectionBroken, TooContended } from './projection-broken.js';
import type { StoredDocument, Write } from './view-documents.js';
import { load, standingOf, writeGuarded } from './view-documents.js';

const TRIES = 8;
/** Documents remembered per view. */
const RECENT = 1_000;

/** One stored collection of a view, being kept up to date: batches of facts in, guarded writes out. */
export class LiveCollection {
  private readonly documents: Collection<StoredDocument>;
  private readonly letters: DeadLetters;
  /** Keys whose reducer broke; everything that reaches them queues behind. */
  private readonly parked = new Set<string>();
  private readonly letterIds = new Set<string>();
  /** What this process wrote last, so that it need not be loaded again; the guard tells when somebody else wrote. */
  private readonly recent = new Map<string, Standing>();

  constructor(
    db: Db,
    readonly projection: Projection,
    readonly name: string,
  ) {
    this.documents = db.collection<StoredDocument>(name);
    this.letters = new DeadLetters(db);
  }

  get parkedKeys(): number {
    return this.parked.size;
  }

  get deadLetters(): number {
    return this.letterIds.size;
  }

  /** Learns which keys are parked; to be called before the first batch, and after another process may have written. */
  async remember(): Promise<void> {
    const letters = await this.letters.all(this.name);
    this.recent.clear();
    this.parked.clear();
    this.letterIds.clear();
    this.note(letters);
  }

  /**
   * Folds facts in order of position; when it resolves they are durable, or in the queue of a parked key.
   * Rejects with `ProjectionBroken` at a fact whose keys cannot be told, with what the driver says when the store is
   * away, with `TooContended`; the caller then does not move the checkpoint.
   */
  async fold(facts: readonly Recorded[]): Promise<void> {
    const { groups, unreadable } = groupByKey(this.projection, facts);
    await this.foldGroups(groups);
    if (!unreadable) return;
    await this.park([letterForAll(this.projection.name, this.name, unreadable.fact, unreadable.error)]);
    throw new ProjectionBroken(this.projection.name, describe(unreadable.fact, unreadable.error));
  }

  /**
   * Tries the queue of a parked key again, in order, from the log. True when it has caught up. Not to be called while
   * a batch is being folded.
   */
  async retry(key: string, store: ReadableLog): Promise<boolean> {
    const queue = await this.letters.of(this.name, key);
    const facts: Recorded[] = [];
    for (const letter of queue) {
      const [fact] = await store.read(letter.stream, { from: letter.revision, limit: 1 });
      if (!fact) throw new Error(`${letter.stream}@${letter.revision} is no longer in the log`);
      facts.push(fact);
    }
    const before = standingOf(await load(this.documents, [key]), key);
    const { after, stuck } = foldKey(this.projection, key, before, facts);
    if (after.exists && after.position > before.position) {
      const written = await writeGuarded(this.documents, this.projection, [{ key, before, after }]);
      if (!written.all) throw new TooContended(`document ${key} of ${this.name}`);
    }
    const first = stuck?.facts[0];
    await this.letters.settle(this.name, key, first ? first.position - 1 : Number.MAX_SAFE_INTEGER);
    if (stuck && first) {
      for (const letter of lettersFor(this.projection.name, this.name, key, [first], placeOf(stuck.error))) {
        await this.letters.renew(letter);
      }
    }
    await this.remember();
    return stuck === undefined;
  }

  async parkedNow(): Promise<readonly string[]> {
    await this.remember();
    return [...this.parked];
  }

  /** A fact that nobody could place is tried again when the projection is taken up again. */
  async forgetUnreadable(): Promise<void> {
    await this.letters.settle(this.name, EVERY_KEY, Number.MAX_SAFE_INTEGER);
  }

  private async foldGroups(groups: ReadonlyMap<string, Recorded[]>): Promise<void> {
    const done = new Map<string, Folded>();
    let pending = [...groups.keys()];
    let refused: ReadonlySet<string> = new Set();
    for (let attempt = 1; pending.length > 0; attempt++) {
      const found = await this.standings(pending);
      const writes: Write[] = [];
      const letters: DeadLetter[] = [];
      for (const key of pending) {
        const facts = groups.get(key) ?? [];
        const before = standingOf(found, key);
        const unseen = facts.filter((fact) => fact.position > before.position);
        if (unseen.length === 0) continue;
        if (this.parked.has(key)) {
          letters.push(...this.queued(key, unseen, WAITING));
          continue;
        }
        if (attempt > TRIES && refused.has(key)) {
          // Not a race: nobody wrote this key, yet it is refused. A unique index of the view says no.
          letters.push(...this.queued(key, unseen, 'a unique index refuses the document'));
          continue;
        }
        const folded = foldKey(this.projection, key, before, unseen);
        done.set(key, folded);
        if (folded.after.exists && folded.after.position > before.position) {
          writes.push({ key, before, after: folded.after });
        }
      }
      const written = await writeGuarded(this.documents, this.projection, writes);
      await this.park(letters);
      this.keep(writes, written.all);
      if (written.all) break;
      if (attempt > TRIES && written.refused.size === 0) throw new TooContended(this.name);
      if (attempt > 2 * TRIES) throw new TooContended(this.name);
      refused = written.refused;
      pending = writes.map((write) => write.key);
    }
    await this.settle(done);
  }

  private async standings(keys: readonly string[]): Promise<Map<string, Standing>> {
    const unknown = keys.filter((key) => !this.recent.has(key));
    const found = await load(this.documents, unknown);
    for (const key of keys) {
      const known = this.recent.get(key);
      if (known) found.set(key, known);
    }
    return found;
  }

  private keep(writes: readonly Write[], all: boolean): void {
    for (const { key, after } of writes) {
      this.recent.delete(key);
      if (all) this.recent.set(key, after);
    }
    for (const key of this.recent.keys()) {
      if (this.recent.size <= RECENT) return;
      this.recent.delete(key);
    }
  }

  /** After the writes stand: parks keys that broke. */
  private async settle(done: ReadonlyMap<string, Folded>): Promise<void> {
    const letters: DeadLetter[] = [];
    for (const [key, { stuck }] of done) {
      if (stuck) letters.push(...this.queued(key, stuck.facts, placeOf(stuck.error)));
    }
    await this.park(letters);
  }

  private queued(key: string, facts: readonly Recorded[], reason: string): DeadLetter[] {
    return lettersFor(this.projection.name, this.name, key, facts, reason);
  }

  private async park(letters: readonly DeadLetter[]): Promise<void> {
    if (letters.length === 0) return;
    await this.letters.record(letters);
    this.note(letters);
  }

  private note(letters: readonly DeadLetter[]): void {
    for (const letter of letters) {
      this.letterIds.add(letter._id);
      if (letter.key !== EVERY_KEY) this.parked.add(letter.key);
    }
  }
}
