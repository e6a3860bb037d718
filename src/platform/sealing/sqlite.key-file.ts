import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { KeyObject } from 'node:crypto';
import type { DatabaseSync } from '../sqlite/database-sync.js';
import { openDatabase } from '../sqlite/database-sync.js';
import { KeyStoreUnavailable, WrongKey } from './key-store.port.js';
import { ROOT_LABEL, checkValueOf, opens } from './key-check.js';
import { unwrap } from './key-wrapping.js';

/** As every store is made: the root of the look-up hashes follows from the key-encryption key. */
export const FIRST_LAYOUT = 1;
/** Since the key-encryption key was first exchanged: the root stands in `look_up_root`, wrapped. Older releases refuse it. */
export const EXCHANGED_LAYOUT = 2;
const FULL = 2;

/** One row per subject; `wrapped` NULL is the marker of a destroyed key and stays for ever. */
export interface KeyRow {
  readonly version: number;
  readonly wrapped: Uint8Array | null;
}

export interface OpenedKeyFile {
  readonly db: DatabaseSync;
  /** The root of the look-up hashes, absent as long as the first key-encryption key is in use. */
  readonly keptRoot: Buffer | undefined;
}

/**
 * Opens (and at first creates) the file of a key store for exactly this key-encryption key, safe against power cuts.
 * Throws {@link WrongKey} for another key and {@link KeyStoreUnavailable} for a file that is not what it should be.
 */
export function openKeyFile(file: string, keyEncryptionKey: KeyObject, kekVersion: number): OpenedKeyFile {
  const db = connect(file);
  try {
    keepDurable(db, file);
    db.exec('BEGIN IMMEDIATE');
    lay(db, file);
    checkKey(db, file, keyEncryptionKey, kekVersion);
    const keptRoot = keptRootOf(db, file, keyEncryptionKey);
    db.exec('COMMIT');
    return { db, keptRoot };
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
  const layout = layoutOf(db);
  if (layout !== 0) return assertKnownLayout(layout, file);
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
    PRAGMA user_version = ${FIRST_LAYOUT};
  `);
}

function layoutOf(db: DatabaseSync): number {
  return (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}

/** Throws {@link KeyStoreUnavailable} for a layout this release does not know. */
export function assertKnownLayout(layout: number, file: string): void {
  if (layout !== FIRST_LAYOUT && layout !== EXCHANGED_LAYOUT)
    throw new KeyStoreUnavailable(`密钥库 ${file} 由更新的版本写成(${layout})，本版本不能使用`);
}

function keptRootOf(db: DatabaseSync, file: string, keyEncryptionKey: KeyObject): Buffer | undefined {
  if (layoutOf(db) === FIRST_LAYOUT) return undefined;
  const row = db.prepare('SELECT wrapped FROM look_up_root').get() as { wrapped: Uint8Array } | undefined;
  if (row === undefined) throw rootMissing(file);
  return unwrap(row.wrapped, ROOT_LABEL, keyEncryptionKey);
}

export function rootMissing(file: string): KeyStoreUnavailable {
  return new KeyStoreUnavailable(`密钥库 ${file} 缺少检索摘要的根密钥，文件不完整`);
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
  db.prepare('INSERT INTO key_check (kek_version, wrapped) VALUES (?, ?)').run(
    kekVersion,
    checkValueOf(keyEncryptionKey),
  );
}
