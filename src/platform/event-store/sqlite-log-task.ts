import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import type { DatabaseSync } from '../sqlite/database-sync.js';
import { openDatabase } from '../sqlite/database-sync.js';
import { LogDamaged, LogNotWritable } from './log-refusals.js';
import { CLOCK_BLOCK, asRefusal } from './sqlite-log-file.js';
import type { LogRow } from './sqlite-log-row.js';
import { ROW_COLUMNS, recordedOf } from './sqlite-log-row.js';

/** Work on a whole log that takes seconds to minutes: done in a thread of its own where there is one. */
export type LogTask =
  | { readonly kind: 'backup'; readonly file: string; readonly toFile: string }
  /** Structure, indexes, gaps and times; the content of the facts is checked wherever it is read. */
  | { readonly kind: 'inspect'; readonly file: string }
  /** The same, and the content. */
  | { readonly kind: 'verify'; readonly file: string };

const ROWS = 1_000;

/** Answers with the number of events copied or checked. */
export function performLogTask(task: LogTask): number {
  try {
    return task.kind === 'backup' ? backUp(task.file, task.toFile) : check(task.file, task.kind);
  } catch (error) {
    throw asRefusal(task.file, error);
  }
}

/** The copy appears under its name only when it is complete and on disk. */
function backUp(file: string, toFile: string): number {
  if (existsSync(toFile)) throw new LogNotWritable(toFile, '备份目标已存在');
  const part = `${toFile}.part`;
  rmSync(part, { force: true });
  const source = openDatabase(file, { readOnly: true });
  try {
    source.prepare('VACUUM INTO ?').run(part);
  } finally {
    source.close();
  }
  const events = giveOwnIdentity(part);
  flush(part);
  renameSync(part, toFile);
  flush(dirname(toFile));
  return events;
}

function giveOwnIdentity(file: string): number {
  const copy = openDatabase(file);
  try {
    copy.prepare('UPDATE log SET log_id = ?').run(randomUUID());
    return countOf(copy);
  } finally {
    copy.close();
  }
}

function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function check(file: string, kind: 'inspect' | 'verify'): number {
  const database = openDatabase(file, { readOnly: true });
  try {
    inspect(file, database);
    return kind === 'verify' ? verify(file, database) : countOf(database);
  } finally {
    database.close();
  }
}

/** A second row for the same revision or an entry missing in an index would let an append overwrite what stands. */
function inspect(file: string, database: DatabaseSync): void {
  const flaw = database.prepare('PRAGMA integrity_check(1)').get() as { integrity_check: string };
  // The engine heads its finding with a line of its own.
  if (flaw.integrity_check !== 'ok') throw new LogDamaged(file, flaw.integrity_check.split('\n').at(-1) ?? '');
  const gap = database
    .prepare('SELECT stream FROM events GROUP BY stream HAVING count(*) <> max(revision) + 1 LIMIT 1')
    .get() as { stream: string } | undefined;
  if (gap) throw new LogDamaged(file, `流 ${gap.stream} 的版次不连续`);
  const block = database
    .prepare(
      `SELECT position / ${CLOCK_BLOCK} AS block, min(recorded_at) AS earliest FROM events GROUP BY block
       EXCEPT SELECT block, earliest FROM clock`,
    )
    .get() as { block: number } | undefined;
  if (block) throw new LogDamaged(file, `时间索引第 ${block.block} 段与事实不符`);
}

function verify(file: string, database: DatabaseSync): number {
  const select = database.prepare(
    `SELECT ${ROW_COLUMNS} FROM events WHERE position > ? ORDER BY position LIMIT ${ROWS}`,
  );
  let last = 0;
  for (;;) {
    const rows = select.all(last) as LogRow[];
    for (const row of rows) {
      if (row.position !== last + 1) throw new LogDamaged(file, `位置 ${last + 1} 缺失`);
      recordedOf(file, row);
      last = row.position;
    }
    if (rows.length < ROWS) return last;
  }
}

function countOf(database: DatabaseSync): number {
  const { events } = database.prepare('SELECT count(*) AS events FROM events').get() as { events: number };
  return events;
}
