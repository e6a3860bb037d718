import { BACKWARDS, END, FORWARDS, START, StreamNotFoundError, isCommandError } from '@eventstore/db-client';
import type { AllStreamResolvedEvent, ReadRevision, ResolvedEvent, StreamingRead } from '@eventstore/db-client';
import type { ReadOptions } from '../event-store/event-store.port.js';
import { StoreUnavailable } from '../event-store/event-store.port.js';
import type { Recorded } from '../fact.js';
import type { ClientLane } from './client-lane.js';
import type { GuardedClient } from './guarded-client.js';
import { inTime } from './in-time.js';
import type { Place } from './recorded-fact.js';
import { factIn, placeOf } from './recorded-fact.js';
import { ForeignRecord } from './refusals.js';

/** A position at which no record begins, as the server says it on a read of the whole log. */
export class NoRecordThere extends Error {
  override readonly name = 'NoRecordThere';
}

/** What is there already; null when nothing is. */
function take<Event>(read: StreamingRead<Event>): Event | null {
  return read.read() as Event | null;
}

/** Reads streams and the whole log. Everything that fails rejects with `StoreUnavailable` or `ForeignRecord`. */
export class LogReader {
  constructor(
    private readonly lane: ClientLane,
    /** Longest silence between two events of one read. */
    private readonly patienceMs: number,
  ) {}

  /** A missing stream is an empty one. */
  async stream(name: string, options: ReadOptions = {}): Promise<readonly Recorded[]> {
    const { direction = 'forwards', limit } = options;
    // The server takes 0 for an error on a stream, and never answers it on the whole log.
    if (limit !== undefined && limit <= 0) return [];
    const fromRevision = await this.firstRevision(name, options);
    const events = await this.collect((client) =>
      client.readStream(name, {
        direction: direction === 'forwards' ? FORWARDS : BACKWARDS,
        fromRevision,
        requiresLeader: true,
        ...(limit === undefined ? {} : { maxCount: limit }),
      }),
    );
    return events.flatMap((event) => factIn(event) ?? []);
  }

  /**
   * The places from a position on, that of the position itself the first; 0 is the beginning of the log. Rejects with
   * `NoRecordThere` when no record begins there; a position behind the end is answered with nothing.
   */
  async from(position: number, most: number): Promise<readonly Place[]> {
    const fromPosition = position <= 0 ? START : { commit: BigInt(position), prepare: BigInt(position) };
    const events = await this.collect((client) =>
      client.readAll({ fromPosition, maxCount: most, requiresLeader: true }),
    );
    return events.map(placeOf);
  }

  /** The places behind a position at which a record begins, or behind 0. */
  async after(position: number, most: number): Promise<readonly Place[]> {
    const places = await this.from(position, most + 1);
    return places.filter((place) => place.position > position).slice(0, most);
  }

  /** The places before a position at which a record begins, or before the end, the last one first. */
  async before(position: number | undefined, most: number): Promise<readonly Place[]> {
    const fromPosition = position === undefined ? END : { commit: BigInt(position), prepare: BigInt(position) };
    const events = await this.collect((client) =>
      client.readAll({ direction: BACKWARDS, fromPosition, maxCount: most, requiresLeader: true }),
    );
    return events.map(placeOf);
  }

  /** Position of the last record of the log, whoever wrote it. */
  async head(): Promise<number> {
    return (await this.before(undefined, 1))[0]?.position ?? 0;
  }

  /** Whether a record begins at a position: false too for a log that ends before it. */
  async beginsRecord(position: number): Promise<boolean> {
    try {
      const [next] = await this.from(position, 1);
      return next?.position === position;
    } catch (error) {
      if (error instanceof NoRecordThere) return false;
      throw error;
    }
  }

  /** What a backward read answers from behind the end of a stream is nobody's promise: ask for the end first. */
  private async firstRevision(name: string, { from, direction }: ReadOptions): Promise<ReadRevision> {
    if (direction !== 'backwards') return from === undefined || from <= 0 ? START : BigInt(from);
    if (from === undefined) return END;
    const [last] = await this.stream(name, { direction: 'backwards', limit: 1 });
    return last && last.revision < from ? END : BigInt(Math.max(0, from));
  }

  /** Reads to the end. However it ends, the call is cancelled: a read that is left stays open on the server. */
  private async collect<Event extends ResolvedEvent | AllStreamResolvedEvent>(
    begin: (client: GuardedClient) => StreamingRead<Event>,
  ): Promise<readonly Event[]> {
    const client = await this.lane.client();
    const read = begin(client);
    // Told through the iterator as well; after that nobody listens, and an unheard error would end the process.
    read.on('error', () => undefined);
    const events: Event[] = [];
    const iterator: AsyncIterator<Event> = read[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await inTime(this.patienceMs, iterator.next());
        if (next.done === true) break;
        events.push(next.value);
        // What has come meanwhile needs no timer of its own.
        for (let more = take(read); more !== null; more = take(read)) events.push(more);
      }
      this.lane.answered();
      return events;
    } catch (error) {
      if (error instanceof StreamNotFoundError) return this.foundNothing();
      throw this.failure(error, client);
    } finally {
      // Rejects only with what the read itself has failed with.
      read.cancel().catch(() => undefined);
      read.destroy();
    }
  }

  private foundNothing(): readonly never[] {
    this.lane.answered();
    return [];
  }

  private failure(error: unknown, client: GuardedClient): unknown {
    if (error instanceof ForeignRecord) return error;
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof Error && isCommandError(error) && message.includes('ReadAllResult')) {
      this.lane.answered();
      return new NoRecordThere(message);
    }
    this.lane.failed(client);
    return new StoreUnavailable(message, { cause: error });
  }
}
