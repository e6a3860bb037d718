import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { KeyObject } from 'node:crypto';
import type { DatabaseSync } from '../sqlite/database-sync.js';
import { openDatabase } from '../sqlite/database-sync.js';
import { KeyStoreUnavailable, WrongKey } from './key-store.port.js';
import { unwrap, wrap } from './key-wrapping.js';

const LAYOUT = 1;
const FULL = 2;
const CHECK_LABEL = 'key-store-check';
const CHECK_TEXT = 'the key-encryption key of this store';

/** One row per subject; `wrapped` NULL is the marker of a destroyed key and stays for ever. */
export interface KeyRow {
  readonly version: number;
  readonly wrapped: Uint8Array | null;
}

/**
 * Opens (and at first creates) the file of a key store for exactly this key-encryption key, safe against power cuts.
 * Throws {@link WrongKey} for another key and {@link KeyStoreUnavailable} for a file that is not what it should be.
 */
export function openKeyFile(file: string, keyEncryptionKey: KeyObject, kekVersion: number): DatabaseSync {
  const db = connect(file);
  try {
    keepDurable(db, file);
    db.exec('BEGIN IMMEDIATE');
    lay(db, file);
    checkKey(db, file, keyEncryptionKey, kekVersion);
    db.exec('COMMIT');
    return db;
  } catch (error) {
    // Closing alone does not end the transaction while a prepared statement waits for the garbage collector.
    if (db.isTransaction) db.exec('ROLLBACK');
    db.close();
    if (error instanceof WrongKey || error instanceof KeyStoreUnavailable) throw error;
    throw new KeyStoreUnavailable(`密钥库 ${file} 打不开：${String(error)}`, { cause: error });
  }
}

function connect(file: string): DatabaseSync {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Made by us, for its owner alone: the log beside it takes over the mode of the file.
    closeSync(openSync(file, 'a', 0o600));
    return openDatabase(file);
  } catch (error) {
    throw new KeyStoreUnavailable(`密钥库 ${file} 打不开：${String(error)}`, { cause: error });
  }
}

function keepDurable(db: DatabaseSync, file: string): void {
  db.exec('PRAGMA busy_timeout = 5000');
  db.exec('PRAGMA journal_mode = WAL');
  db.exec('PRAGMA synchronous = FULL');
  // A destroyed key must not live on in the free space of a page.
  db.exec('PRAGMA secure_delete = ON');
  const mode = db.prepare('PRAGMA journal_mode').get() as { journal_mode: string };
  const sync = db.prepare('PRAGMA synchronous').get() as { synchronous: number };
  if (mode.journal_mode !== 'wal' || sync.synchronous !== FULL) {
    throw new KeyStoreUnavailable(
      `密钥库 ${file} 不能保证断电不丢(${mode.journal_mode}, synchronous=${sync.synchronous})，请改用本地磁盘`,
    );
  }
}

function lay(db: DatabaseSync, file: string): void {
  const { user_version: layout } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (layout === LAYOUT) return;
  if (layout !== 0) throw new KeyStoreUnavailable(`密钥库 ${file} 由更新的版本写成(${layout})，本版本不能使用`);
  db.exec(`
    CREATE TABLE data_keys (
      subject TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      kek_version INTEGER NOT NULL,
      wrapped BLOB
    ) WITHOUT ROWID;
    CREATE TABLE key_check (
      kek_version INTEGER PRIMARY KEY,
      wrapped BLOB NOT NULL
    );
    PRAGMA user_version = ${LAYOUT};
  `);
}

function checkKey(db: DatabaseSync, file: string, keyEncryptionKey: KeyObject, kekVersion: number): void {
  const row = db.prepare('SELECT wrapped FROM key_check WHERE kek_version = ?').get(kekVersion) as
    { wrapped: Uint8Array } | undefined;
  if (row !== undefined) {
    if (!opens(row.wrapped, keyEncryptionKey))
      throw new WrongKey(`主密钥与密钥库 ${file} 不符：请检查主密钥的配置(未作任何改动)`);
    return;
  }
  const { rows } = db.prepare('SELECT count(*) AS rows FROM data_keys').get() as { rows: number };
  if (rows > 0) throw new KeyStoreUnavailable(`密钥库 ${file} 缺少主密钥的核对值，文件不完整`);
  const wrapped = wrap(Buffer.from(CHECK_TEXT), CHECK_LABEL, keyEncryptionKey);
  db.prepare('INSERT INTO key_check (kek_version, wrapped) VALUES (?, ?)').run(kekVersion, wrapped);
}

function opens(wrapped: Uint8Array, keyEncryptionKey: KeyObject): boolean {
  try {
    return unwrap(wrapped, CHECK_LABEL, keyEncryptionKey).toString() === CHECK_TEXT;
  } catch {
    // Authentication failed: exactly what the check value is for.
    return false;
  }
}
