import type { Poured } from '../read-store/collections.js';
import type { OnUnreadable } from './build.js';
import type { Lane } from './lane.js';
import { LiveCollection } from './live-collection.js';
import type { Log } from './log.js';
import type { Member } from './member.js';
import type { Pouring } from './pouring.js';
import { pour } from './pouring.js';
import { Superseded } from './projection-broken.js';
import { pouredOf } from './registry.js';
import type { Distrusted, Parts, Resumer } from './resumer.js';
import { Target } from './target.js';

interface Flip {
  readonly next: Poured;
  readonly previous: Poured | null;
}

/** The change-over may or may not have happened; its collection may be the one that is read now, or in a moment. */
class UnknownFlip extends Error {
  override readonly name = 'UnknownFlip';
}

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
    const { pouring, collections } = await this.pour(members, 'park');
    for (const { member, epoch } of distrusted) {
      try {
        await this.changeOver(member, pouring, { name: collections.get(member.name) ?? '', epoch });
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
      const { pouring, collections } = await this.pour([member], 'stop');
      const name = collections.get(member.name) ?? '';
      await this.changeOver(member, pouring, { name, epoch: entry?.epoch ?? 0 });
    } catch (error) {
      if (member.state === 'rebuilding') Object.assign(member, before);
      throw error;
    }
  }

  private async pour(
    members: readonly Member[],
    onUnreadable: OnUnreadable,
  ): Promise<{ pouring: Pouring; collections: ReadonlyMap<string, string> }> {
    const { db, store, registry, lane, signal } = this.parts;
    const collections = new Map<string, string>();
    for (const { projection } of members) collections.set(projection.name, await registry.beginBuild(projection));
    const besides = members.map(({ projection, name }) => ({ projection, collection: collections.get(name) ?? '' }));
    const pouring = await pour(db, store, besides, { onUnreadable, goal: () => lane.position, signal });
    return { pouring, collections };
  }

  /** Lets the new build catch up while the old one is still followed, then pauses the old one, and changes over. */
  private async changeOver(member: Member, pouring: Pouring, beside: { name: string; epoch: number }): Promise<void> {
    const { lane } = this.parts;
    const old = member.target;
    let paused = false;
    try {
      const target = this.targetOf(pouring, member.name);
      await target.collection.remember();
      await this.arrive(target, () => target.position >= lane.position);
      paused = true;
      if (old) await leaveAfterBatch(lane, old);
      const flip = await this.readyToFlip(member, target);
      await this.flip(member, target, beside.epoch, flip);
      await this.resumer.catchUp([target]);
      if (target.lost === undefined) member.goLive(target);
      else throw target.lost;
    } catch (error) {
      // The old one has left the lane, or is read no longer: its member is taken up again as the registry says.
      if (old && paused) old.lost ??= error;
      if (!(error instanceof UnknownFlip)) await this.discard(member.name, beside.name);
      throw error;
    }
  }

  /** With the old one paused, comes as far as anybody has read, so that the watermark never goes back. */
  private async readyToFlip(member: Member, target: Target): Promise<Flip> {
    const { lane, registry, store, folder } = this.parts;
    const entry = await registry.entry(member.name);
    const previous = pouredOf(entry);
    const watermark = Math.max(lane.position, member.target?.position ?? 0, previous?.position ?? 0);
    await this.arrive(target, () => target.position >= watermark);
    const { projection, name } = target.collection;
    const next: Poured = {
      active: name,
      version: projection.version,
      ...target.checkpoint,
      logId: await store.logId(),
      categories: [...projection.categories],
      skippedTypes: folder.skippedTypes(target),
    };
    return { next, previous };
  }

  private async flip(member: Member, target: Target, epoch: number, { next, previous }: Flip): Promise<void> {
    const { registry } = this.parts;
    let flipped: boolean;
    try {
      flipped = await registry.flip(member.name, epoch, next, previous);
    } catch (error) {
      throw new UnknownFlip(`the change-over of ${member.name} was not answered`, { cause: error });
    }
    if (!flipped) throw new Superseded(member.name);
    target.epoch = epoch + 1;
    await registry.clearBuilds(member.name, [next.active, ...(previous ? [previous.active] : [])]);
  }

  private async arrive(target: Target, arrived: () => boolean): Promise<void> {
    await this.resumer.readOn([target], arrived);
    if (target.lost !== undefined) throw target.lost;
  }

  private targetOf(pouring: Pouring, name: string): Target {
    const result = pouring.results.get(name);
    if (!result) throw new Error(`${name} was not poured`);
    if (result.error !== undefined) throw result.error;
    const { projection, collection } = result.build;
    const live = new LiveCollection(this.parts.db, projection, collection);
    return new Target(live, pouring.checkpoint, undefined, [...pouring.passedOver(name)]);
  }

  /** Drops a build that came to nothing; never one that is read. */
  private async discard(projection: string, collection: string): Promise<void> {
    try {
      const entry = await this.parts.registry.entry(projection);
      if (entry?.active !== collection) await this.parts.registry.dropBuild(collection);
    } catch (error) {
      this.log('warn', 'an unfinished build could not be dropped', { collection, error: String(error) });
    }
  }
}

async function leaveAfterBatch(lane: Lane, target: Target): Promise<void> {
  lane.leave(target);
  await target.turns.run(async () => undefined);
}
