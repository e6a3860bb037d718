import { statSync } from 'node:fs';
import { LogDamaged, LogInUse } from '../platform/event-store/log-refusals.js';
import { SqliteLogLock } from '../platform/event-store/sqlite-log-lock.js';
import { assertSoundWal } from '../platform/event-store/sqlite-wal-check.js';

/** What stands beside a log in its write-ahead file: of a server that runs, or that did not stop cleanly. */
export interface Unmerged {
  readonly bytes: number;
  /** Acknowledged facts that the storage engine would drop without a word at the next opening. */
  readonly problem?: string;
}

/** To be asked before the log is opened. A running server is still writing there; it looked for damage at its start. */
export function unmergedBeside(file: string): Unmerged {
  const bytes = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  try {
    assertSoundWal(file);
    return { bytes };
  } catch (error) {
    if (!(error instanceof LogDamaged)) throw error;
    return isOwned(file) ? { bytes } : { bytes, problem: error.where };
  }
}

function isOwned(file: string): boolean {
  try {
    SqliteLogLock.take(file).release();
    return false;
  } catch (error) {
    if (error instanceof LogInUse) return true;
    throw error;
  }
}
