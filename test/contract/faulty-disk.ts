import type { OpenDatabase } from '../../src/platform/event-store/sqlite-log-file.js';
import type { DatabaseSync } from '../../src/platform/sqlite/database-sync.js';
import { openDatabase } from '../../src/platform/sqlite/database-sync.js';

/** How commits fail: not at all, before or after the transaction has reached the disk. */
export type CommitFault = 'none' | 'lost' | 'kept';

/** A real database on a disk that can be told to fail. */
export class FaultyDisk {
  commits: CommitFault = 'none';
  /** What the engine claims about its settings. */
  claims: Record<string, unknown> = {};

  private database: DatabaseSync | undefined;

  /** Pages the file may have from now on; beyond them the engine itself says that the disk is full. */
  limit(pages: number): void {
    this.database?.exec(`PRAGMA max_page_count = ${pages}`);
  }

  readonly open: OpenDatabase = (file, options) => {
    const database = openDatabase(file, options);
    this.database = database;
    return new Proxy(database, {
      get: (target, name) => {
        if (name === 'exec') return (sql: string) => this.exec(target, sql);
        if (name === 'prepare') return (sql: string) => this.prepare(target, sql);
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      },
    });
  };

  private exec(database: DatabaseSync, sql: string): void {
    if (sql !== 'COMMIT' || this.commits === 'none') return database.exec(sql);
    database.exec(this.commits === 'kept' ? 'COMMIT' : 'ROLLBACK');
    throw Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode: 1034 });
  }

  private prepare(database: DatabaseSync, sql: string): unknown {
    const setting = /^PRAGMA (\w+)$/.exec(sql)?.[1];
    if (setting === undefined || !(setting in this.claims)) return database.prepare(sql);
    return { get: () => ({ [setting]: this.claims[setting] }) };
  }
}
