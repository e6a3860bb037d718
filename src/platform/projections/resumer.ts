import type { Db } from 'mongodb';
import type { ReadableLog } from '../event-store/event-store.port.js';
import type { RegistryDocument } from '../read-store/collections.js';
import type { Lane } from './lane.js';
import { LiveCollection } from './live-collection.js';
import type { Member } from './member.js';
import type { PageFolder } from './page-folder.js';
import { ProjectionBroken } from './projection-broken.js';
import type { Registry } from './registry.js';
import { categoriesOf } from './routes.js';
import type { Doubt, Log } from './start-check.js';
import { doubtAbout } from './start-check.js';
import { Target } from './target.js';

export interface Parts {
  readonly store: ReadableLog;
  readonly db: Db;
  /** Nobody but this process can write there: nothing can have been done by hand. */
  readonly soleWriter: boolean;
  /** This process has looked all documents through before, for an earlier runner. */
  readonly looked: boolean;
  readonly registry: Registry;
  readonly folder: PageFolder;
  readonly lane: Lane;
  readonly signal: AbortSignal;
}

export interface Sorted {
  readonly continued: readonly Continued[];
  readonly distrusted: readonly Distrusted[];
}

export interface Continued {
  readonly member: Member;
  readonly entry: RegistryDocument;
}

export interface Distrusted {
  readonly member: Member;
  readonly reason: string;
  /** The build that was looked at: only that one may be replaced. */
  readonly epoch: number;
}

const PAGE = 1_000;
const CHASES = 3;

/** Takes stored views up again from their checkpoints. */
export class Resumer {
  constructor(private readonly parts: Parts) {}

  /**
   * Tells views that can be continued from those that must be poured again, all side by side: one after the other they
   * wait for the stores a hundred times. A check that fails leaves its member out. Documents are looked through once in
   * a process: a view whose line broke is to be read again at once when it is back.
   */
  async sort(members: readonly Member[]): Promise<Sorted> {
    const { registry, store } = this.parts;
    const entries = await registry.all();
    // In this order: a checkpoint that another runner moves meanwhile must not look as if it lay beyond the log.
    const log = { logId: await store.logId(), head: await store.head() };
    const looks = await Promise.all(members.map((member) => this.look(member, entries.get(member.name), log)));
    return {
      continued: looks.flatMap(({ continued }) => continued ?? []),
      distrusted: looks.flatMap(({ distrusted }) => distrusted ?? []),
    };
  }

  private async look(
    member: Member,
    entry: RegistryDocument | undefined,
    log: Log,
  ): Promise<{ readonly continued?: Continued; readonly distrusted?: Distrusted }> {
    const { registry, store, db, soleWriter, looked } = this.parts;
    try {
      assertNotReplaced(member, entry);
      const lookThrough = !soleWriter && !looked && !member.checked;
      const doubt = await doubtAbout(entry, member.projection, store, log, { db, lookThrough });
      if (doubt && entry?.active && !doubt.readable) await registry.withhold(entry, doubt.reason);
      if (doubt) return { distrusted: { member, reason: doubt.reason, epoch: entry?.epoch ?? 0 } };
      return entry ? { continued: { member, entry } } : {};
    } catch (error) {
      member.fail(error);
      return {};
    }
  }

  /** Why what a registry document tells of cannot be continued; undefined when it can. */
  async doubt({ projection }: Member, entry: RegistryDocument): Promise<Doubt | undefined> {
    const { store, db, soleWriter } = this.parts;
    return doubtAbout(
      entry,
      projection,
      store,
      { logId: await store.logId(), head: await store.head() },
      { db, lookThrough: !soleWriter },
    );
  }

  /** Continues views until they travel with the lane. */
  async resume(continued: readonly Continued[]): Promise<void> {
    const boarding = (await Promise.all(continued.map((one) => this.boards(one)))).flat();
    await this.catchUp(boarding.map(({ target }) => target));
    for (const { member, target } of boarding) {
      if (target.lost === undefined) member.goLive(target);
      else {
        member.target = target;
        member.fail(target.lost);
      }
    }
  }

  /** Reads on from the targets' checkpoints until each has boarded the lane or is lost. */
  async catchUp(targets: readonly Target[]): Promise<void> {
    const { lane } = this.parts;
    await this.chase(targets);
    await lane.pause(async () => {
      await this.readOn(targets, lane.position);
      for (const target of targets) if (target.lost === undefined) lane.board(target);
    });
  }

  /**
   * Comes close to the lane while it goes on. Where facts arrive without end it is never quite reached; the last step
   * is taken while it stands still.
   */
  async chase(targets: readonly Target[]): Promise<void> {
    for (let round = 0; round < CHASES; round++) await this.readOn(targets, this.parts.lane.position);
  }

  /** Reads on until each target has come to `goal`, a position that the log has already, or is lost. */
  async readOn(targets: readonly Target[], goal: number): Promise<void> {
    const { store, folder, signal } = this.parts;
    for (;;) {
      const waiting = targets.filter((target) => target.lost === undefined && target.position < goal);
      if (waiting.length === 0) return;
      signal.throwIfAborted();
      const from = Math.min(...waiting.map((target) => target.position));
      const categories = categoriesOf(waiting.map((target) => target.collection.projection));
      const page = await store.readAll(from, { categories, limit: PAGE });
      // No fact that is wanted is left before the goal.
      const upTo = page.events.length === 0 ? Math.max(goal, page.upTo) : page.upTo;
      await folder.fold(waiting, { events: page.events, upTo });
    }
  }

  /** What boards the lane; nothing where it cannot be taken up, and its member knows why. */
  private async boards({ member, entry }: Continued): Promise<readonly { member: Member; target: Target }[]> {
    try {
      return [{ member, target: await this.takeUp(member, entry) }];
    } catch (error) {
      member.fail(error);
      return [];
    }
  }

  private async takeUp(member: Member, entry: RegistryDocument): Promise<Target> {
    const { db, registry, store, soleWriter } = this.parts;
    const collection = new LiveCollection(db, member.projection, entry.active ?? '');
    const { position, eventId, anchor, epoch, skippedTypes } = entry;
    const target = new Target(collection, { position, eventId, anchor }, epoch, skippedTypes);
    if (!member.checked) {
      // In memory it costs twice the room and no operator reaches it; what another release poured is not read again.
      if (soleWriter || entry.previous?.version !== entry.version) await registry.forgetPrevious(entry);
      await registry.forgetCount(entry);
    }
    await collection.forgetUnreadable();
    for (const key of await collection.parkedNow()) await collection.retry(key, store);
    return target;
  }
}

/**
 * Once this process has been running, a build of another version means that another release has taken over. Building
 * it back would make the two replace each other for ever.
 */
function assertNotReplaced(member: Member, entry: RegistryDocument | undefined): void {
  if (!member.checked || !entry?.active || entry.version === member.projection.version) return;
  throw new ProjectionBroken(member.name, `another release has put version ${entry.version} in place`);
}
