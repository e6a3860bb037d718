import type { PageHandler, Selection, Subscription } from '../event-store/event-store.port.js';
import type { Recorded } from '../fact.js';
import { backoff } from '../projections/backoff.js';
import { steadyTimer } from '../read-store/timer.js';
import type { ClientLane } from './client-lane.js';
import type { LogReader } from './log-reader.js';
import { pageOf } from './page-of.js';
import { ForeignRecord, PositionNotInLog } from './refusals.js';
import { selected } from './selected.js';
import type { Item, SubscriptionSource } from './subscription-source.js';
import { BUFFERED, CaughtUp, subscribe } from './subscription-source.js';

export interface SubscriptionParts {
  readonly lane: ClientLane;
  readonly reader: LogReader;
  /** How long a subscription may stand still behind the head before it is begun anew. */
  readonly stallMs: number;
  /** Told whenever it is interrupted by something other than its handler; it goes on by itself. */
  readonly onInterrupted: (error: unknown) => void;
}

/** The handler's own error, told apart from everything that can happen between here and the server. */
class HandlerFailed extends Error {
  override readonly name = 'HandlerFailed';
}

/** A subscription that stood still although the log had grown beyond it. */
class Stalled extends Error {
  override readonly name = 'Stalled';
}

/**
 * Follows the log for ever: the client never resumes by itself, so every end that is not ours is followed by a new
 * subscription behind the last page handled. What stands is read through the server's filter; from there on everything
 * is delivered and sorted out here, since a filtered subscription is silent about what it passes over, and whoever has
 * just written something unwanted would wait in vain for the watermark to pass it.
 */
export class EsdbSubscription implements Subscription {
  readonly ended: Promise<void>;
  private readonly stopping = new AbortController();
  private readonly stopAsked = new Promise<void>((resolve) =>
    this.stopping.signal.addEventListener('abort', () => resolve()),
  );
  private readonly isWanted: (fact: Recorded) => boolean;
  private source: SubscriptionSource | undefined;
  private upTo: number;
  private handling = false;
  private attempts = 0;
  private readonly stopped: Promise<void>;

  constructor(
    private readonly parts: SubscriptionParts,
    after: number,
    private readonly selection: Selection,
    private readonly handler: PageHandler,
  ) {
    this.upTo = after;
    this.isWanted = selected(selection);
    this.ended = this.run();
    this.stopped = this.ended.catch(() => undefined);
  }

  /** Never from within the handler: it would wait for itself. How it ended is told by `ended` alone. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.source?.destroy();
    await this.stopped;
  }

  private get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async run(): Promise<void> {
    const watching = setInterval(() => void this.watch(), this.parts.stallMs);
    try {
      while (!this.isStopping) await this.followOnce();
    } finally {
      clearInterval(watching);
    }
  }

  private async followOnce(): Promise<void> {
    try {
      // A server that stands still must not hold up a stop.
      await Promise.race([this.assertStillInLog(), this.stopAsked]);
      const { categories = [] } = this.selection;
      if (categories.length > 0) await this.follow(categories);
      await this.follow();
    } catch (error) {
      if (error instanceof HandlerFailed) throw error.cause;
      if (error instanceof PositionNotInLog || error instanceof ForeignRecord) throw error;
      if (this.isStopping) return;
      this.parts.onInterrupted(error);
      // A drop is nothing unusual: at once the first time, then ever more slowly until a page has come again.
      if (this.attempts++ === 0) return;
      await steadyTimer.pause(backoff(this.attempts - 2), { signal: this.stopping.signal });
    }
  }

  /** A position ahead of a restored log is answered with silence, or with facts that are not the ones behind it. */
  private async assertStillInLog(): Promise<void> {
    if (this.upTo > 0 && !(await this.parts.reader.beginsRecord(this.upTo))) throw new PositionNotInLog(this.upTo);
  }

  /** Takes page after page: with prefixes until everything that stands has been looked at, without them for ever. */
  private async follow(prefixes?: readonly string[]): Promise<void> {
    const client = await Promise.race([this.parts.lane.client(), this.stopAsked]);
    if (!client || this.isStopping) return;
    const source = subscribe(client, this.upTo, prefixes);
    this.source = source;
    try {
      for await (const first of source) {
        const items = [first, ...buffered(source)];
        await this.handle(items);
        if (this.isStopping) return;
        if (prefixes && items.some((item) => item instanceof CaughtUp)) return;
      }
      throw new Error('the subscription ended');
    } finally {
      this.source = undefined;
      // A subscription that is left stays open on the server.
      source.unsubscribe().catch(() => undefined);
    }
  }

  private async handle(items: readonly Item[]): Promise<void> {
    const page = pageOf(items, this.upTo, this.isWanted);
    if (page.upTo === this.upTo || this.isStopping) return;
    this.handling = true;
    try {
      await this.handler(page);
    } catch (error) {
      throw new HandlerFailed('handler', { cause: error });
    } finally {
      this.handling = false;
    }
    this.upTo = page.upTo;
    this.attempts = 0;
  }

  /** A connection can be alive and its subscription dead: whoever stands still behind the head begins anew. */
  private async watch(): Promise<void> {
    const { source, upTo } = this;
    if (!source || this.handling) return;
    try {
      if ((await this.parts.reader.head()) <= upTo) return;
    } catch {
      // A head that cannot be asked for is told by the reader's own failures; the subscription will meet the same.
      return;
    }
    await steadyTimer.pause(this.parts.stallMs, { signal: this.stopping.signal, background: true });
    if (this.source === source && this.upTo === upTo && !this.handling) source.destroy(new Stalled('no progress'));
  }
}

/** What has come meanwhile goes into the same page. */
function buffered(source: SubscriptionSource): readonly Item[] {
  const items: Item[] = [];
  while (items.length < BUFFERED - 1) {
    const item = source.read();
    if (item === null) break;
    items.push(item);
  }
  return items;
}
