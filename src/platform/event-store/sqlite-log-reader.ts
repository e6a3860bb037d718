import type { Anchor, Recorded } from '../fact.js';
import type { DatabaseSync } from '../sqlite/database-sync.js';
import { openDatabase } from '../sqlite/database-sync.js';
import type { Page, ReadAllOptions, ReadOptions } from './event-store.port.js';
import { NoSuchEvent, StoreUnavailable } from './event-store.port.js';
import { LogDamaged } from './log-refusals.js';
import { CLOCK_BLOCK, asRefusal, messageOf } from './sqlite-log-file.js';
import type { LogRow } from './sqlite-log-row.js';
import { ROW_COLUMNS, recordedOf } from './sqlite-log-row.js';

/** Rows of one statement: each is a short read transaction of its own (a long one would pin the write-ahead log). */
const ROWS = 1_000;
/** Positions looked at by one statement while looking for wanted categories. */
const LOOK_AT = 10_000;

type Statement = ReturnType<DatabaseSync['prepare']>;

/** Reads a log file that a writer has open, from any thread of the process, on a read-only connection of its own. */
export class SqliteLogReader {
  private readonly database: DatabaseSync;
  private readonly prepared = new Map<string, Statement>();
  private closed = false;

  constructor(private readonly file: string) {
    this.database = openDatabase(file, { readOnly: true });
    this.database.exec('PRAGMA busy_timeout = 2000; PRAGMA cache_size = -65536;');
  }

  head(): number {
    return (this.one('SELECT coalesce(max(position), 0) AS head FROM events') as { head: number }).head;
  }

  /** As `EventStore.lastOutside`. */
  lastOutside(categories: readonly string[], upTo = Number.MAX_SAFE_INTEGER): number {
    const row = this.one(
      'SELECT position FROM events WHERE position <= ? AND category NOT IN (SELECT value FROM json_each(?)) ' +
        'ORDER BY position DESC LIMIT 1',
      upTo,
      JSON.stringify(categories),
    );
    return (row as { position: number } | undefined)?.position ?? 0;
  }

  logId(): string {
    return (this.one('SELECT log_id AS logId FROM log') as { logId: string }).logId;
  }

  async stream(
    stream: string,
    { from, direction = 'forwards', limit = Infinity }: ReadOptions = {},
  ): Promise<readonly Recorded[]> {
    const events: Recorded[] = [];
    const forwards = direction === 'forwards';
    const sql = forwards
      ? `SELECT ${ROW_COLUMNS} FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`
      : `SELECT ${ROW_COLUMNS} FROM events WHERE stream = ? AND revision <= ? ORDER BY revision DESC LIMIT ?`;
    let next = from ?? (forwards ? 0 : Number.MAX_SAFE_INTEGER);
    while (events.length < limit) {
      const wanted = Math.min(ROWS, limit - events.length);
      const rows = this.rows(sql, stream, next, wanted);
      // Forwards every revision is known beforehand, backwards all but the first.
      let due = forwards || events.length > 0 ? next : (rows[0]?.revision ?? next);
      for (const row of rows) {
        if (row.stream !== stream || row.revision !== due) {
          throw new LogDamaged(this.file, `流 ${stream} 缺第 ${due} 版，其处为 ${row.stream} 第 ${row.revision} 版`);
        }
        events.push(recordedOf(this.file, row));
        due += forwards ? 1 : -1;
      }
      const last = rows.at(-1);
      if (rows.length < wanted || !last) break;
      next = forwards ? last.revision + 1 : last.revision - 1;
      await breath();
    }
    return events;
  }

  /** Up to `limit` wanted events after a position. Ends short of the limit only at the head. */
  async page(after: number, options: ReadAllOptions): Promise<Page> {
    const { categories, types, town, limit } = options;
    if (!Number.isSafeInteger(after) || after < 0) throw new RangeError(`no position: ${after}`);
    if (limit <= 0) return { events: [], upTo: after };
    const head = this.head();
    if (categories?.length === 0 || types?.length === 0) return { events: [], upTo: Math.max(after, head) };
    const events: Recorded[] = [];
    let upTo = after;
    while (upTo < head && events.length < limit) {
      if (upTo > after) await breath();
      // By township the index leads from match to match; otherwise rows are looked at in bounded steps.
      const sifted = categories !== undefined || types !== undefined;
      const until = sifted && town === undefined ? Math.min(head, upTo + LOOK_AT) : head;
      const wanted = Math.min(ROWS, limit - events.length);
      const rows = this.select(upTo, until, wanted, options);
      if (!sifted && town === undefined) this.assertGapless(rows, upTo);
      for (const row of rows) events.push(recordedOf(this.file, row));
      upTo = rows.length < wanted ? until : (rows.at(-1)?.position ?? until);
    }
    return { events, upTo };
  }

  positionOf(anchor: Anchor): number {
    const row = this.one(
      'SELECT position FROM events WHERE stream = ? AND revision = ?',
      anchor.stream,
      anchor.revision,
    );
    if (!row) throw new NoSuchEvent(anchor);
    return (row as { position: number }).position;
  }

  /** The last block of positions that holds an instant not later, and in it the last such position. */
  positionAt(instant: string): number {
    const block = this.one('SELECT block FROM clock WHERE earliest <= ? ORDER BY block DESC LIMIT 1', instant);
    if (!block) return 0;
    const first = (block as { block: number }).block * CLOCK_BLOCK;
    const row = this.one(
      'SELECT max(position) AS position FROM events WHERE position >= ? AND position < ? AND recorded_at <= ?',
      first,
      first + CLOCK_BLOCK,
      instant,
    );
    const { position } = row as { position: number | null };
    if (position === null) throw new LogDamaged(this.file, `时间索引第 ${first / CLOCK_BLOCK} 段与事实不符`);
    return position;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.database.close();
  }

  private select(after: number, until: number, limit: number, { categories, types, town }: ReadAllOptions): LogRow[] {
    const byTown = town === undefined ? '' : 'INDEXED BY events_by_town';
    const conditions = [
      ...(town === undefined ? [] : ['town = ?']),
      'position > ? AND position <= ?',
      ...(categories ? ['category IN (SELECT value FROM json_each(?))'] : []),
      ...(types ? ['type IN (SELECT value FROM json_each(?))'] : []),
    ];
    const sql = `SELECT ${ROW_COLUMNS} FROM events ${byTown} WHERE ${conditions.join(' AND ')} ORDER BY position LIMIT ?`;
    return this.rows(
      sql,
      ...(town === undefined ? [] : [town]),
      after,
      until,
      ...(categories ? [JSON.stringify(categories)] : []),
      ...(types ? [JSON.stringify(types)] : []),
      limit,
    );
  }

  /** Positions are given without gaps: where one is missing in a page of everything, a fact is. */
  private assertGapless(rows: readonly LogRow[], after: number): void {
    const gap = rows.findIndex(({ position }, index) => position !== after + 1 + index);
    if (gap >= 0) throw new LogDamaged(this.file, `位置 ${after + 1 + gap} 缺失`);
  }

  private rows(sql: string, ...values: readonly (string | number)[]): LogRow[] {
    return this.run(() => this.prepare(sql).all(...values) as LogRow[]);
  }

  private one(sql: string, ...values: readonly (string | number)[]): unknown {
    return this.run(() => this.prepare(sql).get(...values) as unknown);
  }

  private prepare(sql: string): Statement {
    const known = this.prepared.get(sql);
    if (known) return known;
    const statement = this.database.prepare(sql);
    this.prepared.set(sql, statement);
    return statement;
  }

  private run<Result>(read: () => Result): Result {
    if (this.closed) throw new StoreUnavailable(`事实日志 ${this.file} 已关闭`);
    try {
      return read();
    } catch (error) {
      const refusal = asRefusal(this.file, error);
      throw refusal instanceof LogDamaged ? refusal : new StoreUnavailable(messageOf(refusal), { cause: error });
    }
  }
}

/** Lets the rest of the process run between two statements. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
