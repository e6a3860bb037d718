import type {
  EventStore,
  NewEvent,
  Page,
  ReadAllOptions,
  Subscription,
} from '../../../src/platform/event-store/event-store.port.js';
import { UnknownOutcome } from '../../../src/platform/event-store/event-store.port.js';
import type { Envelope, JsonObject, Recorded } from '../../../src/platform/fact.js';
import { randomUUID } from 'node:crypto';

/** A store as the contract meets it. The log need not be empty: cases use categories of their own and start at its head. */
export interface StoreUnderTest {
  /** The log under test; the same open store at every call until `restart`. */
  open(): Promise<EventStore>;
  /** Closes the store and opens the same log again, as a new process would. */
  restart(): Promise<EventStore>;
  /** An unrelated log, opened. Absent where there is only one. */
  another?(): Promise<EventStore>;
  /** The next append is written, its answer lost. Absent where the adapter cannot rehearse it. */
  loseNextAnswer?(): void;
}

export interface EventStoreCase {
  readonly name: string;
  /** What the store under test must offer for this case to be run. */
  readonly needs?: 'another' | 'loseNextAnswer';
  run(open: StoreUnderTest): Promise<void>;
}

/** A category nobody has used before; no dash in it. */
export function newCategory(): string {
  return `case${randomUUID().replaceAll('-', '')}`;
}

export function newStream(category: string = newCategory()): string {
  return `${category}-${randomUUID()}`;
}

export interface EventParts {
  readonly id?: string;
  readonly type?: string;
  readonly data?: JsonObject;
  readonly town?: string;
  readonly recordedAt?: string;
}

export function newEvent(parts: EventParts = {}): NewEvent {
  const { id = randomUUID(), type = 'SomethingHappened', data = { n: 0 } } = parts;
  return { id, type, data, metadata: envelope(parts) };
}

/** Events numbered in their data, from `first`. */
export function newEvents(count: number, first = 0): readonly NewEvent[] {
  return Array.from({ length: count }, (_, index) => newEvent({ data: { n: first + index } }));
}

export function envelope({ town, recordedAt = '2026-09-30T07:40:00.000Z' }: EventParts = {}): Envelope {
  return {
    $correlationId: '0199a000-0000-7000-8000-000000000001',
    $causationId: '0199a000-0000-7000-8000-000000000002',
    commandId: '0199a000-0000-7000-8000-000000000003',
    requestHash: 'c2FtZQ',
    actorId: 'u-17',
    actorPerson: 'p-17',
    actorRole: 'COORDINATOR',
    actorOrg: '341881104',
    ...(town === undefined ? {} : { townCode: town }),
    divisionEdition: '2023',
    rulebookVersion: '4',
    occurredAt: recordedAt,
    recordedAt,
    schemaVersion: '1',
  };
}

/** What a log must answer for events appended to a stream from a revision on. */
export function asRecorded(
  stream: string,
  first: number,
  events: readonly NewEvent[],
  positions: readonly number[],
): readonly Recorded[] {
  return events.map((event, index) => ({
    type: event.type,
    data: event.data,
    id: event.id,
    stream,
    revision: first + index,
    position: positions[index] ?? NaN,
    metadata: event.metadata,
  }));
}

export function idsOf(events: readonly { readonly id: string }[]): readonly string[] {
  return events.map(({ id }) => id);
}

/** Repeats an append of unknown outcome as the port demands: the same ids at the same expected revision. */
export async function insist<Answer>(append: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await append();
    } catch (error) {
      if (!(error instanceof UnknownOutcome) || attempt === 10) throw error;
    }
  }
}

/** Reads page after page from a position to the end of the log. */
export async function readToEnd(store: EventStore, after: number, options: ReadAllOptions): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (let from = after; ;) {
    const page = await store.readAll(from, options);
    if (!(page.upTo > from)) return pages;
    pages.push(page);
    from = page.upTo;
  }
}

/** Receives the pages of a subscription and lets a case wait for a position. */
export class Collector {
  readonly pages: Page[] = [];
  private wake: () => void = () => undefined;

  readonly handler = async (page: Page): Promise<void> => {
    this.pages.push(page);
    this.wake();
  };

  get events(): readonly Recorded[] {
    return this.pages.flatMap((page) => page.events);
  }

  /** Resolves when everything up to a position was looked at. */
  until(position: number): Promise<void> {
    return inTime(`page up to ${position}`, this.reach(position));
  }

  private async reach(position: number): Promise<void> {
    while ((this.pages.at(-1)?.upTo ?? -1) < position) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
}

/** Runs a part of a case beside a subscription and stops it, also when that part fails. */
export async function beside<Answer>(subscription: Subscription, part: () => Promise<Answer>): Promise<Answer> {
  try {
    return await part();
  } finally {
    await inTime('the stop', subscription.stop());
  }
}

/** Fails a case whose store does not answer, instead of hanging with it. */
export async function inTime<Answer>(what: string, answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain for: ${what}`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

const PATIENCE_MS = 5_000;
