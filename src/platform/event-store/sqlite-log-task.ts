import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { openDatabase } from '../sqlite/database-sync.js';
import { LogDamaged, LogNotWritable } from './log-refusals.js';
import { CLOCK_BLOCK, asRefusal } from './sqlite-log-file.js';
import type { LogRow } from './sqlite-log-row.js';
import { ROW_COLUMNS, recordedOf } from './sqlite-log-row.js';

/** Work on a whole log that takes seconds to minutes: done in a thread of its own where there is one. */
export type LogTask =
  | { readonly kind: 'backup'; readonly file: string; readonly toFile: string }
  | { readonly kind: 'verify'; readonly file: string };

const ROWS = 1_000;

/** Answers with the number of events copied or verified. */
export function performLogTask(task: LogTask): number {
  try {
    return task.kind === 'backup' ? backUp(task.file, task.toFile) : verify(task.file);
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
    const { events } = copy.prepare('SELECT count(*) AS events FROM events').get() as { events: number };
    return events;
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

function verify(file: string): number {
  const database = openDatabase(file, { readOnly: true });
  try {
    const flaw = database.prepare('PRAGMA integrity_check(1)').get() as { integrity_check: string };
    if (flaw.integrity_check !== 'ok') throw new LogDamaged(file, flaw.integrity_check);
    const gap = database
      .prepare('SELECT stream FROM events GROUP BY stream HAVING count(*) <> max(revision) + 1 LIMIT 1')
      .get() as { stream: string } | undefined;
    if (gap) throw new LogDamaged(file, `流 ${gap.stream} 的版次不连续`);
    const select = database.prepare(
      `SELECT ${ROW_COLUMNS}, recorded_at AS recordedAt,
         (SELECT earliest FROM clock WHERE block = position / ${CLOCK_BLOCK}) AS earliest
       FROM events WHERE position > ? ORDER BY position LIMIT ${ROWS}`,
    );
    let last = 0;
    for (;;) {
      const rows = select.all(last) as (LogRow & { recordedAt: string; earliest: string | null })[];
      for (const row of rows) {
        if (row.position !== last + 1) throw new LogDamaged(file, `位置 ${last + 1} 缺失`);
        const { metadata } = recordedOf(file, row);
        if (metadata.recordedAt !== row.recordedAt || row.earliest === null || row.earliest > row.recordedAt) {
          throw new LogDamaged(file, `位置 ${row.position} 的记录时间与索引不符`);
        }
        last = row.position;
      }
      if (rows.length < ROWS) return last;
    }
  } finally {
    database.close();
  }
}
