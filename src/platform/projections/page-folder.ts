import type { Page } from '../event-store/event-store.port.js';
import type { Recorded } from '../fact.js';
import { FencedOff, OutOfOrder, Superseded, errorFrom } from './projection-broken.js';
import type { Checkpoint, Move, Registry } from './registry.js';
import type { Routes } from './routes.js';
import type { Target } from './target.js';

/** Folds pages of the log into targets and moves their checkpoints. One target's failure is its own. */
export class PageFolder {
  constructor(
    private readonly registry: Registry,
    private readonly routes: Routes,
    private readonly batchSize: number,
  ) {}

  /**
   * Folds a page into every target that has not seen it. A target that fails is marked `lost` and left at its
   * checkpoint. Rejects only with `OutOfOrder`, before anything is folded.
   */
  async fold(targets: readonly Target[], page: Page): Promise<void> {
    assertAscending(page.events);
    for (const { facts, upTo } of batches(page, this.batchSize)) {
      const running = targets.filter((target) => target.lost === undefined);
      const hands = this.routes.deal(facts);
      await Promise.all(running.map((target) => this.foldInto(target, hands.get(target.name) ?? [])));
      await this.advance(
        running.filter((target) => target.lost === undefined && target.position < upTo),
        facts.at(-1),
        upTo,
      );
    }
  }

  /** Types a target's projection has passed over, before this process and in it. */
  skippedTypes(target: Target): string[] {
    const handled = new Set(target.collection.projection.types);
    const types = new Set([...target.skippedBefore, ...this.routes.passedOver(target.name)]);
    return [...types].filter((type) => !handled.has(type)).sort();
  }

  private async foldInto(target: Target, facts: readonly Recorded[]): Promise<void> {
    const unseen = facts.filter((fact) => fact.position > target.position);
    if (unseen.length === 0) return;
    try {
      await target.turns.run(() => target.collection.fold(unseen));
    } catch (error) {
      target.lost = errorFrom(error);
    }
  }

  /** Moves the checkpoints of all targets in one request, once their documents stand. */
  private async advance(targets: readonly Target[], last: Recorded | undefined, upTo: number): Promise<void> {
    const moves: Move[] = [];
    const next = new Map<Target, Checkpoint>();
    for (const target of targets) {
      const checkpoint = checkpointAt(target, last, upTo);
      next.set(target, checkpoint);
      if (target.epoch === undefined) continue;
      const grown = this.routes.passedOver(target.name).size > target.skippedWritten;
      const skippedTypes = grown ? this.skippedTypes(target) : undefined;
      moves.push({ name: target.name, epoch: target.epoch, checkpoint, skippedTypes });
    }
    try {
      const all = await this.registry.advance(moves);
      for (const [target, checkpoint] of next) {
        target.checkpoint = checkpoint;
        target.skippedWritten = this.routes.passedOver(target.name).size;
      }
      if (!all) await this.reconcile(targets);
    } catch (error) {
      for (const target of targets) target.lost ??= errorFrom(error);
    }
  }

  /**
   * A checkpoint stood further already, or the build has been replaced. What another runner has passed is folded and
   * durable: we go on from there.
   */
  private async reconcile(targets: readonly Target[]): Promise<void> {
    const entries = await this.registry.all();
    for (const target of targets) {
      if (target.epoch === undefined) continue;
      const entry = entries.get(target.name);
      if (this.registry.isFencedOff(entry)) {
        target.lost = new FencedOff(target.name);
      } else if (!entry || entry.epoch !== target.epoch || entry.active !== target.collection.name) {
        target.lost = new Superseded(target.name);
      } else if (entry.position > target.position) {
        target.checkpoint = { position: entry.position, eventId: entry.eventId, anchor: entry.anchor };
        await target.turns.run(() => target.collection.remember());
      }
    }
  }
}

/** A page in batches, each with the position it reaches. An empty page still moves the watermark. */
function* batches(page: Page, size: number): Iterable<{ facts: readonly Recorded[]; upTo: number }> {
  const { events } = page;
  for (let start = 0; start + size < events.length; start += size) {
    const facts = events.slice(start, start + size);
    yield { facts, upTo: facts.at(-1)?.position ?? page.upTo };
  }
  const rest = events.slice(Math.max(0, Math.ceil(events.length / size) - 1) * size);
  yield { facts: rest, upTo: Math.max(page.upTo, rest.at(-1)?.position ?? 0) };
}

function checkpointAt(target: Target, last: Recorded | undefined, position: number): Checkpoint {
  if (!last) return { ...target.checkpoint, position };
  return { position, eventId: last.id, anchor: { stream: last.stream, revision: last.revision } };
}

/** Redelivery is harmless, a different order is not: a fact that comes late would be taken for one seen already. */
export function assertAscending(events: readonly Recorded[]): void {
  let before = 0;
  for (const { position, stream, revision } of events) {
    if (!Number.isSafeInteger(position)) throw new OutOfOrder(`position of ${stream}@${revision} is no safe integer`);
    if (position <= before) throw new OutOfOrder(`${stream}@${revision} at ${position} came after ${before}`);
    before = position;
  }
}
