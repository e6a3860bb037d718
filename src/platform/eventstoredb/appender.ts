import type { AppendResult, JSONEventData } from '@eventstore/db-client';
import { NO_STREAM, jsonEvent } from '@eventstore/db-client';
import type { CheckedEvent } from '../event-store/append-guards.js';
import { checkAppend } from '../event-store/append-guards.js';
import type { Appended, Expected, NewEvent } from '../event-store/event-store.port.js';
import {
  AppendTooLarge,
  MAX_APPEND_BYTES,
  StoreUnavailable,
  UnknownOutcome,
  WrongRevision,
} from '../event-store/event-store.port.js';
import type { JsonObject } from '../fact.js';
import { meaningOf } from './append-outcome.js';
import type { ClientLane } from './client-lane.js';
import { inTime } from './in-time.js';
import type { LogReader } from './log-reader.js';
import { safe } from './recorded-fact.js';
import { ForeignRecord } from './refusals.js';

export interface AppenderParts {
  readonly lane: ClientLane;
  readonly reader: LogReader;
  /** Longest wait for one answer. */
  readonly patienceMs: number;
  /** Told after every append: nothing when it was answered, else why it was not. */
  readonly tell: (silence?: string) => void;
}

/** One append and what becomes of it, as the port has it. */
export class Appender {
  constructor(private readonly parts: AppenderParts) {}

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    // Before the client sees it: a malformed append kills its one stream of appends, and with it all later ones.
    const checked = checkAppend(stream, expected, events);
    const result = await this.send(stream, expected, checked).catch((error: unknown) =>
      this.afterFailure(error, stream, expected, checked),
    );
    if ('revision' in result) return result;
    const revision = safe(result.nextExpectedRevision, stream);
    return { revision, position: positionIn(result, stream) ?? (await this.positionOf(stream, revision)) };
  }

  private async send(stream: string, expected: Expected, events: readonly CheckedEvent[]): Promise<AppendResult> {
    const client = await this.parts.lane.client();
    const expectedRevision = expected === 'none' ? NO_STREAM : BigInt(expected);
    try {
      const sent = client.appendToStream(stream, events.map(asSent), { expectedRevision, requiresLeader: true });
      const result = await inTime(this.parts.patienceMs, sent);
      this.answered();
      return result;
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning.kind !== 'unknown') this.answered();
      else {
        this.parts.lane.failed(client);
        this.parts.tell(meaning.reason);
      }
      throw error;
    }
  }

  private answered(): void {
    this.parts.lane.answered();
    this.parts.tell();
  }

  /** The same append may stand already, although the server says that somebody else wrote: look at the ids. */
  private async afterFailure(
    error: unknown,
    stream: string,
    expected: Expected,
    events: readonly CheckedEvent[],
  ): Promise<Appended> {
    const meaning = meaningOf(error);
    switch (meaning.kind) {
      case 'wrong revision':
        return (await this.standing(stream, expected, events)) ?? this.conflict(stream, expected, meaning.actual);
      case 'too large':
        throw new AppendTooLarge(MAX_APPEND_BYTES);
      case 'refused':
        throw new StoreUnavailable(`${stream}：${meaning.reason}`, { cause: error });
      case 'unknown':
        throw new UnknownOutcome(meaning.reason, { cause: error });
    }
  }

  private async standing(
    stream: string,
    expected: Expected,
    events: readonly CheckedEvent[],
  ): Promise<Appended | undefined> {
    const from = expected === 'none' ? 0 : expected + 1;
    const there = await this.reading(() => this.parts.reader.stream(stream, { from, limit: events.length }));
    const last = there.at(-1);
    const same = there.length === events.length && there.every(({ id }, index) => id === events[index]?.id);
    return last && same ? { revision: last.revision, position: last.position } : undefined;
  }

  private conflict(stream: string, expected: Expected, actual: Expected): never {
    throw new WrongRevision(stream, expected, actual);
  }

  /** The answer to a repetition may come without a position. */
  private async positionOf(stream: string, revision: number): Promise<number> {
    const [event] = await this.reading(() => this.parts.reader.stream(stream, { from: revision, limit: 1 }));
    if (event?.revision !== revision) throw new ForeignRecord(`${stream}@${revision}`, 'acknowledged and not there');
    return event.position;
  }

  /** What was sent may stand: a reading that fails now leaves its outcome open. */
  private async reading<Answer>(read: () => Promise<Answer>): Promise<Answer> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      throw new UnknownOutcome(error.message, { cause: error });
    }
  }
}

/** A copy of what was checked: the client serialises later, and the caller may change its objects meanwhile. */
function asSent({ id, type, data, metadata }: CheckedEvent): JSONEventData {
  return jsonEvent({
    id,
    type,
    data: JSON.parse(data) as JsonObject,
    metadata: JSON.parse(metadata) as JsonObject,
  });
}

function positionIn({ position }: AppendResult, stream: string): number | undefined {
  if (!position) return undefined;
  if (position.commit !== position.prepare) throw new ForeignRecord(stream, 'commit and prepare position differ');
  return safe(position.commit, stream);
}
