import type { DatabaseSync } from '../sqlite/database-sync.js';
import { openDatabase } from '../sqlite/database-sync.js';
import { LogInUse } from './log-refusals.js';
import { asRefusal, isBusy } from './sqlite-log-file.js';

/**
 * Ownership of a log: an exclusive transaction held open on `<file>.lock` for as long as the process lives. The kernel
 * ends it with the process, however it dies. A file holding a pid would not do: pids repeat in containers.
 * Trap: nobody may open and close `<file>.lock` by other means in this process; that would drop the lock.
 */
export class SqliteLogLock {
  private constructor(private readonly database: DatabaseSync) {}

  /** Throws `LogInUse` at once when somebody else holds it. */
  static take(file: string): SqliteLogLock {
    let database: DatabaseSync | undefined;
    try {
      database = openDatabase(`${file}.lock`);
      database.exec('BEGIN EXCLUSIVE');
      return new SqliteLogLock(database);
    } catch (error) {
      database?.close();
      throw isBusy(error) ? new LogInUse(file) : asRefusal(file, error);
    }
  }

  release(): void {
    this.database.close();
  }
}
