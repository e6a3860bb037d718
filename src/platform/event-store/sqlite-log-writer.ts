import { performance } from 'node:perf_hooks';
import { categoryOf } from '../fact.js';
import type { DatabaseSync } from '../sqlite/database-sync.js';
import type { CheckedEvent } from './append-guards.js';
import type { OpenDatabase } from './sqlite-log-file.js';
import { CLOCK_BLOCK, asRefusal, messageOf, openForWriting, resultCodeOf } from './sqlite-log-file.js';
import { sumOf } from './sqlite-log-row.js';

/** One append on its way to the writer: plain data, it may cross a thread. `expected` is -1 for a stream not there. */
export interface AppendRequest {
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly CheckedEvent[];
}

export type AppendOutcome =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number }
  | { readonly kind: 'wrong-revision'; readonly actual: number }
  /** Nothing of this append was written. */
  | { readonly kind: 'unavailable'; readonly reason: string }
  /** The commit failed half-way: it may stand or not. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Answer to a group of appends, in the order they came. */
export interface GroupOutcome {
  readonly outcomes: readonly AppendOutcome[];
  readonly head: number;
  /** Events written by the group and how long the transaction took, commit included. */
  readonly events: number;
  readonly milliseconds: number;
  /** Why nothing can be written at the moment; absent = writable. */
  readonly reason?: string;
}

/** The streams whose last revision is kept in memory; beyond it all are forgotten and read again. */
const REMEMBERED_STREAMS = 100_000;

const UNKNOWN_TIME = { block: -1, recordedAt: '' };

type Statement = ReturnType<DatabaseSync['prepare']>;

/** What the engine answers to a roll-back without a transaction (its general error). */
const NO_TRANSACTION = 1;

interface Statements {
  readonly head: Statement;
  readonly last: Statement;
  readonly standing: Statement;
  readonly insert: Statement;
  readonly earliest: Statement;
}

/**
 * The only writer of a log file. Synchronous, and without a word about threads: a worker hosts it in production.
 *
 * Any failure of the disk makes it fail-stop: nothing is written until a probe has been committed. After that probe an earlier commit of unknown outcome has been decided for good (its pages in the
 * write-ahead log either belong to the log or are overwritten), so the same ids at the same revision can be tried again.
 */
export class SqliteLogWriter {
  private readonly database: DatabaseSync;
  private readonly prepared: Statements;
  private readonly revisions = new Map<string, number>();
  /** Last position given out, and last position known to be on disk. */
  private head = 0;
  private committed = 0;
  /** The time of the current block as it stands; forgotten with every connection (a block of -1 is none). */
  private earliest = UNKNOWN_TIME;
  private broken: string | undefined;

  /** Opens the prepared log. Throws when it cannot be written safely. */
  constructor(
    private readonly file: string,
    open: OpenDatabase,
  ) {
    this.database = openForWriting(file, open);
    try {
      this.prepared = prepare(this.database);
      this.lookAgain();
    } catch (error) {
      this.database.close();
      throw asRefusal(file, error);
    }
  }

  get state(): { readonly head: number; readonly reason?: string } {
    return { head: this.head, reason: this.broken };
  }

  /** One transaction for all of them; each is judged by what stands before it, the earlier ones of the group included. */
  appendGroup(requests: readonly AppendRequest[]): GroupOutcome {
    const started = performance.now();
    const settle = (outcomes: readonly AppendOutcome[], events: number): GroupOutcome => ({
      outcomes,
      events,
      head: this.head,
      milliseconds: performance.now() - started,
      reason: this.broken,
    });
    if (!this.resume()) return settle(refuseAll(requests, this.broken), 0);
    const before = this.head;
    const outcomes: AppendOutcome[] = [];
    try {
      this.database.exec('BEGIN IMMEDIATE');
      for (const request of requests) outcomes.push(this.place(request));
    } catch (error) {
      this.fail(error);
      return settle(refuseAll(requests, this.broken), 0);
    }
    try {
      this.database.exec('COMMIT');
      this.committed = this.head;
      return settle(outcomes, this.head - before);
    } catch (error) {
      this.fail(error);
      const reason = this.broken ?? '';
      // Who wrote nothing in this transaction knows so much; who wrote cannot know.
      const judged = outcomes.map((outcome): AppendOutcome =>
        outcome.kind === 'appended' && outcome.position > before
          ? { kind: 'unknown', reason }
          : { kind: 'unavailable', reason },
      );
      return settle(judged, 0);
    }
  }

  /** Tries to write again after a failure. True when the log is writable now. */
  resume(): boolean {
    if (this.broken === undefined) return true;
    try {
      this.rollBack();
      this.database.exec('BEGIN IMMEDIATE');
      this.database.exec('UPDATE log SET resumed = resumed + 1');
      this.database.exec('COMMIT');
      // Leaves nothing of a failed commit behind the valid frames, where a later start would take it for damage.
      this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      this.lookAgain();
      this.broken = undefined;
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }

  /** Folds the write-ahead log back into the file, so that the next start finds one whole file. */
  close(): void {
    try {
      if (this.broken === undefined) this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch (error) {
      // Nothing is lost: the next start folds it back. To fail here would only keep the file from being closed.
      this.broken = messageOf(error);
    }
    this.database.close();
  }

  /** Forgets what was remembered of the log and reads it anew. */
  private lookAgain(): void {
    this.revisions.clear();
    this.earliest = UNKNOWN_TIME;
    const { head } = this.prepared.head.get() as { head: number };
    this.head = head;
    this.committed = head;
  }

  /** Goes back to what is known to stand and writes nothing more until `resume` has succeeded. */
  private fail(error: unknown): void {
    this.broken = `事实日志 ${this.file} 写入失败：${messageOf(error)}`;
    this.head = this.committed;
    try {
      this.rollBack();
    } catch (further) {
      this.broken += `；${messageOf(further)}`;
    }
  }

  /**
   * The connection is kept: giving it up would not end its transaction (*trap*: the engine's package closes a connection
   * only when the last of its statements has been garbage-collected).
   */
  private rollBack(): void {
    try {
      this.database.exec('ROLLBACK');
    } catch (error) {
      // The engine has rolled back by itself, as it does on most failures of the disk.
      if (resultCodeOf(error) !== NO_TRANSACTION) throw error;
    }
  }

  private place(request: AppendRequest): AppendOutcome {
    const { stream, expected, events } = request;
    const actual = this.lastRevision(stream);
    if (actual !== expected) return this.repeated(request, actual) ?? { kind: 'wrong-revision', actual };
    events.forEach((event, index) => {
      this.insert(stream, expected + 1 + index, events.length - 1 - index, event);
    });
    const revision = expected + events.length;
    this.remember(stream, revision);
    return { kind: 'appended', revision, position: this.head };
  }

  /** The same append once more: exactly its ids, as one append, stand right after the expected revision. */
  private repeated({ stream, expected, events }: AppendRequest, actual: number): AppendOutcome | undefined {
    if (actual < expected + events.length) return undefined;
    const standing = this.prepared.standing.all(stream, expected, events.length) as {
      position: number;
      id: string;
      rest: number;
    }[];
    const same = events.every((event, index) => {
      const row = standing[index];
      return row?.id === event.id && row.rest === events.length - 1 - index;
    });
    const last = standing.at(-1);
    if (!same || !last) return undefined;
    return { kind: 'appended', revision: expected + events.length, position: last.position };
  }

  private insert(stream: string, revision: number, rest: number, event: CheckedEvent): void {
    const { id, type, data, metadata, town, recordedAt } = event;
    const position = this.head + 1;
    const sum = sumOf({ position, stream, revision, id, type, data, metadata });
    const category = categoryOf(stream);
    this.prepared.insert.run(
      position,
      stream,
      category,
      revision,
      rest,
      town,
      recordedAt,
      sum,
      id,
      type,
      data,
      metadata,
    );
    this.noteTime(Math.floor(position / CLOCK_BLOCK), recordedAt);
    this.head = position;
  }

  /** Written only when it says something new: with clocks that run forwards, once a block. */
  private noteTime(block: number, recordedAt: string): void {
    if (block === this.earliest.block && recordedAt >= this.earliest.recordedAt) return;
    this.prepared.earliest.run(block, recordedAt);
    this.earliest = { block, recordedAt };
  }

  private lastRevision(stream: string): number {
    const known = this.revisions.get(stream);
    if (known !== undefined) return known;
    const row = this.prepared.last.get(stream) as { revision: number | null };
    const revision = row.revision ?? -1;
    this.remember(stream, revision);
    return revision;
  }

  private remember(stream: string, revision: number): void {
    if (this.revisions.size >= REMEMBERED_STREAMS) this.revisions.clear();
    this.revisions.set(stream, revision);
  }
}

function refuseAll(requests: readonly AppendRequest[], reason = ''): readonly AppendOutcome[] {
  return requests.map(() => ({ kind: 'unavailable', reason }));
}

function prepare(database: DatabaseSync): Statements {
  return {
    head: database.prepare('SELECT coalesce(max(position), 0) AS head FROM events'),
    last: database.prepare('SELECT max(revision) AS revision FROM events WHERE stream = ?'),
    standing: database.prepare(
      'SELECT position, id, rest FROM events WHERE stream = ? AND revision > ? ORDER BY revision LIMIT ?',
    ),
    insert: database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    earliest: database.prepare(
      'INSERT INTO clock VALUES (?, ?) ON CONFLICT (block) DO UPDATE SET earliest = min(earliest, excluded.earliest)',
    ),
  };
}
