import type { BuildDocument, Poured } from '../read-store/collections.js';
import type { OnUnreadable } from './build.js';
import { LiveCollection } from './live-collection.js';
import type { Log } from './log.js';
import type { Member } from './member.js';
import type { Pouring } from './pouring.js';
import { pour } from './pouring.js';
import { NoWayBack, Superseded } from './projection-broken.js';
import { pouredOf } from './registry.js';
import type { Distrusted, Parts, Resumer } from './resumer.js';
import { Target } from './target.js';

/** The change-over may or may not have happened; its collection may be the one that is read now, or in a moment. */
class UnknownFlip extends Error {
  override readonly name = 'UnknownFlip';
}

/** Views poured beside the ones that are read. */
interface PouredBeside {
  readonly pouring: Pouring;
  /** Name of the new collection, by view. */
  readonly collections: ReadonlyMap<string, string>;
  /** What was built before. A build that was begun later may be another process's work in progress. */
  readonly older: readonly BuildDocument[];
}

/** Nobody counted a build when it was left, and nothing was found wrong with it. */
const UNCOUNTED = { counted: null, countedAt: null, withheld: null };

/** Pours views from the beginning of the log beside the ones that are read, and changes over when they have caught up. */
export class Rebuilder {
  constructor(
    private readonly parts: Parts,
    private readonly resumer: Resumer,
    private readonly log: Log,
  ) {}

  /** At start: all views that cannot be trusted, in one reading of the log. Failures stay with their member. */
  async rebuildTogether(distrusted: readonly Distrusted[]): Promise<void> {
    if (distrusted.length === 0) return;
    for (const { member, reason } of distrusted) {
      member.state = 'rebuilding';
      this.log('info', 'rebuilding view', { projection: member.name, reason });
    }
    const members = distrusted.map(({ member }) => member);
    // What the last process left half poured would lie in memory until the new one is finished.
    if (this.parts.soleWriter) await this.parts.registry.clearUnfinished(members.map(({ name }) => name));
    const beside = await this.pour(members, 'park');
    for (const { member, epoch } of distrusted) {
      try {
        await this.changeOver(member, beside, epoch);
      } catch (error) {
        this.parts.signal.throwIfAborted();
        member.fail(error);
      }
    }
  }

  /** An operator's rebuild of one view. Rejects, leaving everything as it was, at the first fact that cannot be read. */
  async rebuild(member: Member): Promise<void> {
    const before = { state: member.state, error: member.error };
    member.state = 'rebuilding';
    try {
      const entry = await this.parts.registry.entry(member.name);
      const beside = await this.pour([member], 'stop');
      await this.changeOver(member, beside, entry?.epoch ?? 0);
    } catch (error) {
      if (member.state === 'rebuilding') Object.assign(member, before);
      throw error;
    }
  }

  /**
   * Goes back to the build before the one that is read, once it has been read on as far as anybody has seen; the one
   * left becomes the one to go back to. Rejects with `NoWayBack`, leaving everything as it was.
   */
  async rollBack(member: Member): Promise<void> {
    const { db, lane, registry } = this.parts;
    const entry = await registry.entry(member.name);
    if (!entry?.previous)
      throw new NoWayBack(`${member.name}: there is no build before the one that is read`, 'absent');
    const { active, position, eventId, anchor, skippedTypes } = entry.previous;
    const doubt = await this.resumer.doubt(member, { ...entry, ...entry.previous, ...UNCOUNTED });
    if (doubt) throw new NoWayBack(`${member.name}: ${active} cannot be read again: ${doubt.reason}`, doubt.of);
    const collection = new LiveCollection(db, member.projection, active);
    const target = new Target(collection, { position, eventId, anchor }, undefined, skippedTypes);
    await collection.remember();
    await this.resumer.chase([target]);
    await lane.pause(() => this.replace(member, target, entry.epoch));
  }

  private async pour(members: readonly Member[], onUnreadable: OnUnreadable): Promise<PouredBeside> {
    const { db, store, registry, lane, signal } = this.parts;
    const older = await registry.builtSoFar();
    const collections = await registry.beginBuilds(members.map(({ projection }) => projection));
    const besides = members.map(({ projection, name }) => ({ projection, collection: collections.get(name) ?? '' }));
    const pouring = await pour(db, store, besides, { onUnreadable, goal: () => lane.position, signal });
    return { pouring, collections, older };
  }

  /** Lets the new build come close while the old one is still followed; the rest happens while the lane stands still. */
  private async changeOver(
    member: Member,
    { pouring, collections, older }: PouredBeside,
    epoch: number,
  ): Promise<void> {
    const { lane } = this.parts;
    const name = collections.get(member.name) ?? '';
    let previous: Poured | null;
    try {
      const target = await this.targetOf(pouring, member.name);
      await this.resumer.chase([target]);
      previous = await lane.pause(() => this.replace(member, target, epoch));
    } catch (error) {
      if (!(error instanceof UnknownFlip)) await this.discard(name);
      throw error;
    }
    const left = older.filter(({ _id, projection }) => projection === member.name && _id !== previous?.active);
    for (const { _id } of left) await this.discard(_id);
  }

  /** With the lane standing still: comes as far as anybody has read, so that the watermark never goes back, and flips. */
  private async replace(member: Member, target: Target, epoch: number): Promise<Poured | null> {
    const { lane, registry, store, folder } = this.parts;
    const previous = pouredOf(await registry.entry(member.name));
    const logId = await store.logId();
    const head = await store.head();
    // A position of another log, or one that a restored log no longer has, will never be reached and says nothing.
    const seen = previous?.logId === logId && previous.position <= head ? previous.position : 0;
    await this.resumer.readOn([target], Math.max(lane.position, seen));
    if (target.lost !== undefined) throw target.lost;
    const { projection, name } = target.collection;
    const { version, categories } = projection;
    const skippedTypes = folder.skippedTypes(target);
    const next = { active: name, version, ...target.checkpoint, logId, categories: [...categories], skippedTypes };
    await this.flip(member.name, epoch, next, previous);
    target.epoch = epoch + 1;
    if (member.target) lane.leave(member.target);
    if (!lane.board(target)) throw new Error(`${name} has not come as far as the lane`);
    member.goLive(target);
    return previous;
  }

  private async flip(name: string, epoch: number, next: Poured, previous: Poured | null): Promise<void> {
    let flipped: boolean;
    try {
      flipped = await this.parts.registry.flip(name, epoch, next, previous);
    } catch (error) {
      throw new UnknownFlip(`the change-over of ${name} was not answered`, { cause: error });
    }
    if (!flipped) throw new Superseded(name);
  }

  private async targetOf(pouring: Pouring, name: string): Promise<Target> {
    const result = pouring.results.get(name);
    if (!result) throw new Error(`${name} was not poured`);
    if (result.error !== undefined) throw result.error;
    const { projection, collection } = result.build;
    const live = new LiveCollection(this.parts.db, projection, collection);
    if (result.build.parks) await live.remember();
    return new Target(live, pouring.checkpoint, undefined, [...pouring.passedOver(name)]);
  }

  private async discard(collection: string): Promise<void> {
    try {
      await this.parts.registry.dropBuild(collection);
    } catch (error) {
      this.log('warn', 'a build that nobody reads could not be dropped', { collection, error: String(error) });
    }
  }
}
