import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { LogFile } from './log-file.js';

/** One event as it stands. `position` is the byte offset at which its record begins. */
export interface LogRecord {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** Milliseconds since 1970 on the server's clock. */
  readonly created: number;
}

export type ProposedEvent = Pick<LogRecord, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

/** `position` is missing only where nothing stands at the revision answered. */
export type AppendOutcome =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number }
  | { readonly kind: 'wrong'; readonly current: number };

/** Revision of a stream that does not exist. */
export const NO_STREAM = -1;

/** What the record costs beside its texts. */
const RECORD_OVERHEAD = 60;

/** The log of the double: streams, positions and idempotency as assumed in `assumptions.ts`. Emits `grown`. */
export class DoubleLog extends EventEmitter {
  private readonly records: LogRecord[] = [];
  private readonly streams = new Map<string, LogRecord[]>();
  private end = 0;

  /** With a file: reads what stands in it, and writes every append to it before it is answered. */
  constructor(private readonly file?: LogFile) {
    super();
    this.setMaxListeners(0);
    for (const record of file?.read() ?? []) this.take(record);
    if (this.records.length === 0) this.append('$user-admin', NO_STREAM, [systemEvent('$UserCreated')]);
  }

  get length(): number {
    return this.records.length;
  }

  /** Offset behind the last record: where the next one will begin. */
  get nextPosition(): number {
    return this.end;
  }

  at(index: number): LogRecord | undefined {
    return this.records[index];
  }

  /** Offset at which the record of an index begins; behind the last one, the end of the log. */
  positionAt(index: number): number {
    return this.records[index]?.position ?? this.end;
  }

  /** Index of the first record at or behind a position. */
  seek(position: number): number {
    let [low, high] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.positionAt(middle) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  beginsRecord(position: number): boolean {
    return position === 0 || this.positionAt(this.seek(position)) === position;
  }

  stream(name: string): readonly LogRecord[] {
    return this.streams.get(name) ?? [];
  }

  append(stream: string, expected: number, events: readonly ProposedEvent[]): AppendOutcome {
    const standing = this.stream(stream);
    const current = standing.length - 1;
    if (expected < current) return repeated(standing, expected, events);
    if (expected > current) return { kind: 'wrong', current };
    // An empty append writes a record without an event: the log grows, nobody ever sees it.
    if (events.length === 0) this.end += RECORD_OVERHEAD;
    const created = Date.now();
    const written = events.map((event, index) => {
      const record = { ...event, stream, revision: current + 1 + index, created, position: this.end };
      this.take(record);
      return record;
    });
    this.file?.write(written);
    this.emit('grown');
    const last = this.stream(stream).at(-1);
    return { kind: 'appended', revision: last?.revision ?? NO_STREAM, position: last?.position ?? this.end };
  }

  /** The log as an older backup holds it: only its first records. */
  restoreFirst(count: number): void {
    const kept = this.records.slice(0, count);
    this.records.length = 0;
    this.streams.clear();
    this.end = 0;
    kept.forEach((record) => this.take(record));
    this.file?.replace(kept);
  }

  private take(record: LogRecord): void {
    this.records.push(record);
    const standing = this.streams.get(record.stream);
    if (standing) standing.push(record);
    else this.streams.set(record.stream, [record]);
    const { stream, type, data, metadata } = record;
    this.end =
      record.position + RECORD_OVERHEAD + Buffer.byteLength(stream + type) + data.byteLength + metadata.byteLength;
  }
}

/** Below the end of the stream: the same append once more, or a writer who has missed something. */
function repeated(standing: readonly LogRecord[], expected: number, events: readonly ProposedEvent[]): AppendOutcome {
  const there = standing.slice(expected + 1, expected + 1 + events.length);
  const last = there.at(-1);
  const same = there.length === events.length && there.every(({ id }, index) => id === events[index]?.id);
  if (last && same) return { kind: 'appended', revision: last.revision, position: last.position };
  return { kind: 'wrong', current: standing.length - 1 };
}

function systemEvent(type: string): ProposedEvent {
  return {
    id: randomUUID(),
    type,
    contentType: 'application/json',
    data: Buffer.from('{}'),
    metadata: new Uint8Array(),
  };
}
