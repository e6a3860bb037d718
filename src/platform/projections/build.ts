import type { Collection, Db } from 'mongodb';
import type { Recorded } from '../fact.js';
import type { DeadLetter } from '../read-store/collections.js';
import { BuildCheck } from './build-check.js';
import { DeadLetters, WAITING, letterForAll, lettersFor } from './dead-letters.js';
import type { Standing } from './fold-facts.js';
import { ABSENT, describe, foldKey, groupByKey, placeOf } from './fold-facts.js';
import type { Projection } from './projection.js';
import { ProjectionBroken } from './projection-broken.js';
import type { StoredDocument, Write } from './view-documents.js';
import { load, standingOf, writeGuarded } from './view-documents.js';
import { createPlainIndexes, createUniqueIndexes } from './view-indexes.js';

/** What a build does with a fact its reducer cannot read: park the key, or stop before anything is replaced. */
export type OnUnreadable = 'park' | 'stop';

const PORTION = 1_000;

/**
 * A view poured from the beginning of the log into a collection nobody reads yet. Documents are folded in memory and
 * written at the end; when they no longer fit they are written in between and loaded again on demand.
 */
export class Build {
  private held = new Map<string, { before: Standing; after: Standing }>();
  private readonly parked = new Set<string>();
  private readonly letters: DeadLetter[] = [];
  private readonly documents: Collection<StoredDocument>;
  private readonly check: BuildCheck;
  private spilled = false;

  constructor(
    private readonly db: Db,
    readonly projection: Projection,
    readonly collection: string,
    private readonly onUnreadable: OnUnreadable,
  ) {
    this.documents = db.collection<StoredDocument>(collection);
    this.check = new BuildCheck(this.documents, projection);
  }

  /** Documents in memory. */
  get size(): number {
    return this.held.size;
  }

  /** Whether facts were left over that wait for a repair. */
  get parks(): boolean {
    return this.parked.size > 0;
  }

  /** Rejects with `ProjectionBroken` at a fact whose keys cannot be told, and in `stop` at any fact that breaks. */
  async fold(facts: readonly Recorded[]): Promise<void> {
    const { groups, unreadable } = groupByKey(this.projection, facts);
    if (this.spilled) await this.fetch(groups.keys());
    for (const [key, group] of groups) this.foldGroup(key, group);
    if (!unreadable) return;
    await this.record([letterForAll(this.projection.name, this.collection, unreadable.fact, unreadable.error)]);
    throw new ProjectionBroken(this.projection.name, describe(unreadable.fact, unreadable.error));
  }

  /** Writes what is held and lets go of it. */
  async spill(): Promise<void> {
    if (!this.spilled) await createPlainIndexes(this.documents, this.projection);
    const writes: Write[] = [];
    for (const [key, { before, after }] of this.held) {
      // What began and ended before anything was stored leaves no trace: nothing below this build's checkpoint comes again.
      const worthless = !before.exists && !after.document;
      if (after.position > before.position && !worthless) writes.push({ key, before, after });
    }
    for (let start = 0; start < writes.length; start += 2 * PORTION) {
      // While the server is busy with one portion the other is made ready.
      await Promise.all([this.write(writes, start), this.write(writes, start + PORTION)]);
    }
    this.check.note(writes);
    this.held = new Map();
    this.spilled = true;
  }

  /**
   * Writes the rest, the dead letters and the unique indexes. Rejects with `ProjectionBroken` when a unique one is contradicted,
   * with `BuildNotAsWritten` when the read store does not give back what was written.
   */
  async finish(): Promise<void> {
    await this.spill();
    await this.record(this.letters);
    await createUniqueIndexes(this.documents, this.projection);
    await this.check.assertAsWritten();
  }

  private async write(writes: readonly Write[], start: number): Promise<void> {
    const { all } = await writeGuarded(this.documents, this.projection, writes.slice(start, start + PORTION));
    if (!all) throw new Error(`somebody else writes into ${this.collection}`);
  }

  private foldGroup(key: string, facts: readonly Recorded[]): void {
    if (this.parked.has(key)) {
      this.letters.push(...lettersFor(this.projection.name, this.collection, key, facts, WAITING));
      return;
    }
    const standing = this.held.get(key) ?? { before: ABSENT, after: ABSENT };
    const { after, stuck } = foldKey(this.projection, key, standing.after, facts);
    this.held.set(key, { before: standing.before, after });
    const broken = stuck?.facts[0];
    if (!stuck || !broken) return;
    if (this.onUnreadable === 'stop') {
      throw new ProjectionBroken(this.projection.name, describe(broken, stuck.error));
    }
    this.parked.add(key);
    this.letters.push(...lettersFor(this.projection.name, this.collection, key, stuck.facts, placeOf(stuck.error)));
  }

  private async fetch(keys: Iterable<string>): Promise<void> {
    const missing = [...keys].filter((key) => !this.held.has(key));
    const found = await load(this.documents, missing);
    for (const key of missing) {
      const standing = standingOf(found, key);
      this.held.set(key, { before: standing, after: standing });
    }
  }

  private record(letters: readonly DeadLetter[]): Promise<void> {
    return new DeadLetters(this.db).record(letters);
  }
}
