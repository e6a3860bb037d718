import { performance } from 'node:perf_hooks';
import { categoryOf } from '../fact.js';
import type { DatabaseSync } from '../sqlite/database-sync.js';
import type { CheckedEvent } from './append-guards.js';
import type { OpenDatabase } from './sqlite-log-file.js';
import { CLOCK_BLOCK, messageOf, openForWriting } from './sqlite-log-file.js';
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

interface Statements {
  readonly last: Statement;
  readonly standing: Statement;
  readonly insert: Statement;
  readonly earliest: Statement;
}

/**
 * The only writer of a log file. Synchronous, and without a word about threads: a worker hosts it in production.
 *
 * Any failure of the disk makes it fail-stop: the connection is given up and nothing is written until a fresh one has
 * committed a probe. After that probe an earlier commit of unknown outcome has been decided for good (its pages in the
 * write-ahead log either belong to the log or are overwritten), so the same ids at the same revision can be tried again.
 */
export class SqliteLogWriter {
  private database: DatabaseSync | undefined;
  private statements: Statements | undefined;
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
    private readonly open: OpenDatabase,
  ) {
    this.connect();
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
      this.exec('BEGIN IMMEDIATE');
      for (const request of requests) outcomes.push(this.place(request));
    } catch (error) {
      this.fail(error);
      return settle(refuseAll(requests, this.broken), 0);
    }
    try {
      this.exec('COMMIT');
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
      this.connect();
      this.exec('BEGIN IMMEDIATE');
      this.exec('UPDATE log SET resumed = resumed + 1');
      this.exec('COMMIT');
      // Leaves nothing of a failed commit behind the valid frames, where a later start would take it for damage.
      this.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      this.broken = undefined;
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }

  close(): void {
    this.disconnect();
    this.broken = '日志已关闭';
  }

  private connect(): void {
    this.revisions.clear();
    this.earliest = UNKNOWN_TIME;
    const database = openForWriting(this.file, this.open);
    this.database = database;
    this.statements = {
      last: database.prepare('SELECT max(revision) AS revision FROM events WHERE stream = ?'),
      standing: database.prepare(
        'SELECT position, id, rest FROM events WHERE stream = ? AND revision > ? ORDER BY revision LIMIT ?',
      ),
      insert: database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
      earliest: database.prepare(
        'INSERT INTO clock VALUES (?, ?) ON CONFLICT (block) DO UPDATE SET earliest = min(earliest, excluded.earliest)',
      ),
    };
    const row = database.prepare('SELECT coalesce(max(position), 0) AS head FROM events').get() as { head: number };
    this.head = row.head;
    this.committed = row.head;
  }

  private disconnect(): void {
    const database = this.database;
    this.database = undefined;
    this.statements = undefined;
    database?.close();
  }

  private exec(sql: string): void {
    if (!this.database) throw new Error('日志未打开');
    this.database.exec(sql);
  }

  /** Gives the connection up (closing it rolls back) and goes back to what is known to stand. */
  private fail(error: unknown): void {
    this.broken = `事实日志 ${this.file} 写入失败：${messageOf(error)}`;
    this.revisions.clear();
    this.head = this.committed;
    try {
      this.disconnect();
    } catch (further) {
      this.broken += `；${messageOf(further)}`;
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

  private get prepared(): Statements {
    if (!this.statements) throw new Error('日志未打开');
    return this.statements;
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
