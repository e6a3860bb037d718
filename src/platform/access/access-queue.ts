import { localDateOf } from '../calendar/local-date.js';
import type { NewEvent } from '../event-store/event-store.port.js';
import { bytesOf } from './access-record.js';

/** One event in memory. `settle` tells whoever waits for a reveal: without an error its record is durable. */
export interface Waiting {
  readonly number: number;
  readonly event: NewEvent;
  readonly bytes: number;
  readonly reveal: boolean;
  readonly settle?: (error?: Error) => void;
}

/** Records not yet durable, in the order they were made. */
export class AccessQueue {
  private waiting: Waiting[] = [];
  private bytes = 0;
  private pushed = 0;

  get length(): number {
    return this.waiting.length;
  }

  /** Number of the newest record ever pushed. */
  get newest(): number {
    return this.pushed;
  }

  get all(): readonly Waiting[] {
    return this.waiting;
  }

  get reveals(): readonly Waiting[] {
    return this.waiting.filter(({ reveal }) => reveal);
  }

  isFull(most: { readonly records: number; readonly bytes: number }): boolean {
    return this.waiting.length >= most.records || this.bytes >= most.bytes;
  }

  /** Parts of one record are written in order: when the last stands, all do. */
  push(events: readonly NewEvent[], settle?: (error?: Error) => void): void {
    const added = events.map((event, index): Waiting => {
      const bytes = bytesOf(event);
      this.pushed += 1;
      this.bytes += bytes;
      const last = index === events.length - 1;
      return { number: this.pushed, event, bytes, reveal: settle !== undefined, settle: last ? settle : undefined };
    });
    this.waiting.push(...added);
  }

  /** The front, as far as one append takes: at least one, and of one day, so that each stream is one day's. */
  front(most: { readonly records: number; readonly bytes: number }): readonly Waiting[] {
    const day = dayOf(this.waiting[0]);
    let bytes = 0;
    const end = this.waiting.findIndex((waiting, index) => {
      bytes += waiting.bytes;
      return index > 0 && (index >= most.records || bytes > most.bytes || dayOf(waiting) !== day);
    });
    return this.waiting.slice(0, end < 0 ? undefined : end);
  }

  /** Takes them out and tells who waits for them. */
  remove(gone: readonly Waiting[], error?: Error): void {
    const leaving = new Set(gone);
    this.waiting = this.waiting.filter((waiting) => !leaving.has(waiting));
    for (const { bytes, settle } of gone) {
      this.bytes -= bytes;
      settle?.(error);
    }
  }

  /** Whether nothing up to that number waits any more. */
  isPast(number: number): boolean {
    const first = this.waiting[0];
    return first === undefined || first.number > number;
  }
}

/** Local day of a record, `yyyymmdd`. */
export function dayOf(waiting: Waiting | undefined): string {
  return waiting ? localDateOf(waiting.event.metadata.recordedAt).replaceAll('-', '') : '';
}
