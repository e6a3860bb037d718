import type { KeyObject } from 'node:crypto';
import type { DatabaseSync } from '../sqlite/database-sync.js';
import { openDatabase } from '../sqlite/database-sync.js';
import { ROOT_LABEL, checkValueOf, dataKeyLabel, opens } from './key-check.js';
import { KeyStoreUnavailable, WrongKey } from './key-store.port.js';
import { keyEncryptionKeyOf, unwrap, wrap } from './key-wrapping.js';
import { lookUpRootOf } from './look-up-hash.js';
import { EXCHANGED_LAYOUT, FIRST_LAYOUT, assertKnownLayout, rootMissing } from './sqlite.key-file.js';

export interface KeyExchange {
  /** An existing key store that no process has open. */
  readonly file: string;
  /** 32 bytes each. */
  readonly current: Buffer;
  readonly next: Buffer;
  /** Hears what comes next: `wrapping` and `committing` inside the one transaction, `committed` after it. */
  readonly step: (reached: 'wrapping' | 'committing' | 'committed') => void;
}

export interface Exchanged {
  /** False when the store was under the next key already: nothing was changed. */
  readonly changed: boolean;
  /** Keys wrapped anew. */
  readonly keys: number;
}

/** A process has the key store open; nothing was changed. */
export class KeyStoreInUse extends Error {
  override readonly name = 'KeyStoreInUse';

  constructor(file: string, act: string) {
    super(`密钥库 ${file} 正被使用：请先停止服务，再${act}(未作任何改动)`);
  }
}

/**
 * Wraps every data key and the root of the look-up hashes by the next key instead of the current one, in one transaction:
 * whatever breaks it off, the file opens with exactly one of the two, and the same call again finishes or finds it done.
 * Data keys themselves stay, hence every sealed box and evidence, which is sealed under a data key, is left alone.
 * Throws {@link KeyStoreInUse}, {@link WrongKey} when neither key is the store's, {@link KeyStoreUnavailable} when a key in
 * it does not open or the file cannot be written; nothing was changed then.
 */
export function exchangeKey(exchange: KeyExchange): Exchanged {
  const db = openDatabase(exchange.file);
  try {
    takeAlone(db, exchange.file, '换主密钥');
    const exchanged = exchangeIn(db, exchange);
    db.exec('COMMIT');
    exchange.step('committed');
    return exchanged;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    if (error instanceof KeyStoreInUse || error instanceof WrongKey || error instanceof KeyStoreUnavailable)
      throw error;
    throw new KeyStoreUnavailable(`密钥库 ${exchange.file} 换主密钥失败，未作任何改动：${String(error)}`, {
      cause: error,
    });
  } finally {
    // Alone with the file, closing also removes the write-ahead log with its pages under the key that was given up.
    db.close();
  }
}

/**
 * In this mode the engine takes the whole file, which it refuses while anybody else has it open: throws
 * {@link KeyStoreInUse}, saying what is to be done (`act`) once the server is stopped.
 */
export function takeAlone(db: DatabaseSync, file: string, act: string): void {
  try {
    db.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL');
    db.exec('PRAGMA secure_delete = ON');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    if ((error as { readonly errcode?: number }).errcode === SQLITE_BUSY) throw new KeyStoreInUse(file, act);
    throw error;
  }
}

const SQLITE_BUSY = 5;

function exchangeIn(db: DatabaseSync, { file, current, next, step }: KeyExchange): Exchanged {
  const [under, by] = [keyEncryptionKeyOf(current), keyEncryptionKeyOf(next)];
  const layout = layoutIn(db);
  assertKnownLayout(layout, file);
  const checks = checksIn(db);
  if (checks.some((check) => opens(check, by))) return { changed: false, keys: 0 };
  if (!checks.some((check) => opens(check, under)))
    throw new WrongKey(`两把主密钥都与密钥库 ${file} 不符：请检查主密钥的配置(未作任何改动)`);
  let [keys, roots] = [0, 0];
  const anew = (label: string, wrapped: Uint8Array) => wrap(unwrapped(wrapped, label, under), label, by);
  db.function('key_anew', (subject: string, version: number, wrapped: Uint8Array) => {
    keys++;
    return anew(dataKeyLabel(subject, version), wrapped);
  });
  db.function('root_anew', (wrapped: Uint8Array) => {
    roots++;
    return anew(ROOT_LABEL, wrapped);
  });
  db.function('first_root', () => wrap(lookUpRootOf(current), ROOT_LABEL, by));
  db.function('check_anew', () => checkValueOf(by));
  step('wrapping');
  db.exec('UPDATE data_keys SET wrapped = key_anew(subject, version, wrapped) WHERE wrapped IS NOT NULL');
  if (layout === FIRST_LAYOUT) {
    db.exec('CREATE TABLE look_up_root (wrapped BLOB NOT NULL)');
    db.exec('INSERT INTO look_up_root VALUES (first_root())');
    db.exec(`PRAGMA user_version = ${EXCHANGED_LAYOUT}`);
  } else {
    db.exec('UPDATE look_up_root SET wrapped = root_anew(wrapped)');
    if (roots !== 1) throw rootMissing(file);
  }
  db.exec('UPDATE key_check SET wrapped = check_anew()');
  step('committing');
  return { changed: true, keys };
}

function unwrapped(wrapped: Uint8Array, label: string, under: KeyObject): Buffer {
  try {
    return unwrap(wrapped, label, under);
  } catch (error) {
    throw new Error(`${label} 打不开，文件已损坏`, { cause: error });
  }
}

/** Rows come through functions called from SQL: a prepared statement keeps the file locked until it is collected. */
export function layoutIn(db: DatabaseSync): number {
  let layout = 0;
  db.function('note_layout', (found: number) => (layout = found));
  db.exec('SELECT note_layout(user_version) FROM pragma_user_version');
  return layout;
}

export function checksIn(db: DatabaseSync): readonly Buffer[] {
  const checks: Buffer[] = [];
  db.function('note_check', (wrapped: Uint8Array) => checks.push(Buffer.from(wrapped)));
  db.exec('SELECT note_check(wrapped) FROM key_check');
  return checks;
}
