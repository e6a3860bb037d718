import { remember } from '../known-aggregates.js';
import { currentForm, isReadable } from '../known-facts.js';
import { labelOf } from '../platform/change/upcast.js';
import { LogDamaged } from '../platform/event-store/log-refusals.js';
import type { LogRow } from '../platform/event-store/sqlite-log-row.js';
import { ROW_COLUMNS, recordedOf, sumOf } from '../platform/event-store/sqlite-log-row.js';
import { performLogTask } from '../platform/event-store/sqlite-log-task.js';
import type { Recorded } from '../platform/fact.js';
import { placeOf } from '../platform/projections/fold-facts.js';
import type { DatabaseSync } from '../platform/sqlite/database-sync.js';
import { openDatabase } from '../platform/sqlite/database-sync.js';
import type { Console } from './console.js';
import { Progress } from './console.js';

/** What is wrong with one fact, or (without a place) with the file as a whole. Never anything of a payload. */
export interface Violation {
  readonly stream?: string;
  readonly revision?: number;
  readonly position?: number;
  readonly problem: string;
}

export interface Verified {
  readonly facts: number;
  readonly streams: number;
  readonly factsPerSecond: number;
  readonly violations: readonly Violation[];
}

export interface Verifying {
  /** Whether this release knows a fact of that type in that stream. */
  readonly knows: (fact: Recorded) => boolean;
  readonly console: Console;
}

const ROWS = 1_000;
const BY_POSITION = `SELECT ${ROW_COLUMNS} FROM events WHERE position > ? ORDER BY position LIMIT ${ROWS}`;
const BY_STREAM = `SELECT ${ROW_COLUMNS} FROM events WHERE (stream, revision) > (?, ?) AND position <= ? ORDER BY stream, revision LIMIT ${ROWS}`;

/**
 * Walks a log twice, read-only: in the order of positions for what is stored, stream by stream for what is remembered.
 * Only when both find nothing are the indexes asked; they would name the first of the same flaws only.
 */
export function verifyLog(file: string, verifying: Verifying): Verified {
  const database = openDatabase(file, { readOnly: true });
  try {
    const walk = new LogWalk(file, database, verifying);
    walk.positions();
    walk.streams();
    if (walk.violations.length === 0) walk.indexes();
    return walk.verified();
  } finally {
    database.close();
  }
}

class LogWalk {
  readonly violations: Violation[] = [];
  private facts = 0;
  private streamCount = 0;
  private readonly head: number;
  private readonly progress: Progress;
  private readonly unreadable = new Set<number>();

  constructor(
    private readonly file: string,
    private readonly database: DatabaseSync,
    private readonly verifying: Verifying,
  ) {
    this.progress = new Progress(verifying.console, '核对');
    const { head } = database.prepare('SELECT coalesce(max(position), 0) AS head FROM events').get() as {
      head: number;
    };
    this.head = head;
  }

  positions(): void {
    const select = this.database.prepare(BY_POSITION);
    let last = 0;
    let clock = '';
    while (last < this.head) {
      for (const row of select.all(last) as LogRow[]) {
        if (row.position > this.head) return;
        if (row.position !== last + 1) this.report(row, `之前缺失位置 ${last + 1} 至 ${row.position - 1}`);
        last = row.position;
        this.facts++;
        const fact = this.read(row);
        if (!fact) continue;
        const { recordedAt } = fact.metadata;
        if (recordedAt < clock) this.report(row, `记录时间 ${recordedAt} 早于前一条的 ${clock}`);
        else clock = recordedAt;
        this.known(fact);
      }
      this.progress.at(this.facts, this.head);
    }
  }

  streams(): void {
    const select = this.database.prepare(BY_STREAM);
    let last = { stream: '', revision: -1 };
    let state: unknown;
    let lost = false;
    for (let rows = this.page(select, last); rows.length > 0; rows = this.page(select, last)) {
      for (const row of rows) {
        if (row.stream !== last.stream) {
          this.streamCount++;
          last = { stream: row.stream, revision: -1 };
          state = undefined;
          lost = false;
        }
        if (row.revision !== last.revision + 1)
          this.report(row, `之前缺失版次 ${last.revision + 1} 至 ${row.revision - 1}`);
        last = row;
        lost ||= this.unreadable.has(row.position);
        if (lost) continue;
        try {
          state = remember(state, currentForm(recordedOf(this.file, row)));
        } catch (error) {
          lost = true;
          this.report(row, `折叠出错：${placeOf(error)}`);
        }
      }
    }
  }

  indexes(): void {
    try {
      performLogTask({ kind: 'verify', file: this.file });
    } catch (error) {
      if (!(error instanceof LogDamaged)) throw error;
      this.violations.push({ problem: error.where });
    }
  }

  verified(): Verified {
    return {
      facts: this.facts,
      streams: this.streamCount,
      factsPerSecond: this.progress.perSecond(this.facts),
      violations: this.violations,
    };
  }

  private page(select: ReturnType<DatabaseSync['prepare']>, last: { stream: string; revision: number }): LogRow[] {
    // What a running server has added meanwhile was not looked at in the first walk.
    return select.all(last.stream, last.revision, this.head) as LogRow[];
  }

  private read(row: LogRow): Recorded | undefined {
    try {
      if (sumOf(row) === row.sum) return recordedOf(this.file, row);
      this.report(row, '校验和不符，内容不是当初写入的');
    } catch {
      this.report(row, '内容不是 JSON');
    }
    this.unreadable.add(row.position);
    return undefined;
  }

  private known(fact: Recorded): void {
    const { type, metadata } = fact;
    if (!this.verifying.knows(fact)) this.report(fact, `本版本不认识的事实 ${labelOf(fact)}`);
    else if (!isReadable(fact)) this.report(fact, `本版本不认识 ${type} 的第 ${metadata.schemaVersion} 版`);
  }

  private report(
    { stream, revision, position }: Pick<LogRow, 'stream' | 'revision' | 'position'>,
    problem: string,
  ): void {
    this.violations.push({ stream, revision, position, problem });
  }
}
