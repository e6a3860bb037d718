import { randomUUID } from 'node:crypto';
import type {
  Appended,
  EventStore,
  Expected,
  FactKind,
  NewEvent,
  Page,
  PageHandler,
  ReadAllOptions,
  ReadOptions,
  Selection,
  StoreHealth,
  Subscription,
} from '../../src/platform/event-store/event-store.port.js';
import { kindsIn } from '../../src/platform/event-store/fact-kinds.js';
import {
  AppendTooLarge,
  InvalidAppend,
  MAX_APPEND_BYTES,
  NoSuchEvent,
  StoreUnavailable,
  WrongRevision,
} from '../../src/platform/event-store/event-store.port.js';
import type { Anchor, Recorded } from '../../src/platform/fact.js';
import { categoryOf } from '../../src/platform/fact.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const STREAM = /^[A-Za-z0-9][\x21-\x7e]*$/;
const PAGE = 1_000;

/** The event store port in memory: the same answers as a real one, nothing on disk. */
export class MemoryEventStore implements EventStore {
  private readonly log: Recorded[] = [];
  private readonly streams = new Map<string, Recorded[]>();
  private readonly sleepers = new Set<() => void>();
  private readonly id = randomUUID();
  private closed = false;

  /** `step` > 1 leaves gaps between positions, as a cluster does. */
  constructor(private readonly step = 1) {}

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    this.assertOpen();
    assertWellFormed(stream, events);
    const known = this.streams.get(stream) ?? [];
    const start = expected === 'none' ? 0 : expected + 1;
    if (known.length !== start) return this.repeated(stream, expected, events, known, start);
    for (const [offset, event] of events.entries()) {
      const copy = structuredClone({ type: event.type, data: event.data, metadata: event.metadata });
      const recorded: Recorded = {
        ...copy,
        id: event.id,
        stream,
        revision: start + offset,
        position: (this.log.length + 1) * this.step,
      };
      this.log.push(recorded);
      known.push(recorded);
    }
    this.streams.set(stream, known);
    this.wake();
    return { revision: known.length - 1, position: this.log.length * this.step };
  }

  async read(stream: string, options: ReadOptions = {}): Promise<readonly Recorded[]> {
    this.assertOpen();
    const known = this.streams.get(stream) ?? [];
    const { direction = 'forwards', limit = known.length } = options;
    if (direction === 'forwards') return known.slice(options.from ?? 0).slice(0, limit);
    return known
      .slice(0, (options.from ?? known.length - 1) + 1)
      .reverse()
      .slice(0, limit);
  }

  async readAll(after: number, options: ReadAllOptions): Promise<Page> {
    this.assertOpen();
    if (options.limit <= 0) return { events: [], upTo: after };
    const wanted = options.categories && new Set(options.categories);
    const events: Recorded[] = [];
    for (let index = Math.floor(after / this.step); index < this.log.length; index++) {
      const event = this.log[index];
      if (!event || event.position <= after) continue;
      if (wanted && !wanted.has(categoryOf(event.stream))) continue;
      if (options.types && !options.types.includes(event.type)) continue;
      if (options.town !== undefined && (event.metadata.townCode ?? '') !== options.town) continue;
      events.push(event);
      if (events.length === options.limit) return { events, upTo: event.position };
    }
    return { events, upTo: Math.max(after, this.log.length * this.step) };
  }

  subscribeAll(after: number, selection: Selection, handler: PageHandler): Subscription {
    let stopped = false;
    const run = async (): Promise<void> => {
      for (let position = after; !stopped;) {
        const page = await this.readAll(position, { ...selection, limit: PAGE });
        if (stopped) return;
        if (page.upTo === position) {
          await this.nextAppend();
          continue;
        }
        await handler(page);
        position = page.upTo;
      }
    };
    const ended = run();
    ended.catch(() => undefined);
    return {
      ended,
      stop: async () => {
        stopped = true;
        this.wake();
        await ended.catch(() => undefined);
      },
    };
  }

  async head(): Promise<number> {
    this.assertOpen();
    return this.log.length * this.step;
  }

  async logId(): Promise<string> {
    this.assertOpen();
    return this.id;
  }

  async resolve(anchor: Anchor): Promise<number> {
    const event = this.streams.get(anchor.stream)?.[anchor.revision];
    if (!event) throw new NoSuchEvent(anchor);
    return event.position;
  }

  async positionAt(instant: string): Promise<number> {
    this.assertOpen();
    const later = this.log.findIndex((event) => event.metadata.recordedAt > instant);
    return (later < 0 ? this.log.length : later) * this.step;
  }

  async lastOutside(categories: readonly string[], upTo = Infinity): Promise<number> {
    this.assertOpen();
    const last = this.log.findLast(
      ({ position, stream }) => position <= upTo && !categories.includes(categoryOf(stream)),
    );
    return last?.position ?? 0;
  }

  health(): StoreHealth {
    return { writable: !this.closed };
  }

  /** Memory is read by nobody else. */
  condemn(): void {}

  async assertSound(): Promise<void> {}

  kinds(): Promise<readonly FactKind[]> {
    return kindsIn(this);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.wake();
  }

  private async repeated(
    stream: string,
    expected: Expected,
    events: readonly NewEvent[],
    known: readonly Recorded[],
    start: number,
  ): Promise<Appended> {
    const there = known.slice(start, start + events.length);
    const last = there.at(-1);
    if (last && there.length === events.length && there.every((event, index) => event.id === events[index]?.id)) {
      return { revision: last.revision, position: last.position };
    }
    throw new WrongRevision(stream, expected, known.length === 0 ? 'none' : known.length - 1);
  }

  private nextAppend(): Promise<void> {
    return new Promise((resolve) => this.sleepers.add(resolve));
  }

  private wake(): void {
    const sleepers = [...this.sleepers];
    this.sleepers.clear();
    for (const resolve of sleepers) resolve();
  }

  private assertOpen(): void {
    if (this.closed) throw new StoreUnavailable('the log is closed');
  }
}

function assertWellFormed(stream: string, events: readonly NewEvent[]): void {
  if (!STREAM.test(stream)) throw new InvalidAppend(`stream name "${stream}"`);
  if (events.length === 0) throw new InvalidAppend('nothing to append');
  if (new Set(events.map((event) => event.id)).size < events.length) throw new InvalidAppend('an id is repeated');
  let bytes = 0;
  for (const event of events) {
    if (!UUID.test(event.id)) throw new InvalidAppend(`event id "${event.id}"`);
    if (event.type === '') throw new InvalidAppend('empty event type');
    bytes += Buffer.byteLength(JSON.stringify(event.data)) + Buffer.byteLength(JSON.stringify(event.metadata));
    bytes += 2 * Buffer.byteLength(event.type);
  }
  if (bytes > MAX_APPEND_BYTES) throw new AppendTooLarge(bytes);
}
