import { createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { DatabaseSync } from '../sqlite/database-sync.js';
import type { Held } from './held-keys.js';
import { assertSubjects, onlyKeys } from './held-keys.js';
import { dataKeyLabel } from './key-check.js';
import type { DataKey, InstallationKeys } from './key-store.port.js';
import { KeyStoreUnavailable } from './key-store.port.js';
import { keyEncryptionKeyOf, unwrap, wrap } from './key-wrapping.js';
import { lookUpRootOf } from './look-up-hash.js';
import { RecentKeys } from './recent-keys.js';
import type { KeyRow } from './sqlite.key-file.js';
import { openKeyFile } from './sqlite.key-file.js';

const FIRST_VERSION = 1;
const KEK_VERSION = 1;
const KEY_BYTES = 32;

interface Waiting {
  readonly subjects: readonly string[];
  resolve(keys: Map<string, DataKey>): void;
  reject(error: unknown): void;
}

export interface SqliteKeyStoreOptions {
  /** A file of its own, apart from the log, on a local disk; its folder is created. */
  readonly file: string;
  /** 32 bytes, from the environment or a key service; never written anywhere by us. */
  readonly keyEncryptionKey: Buffer;
  /** How many unwrapped keys stay in memory; default 50,000. */
  readonly keysInMemory?: number;
}

/** Throws `WrongKey`, `KeyStoreUnavailable` or RangeError (key length), each with one line for the operator. */
export function openSqliteKeyStore(options: SqliteKeyStoreOptions): InstallationKeys {
  const keyEncryptionKey = keyEncryptionKeyOf(options.keyEncryptionKey);
  const { db, keptRoot } = openKeyFile(options.file, keyEncryptionKey, KEK_VERSION);
  const lookUpRoot = keptRoot ?? lookUpRootOf(options.keyEncryptionKey);
  const recent = new RecentKeys(options.keysInMemory ?? 50_000);
  return new SqliteKeyStore(db, options.file, keyEncryptionKey, recent, lookUpRoot);
}

/** New keys of one turn of the event loop share one transaction, hence one sync of the disk. */
class SqliteKeyStore implements InstallationKeys {
  private waiting: Waiting[] = [];
  private closed = false;
  private seenVersion = -1;
  private readonly statements: ReturnType<typeof prepare>;

  constructor(
    private readonly db: DatabaseSync,
    private readonly file: string,
    private readonly keyEncryptionKey: KeyObject,
    private readonly recent: RecentKeys,
    readonly lookUpRoot: Buffer,
  ) {
    this.statements = prepare(db);
  }

  async obtain(subjects: readonly string[]): Promise<Map<string, DataKey>> {
    this.assertUsable(subjects);
    const held = this.heldOf(subjects);
    if (subjects.every((subject) => held.has(subject))) return onlyKeys(subjects, held);
    return new Promise((resolve, reject) => {
      this.waiting.push({ subjects, resolve, reject });
      if (this.waiting.length === 1) setImmediate(() => this.makeMissing());
    });
  }

  async find(subjects: readonly string[]): Promise<Map<string, Held>> {
    this.assertUsable(subjects);
    return this.heldOf(subjects);
  }

  async destroy(subject: string): Promise<void> {
    this.assertUsable([subject]);
    this.recent.forget(subject);
    this.guarded(() => {
      this.statements.destroy.run(subject, FIRST_VERSION, KEK_VERSION);
      // The write-ahead log still holds the page as it was. A reader may keep it a while; closing removes it at the latest.
      this.statements.truncateLog.get();
    });
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.makeMissing();
    this.closed = true;
    this.recent.forgetAll();
    // The connection lives on until its statements are collected; the log beside the file is emptied now.
    this.statements.truncateLog.get();
    this.db.close();
  }

  /** One transaction for all who wait; a subject that was erased rejects its own caller only. */
  private makeMissing(): void {
    const callers = this.waiting;
    if (callers.length === 0) return;
    this.waiting = [];
    try {
      this.guarded(() => this.insertKeys(new Set(callers.flatMap((caller) => caller.subjects))));
    } catch (error) {
      for (const caller of callers) caller.reject(error);
      return;
    }
    for (const caller of callers) {
      try {
        caller.resolve(onlyKeys(caller.subjects, this.heldOf(caller.subjects)));
      } catch (error) {
        caller.reject(error);
      }
    }
  }

  private insertKeys(subjects: ReadonlySet<string>): void {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      for (const subject of subjects) {
        // Asked again inside the transaction: another process may have been quicker.
        if (this.statements.select.get(subject) !== undefined) continue;
        const wrapped = wrap(randomBytes(KEY_BYTES), dataKeyLabel(subject, FIRST_VERSION), this.keyEncryptionKey);
        this.statements.insert.run(subject, FIRST_VERSION, KEK_VERSION, wrapped);
      }
      this.db.exec('COMMIT');
    } catch (error) {
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
  }

  private heldOf(subjects: readonly string[]): Map<string, Held> {
    return this.guarded(() => {
      this.forgetWhatOthersChanged();
      const held = new Map<string, Held>();
      for (const subject of subjects) {
        const key = this.recent.get(subject) ?? this.read(subject);
        if (key !== undefined) held.set(subject, key);
      }
      return held;
    });
  }

  /** Another process (the command line erasing a family) has committed: what this one remembers may be destroyed. */
  private forgetWhatOthersChanged(): void {
    const { data_version: version } = this.statements.dataVersion.get() as { data_version: number };
    if (version !== this.seenVersion) this.recent.forgetAll();
    this.seenVersion = version;
  }

  private read(subject: string): Held | undefined {
    const row = this.statements.select.get(subject) as KeyRow | undefined;
    if (row === undefined) return undefined;
    if (row.wrapped === null) return 'destroyed';
    const secret = unwrap(row.wrapped, dataKeyLabel(subject, row.version), this.keyEncryptionKey);
    const key = { subject, version: row.version, key: createSecretKey(secret) };
    this.recent.keep(key);
    return key;
  }

  private guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new KeyStoreUnavailable(`密钥库 ${this.file} 暂时不能读写：${String(error)}`, { cause: error });
    }
  }

  private assertUsable(subjects: readonly string[]): void {
    if (this.closed) throw new KeyStoreUnavailable(`密钥库 ${this.file} 已关闭`);
    assertSubjects(subjects);
  }
}

function prepare(db: DatabaseSync) {
  return {
    select: db.prepare('SELECT version, wrapped FROM data_keys WHERE subject = ?'),
    insert: db.prepare('INSERT INTO data_keys (subject, version, kek_version, wrapped) VALUES (?, ?, ?, ?)'),
    destroy: db.prepare(
      'INSERT INTO data_keys (subject, version, kek_version, wrapped) VALUES (?, ?, ?, NULL) ON CONFLICT DO UPDATE SET wrapped = NULL',
    ),
    dataVersion: db.prepare('PRAGMA data_version'),
    truncateLog: db.prepare('PRAGMA wal_checkpoint(TRUNCATE)'),
  };
}
