import type { KeyObject } from 'node:crypto';
import type { Collection, Db } from 'mongodb';
import { Binary, MongoError } from 'mongodb';
import { LINEARIZABLE } from '../read-store/linearizable.js';
import { unlessThere } from '../read-store/unless-there.js';
import type { DatabaseSync } from '../sqlite/database-sync.js';
import { openDatabase } from '../sqlite/database-sync.js';
import { ROOT_LABEL, opens } from './key-check.js';
import { KeyStoreUnavailable, WrongKey } from './key-store.port.js';
import { keyEncryptionKeyOf, unwrap } from './key-wrapping.js';
import { lookUpRootOf } from './look-up-hash.js';
import type { KeyDocument } from './mongo.key-installation.js';
import { openInstallation, placeOf } from './mongo.key-installation.js';
import { KEYS_DATABASE, connectKeys } from './mongo.key-store.js';
import { checksIn, layoutIn, takeAlone } from './sqlite.key-exchange.js';
import { FIRST_LAYOUT, assertKnownLayout } from './sqlite.key-file.js';

export interface KeyMove {
  /** An existing key store that no process has open. */
  readonly file: string;
  readonly url: string;
  /** Default `keys`. */
  readonly database?: string;
  readonly keyEncryptionKey: Buffer;
  /** Hears how far it is. */
  readonly moved: (keys: number, of: number) => void;
}

export interface MovedKeys {
  /** All that were in the file, those destroyed among them. */
  readonly keys: number;
  readonly destroyed: number;
}

interface Row {
  readonly subject: string;
  readonly version: number;
  readonly wrapped: Buffer | null;
}

const AT_ONCE = 500;

/**
 * Copies the keys of a file into MongoDB as they are wrapped, and reads each back; the file is only read. Broken off
 * anywhere, the same call goes on. What was destroyed on either side stays destroyed.
 * Rejects with `KeyStoreInUse`, {@link WrongKey} or {@link KeyStoreUnavailable}.
 */
export async function moveKeys(move: KeyMove): Promise<MovedKeys> {
  const { file, url, database = KEYS_DATABASE } = move;
  const keyEncryptionKey = keyEncryptionKeyOf(move.keyEncryptionKey);
  const source = openDatabase(file);
  try {
    takeAlone(source, file, '移动密钥');
    const { root, rows } = readFile(source, file, { keyEncryptionKey, keyBytes: move.keyEncryptionKey });
    const store = await connectKeys(url, database);
    try {
      const beginning = { firstRoot: root, mayBegin: () => Promise.resolve() };
      const standing = await openInstallation(store.db, keyEncryptionKey, beginning);
      if (!standing.root.equals(root)) throw foreign(store.db);
      for (let from = 0; from < rows.length; from += AT_ONCE) {
        await copy(store.db, standing.keys, rows.slice(from, from + AT_ONCE));
        move.moved(Math.min(from + AT_ONCE, rows.length), rows.length);
      }
    } finally {
      await store.close();
    }
    source.exec('COMMIT');
    return { keys: rows.length, destroyed: rows.filter(({ wrapped }) => wrapped === null).length };
  } catch (error) {
    if (!(error instanceof MongoError)) throw error;
    throw new KeyStoreUnavailable(`密钥库 MONGO_URL/${database} 没有应答，移动中断：再运行一次即继续`, {
      cause: error,
    });
  } finally {
    if (source.isTransaction) source.exec('ROLLBACK');
    // Alone with the file, closing also removes the write-ahead log.
    source.close();
  }
}

function readFile(
  db: DatabaseSync,
  file: string,
  { keyEncryptionKey, keyBytes }: { readonly keyEncryptionKey: KeyObject; readonly keyBytes: Buffer },
): { readonly root: Buffer; readonly rows: readonly Row[] } {
  const layout = layoutIn(db);
  assertKnownLayout(layout, file);
  if (!checksIn(db).some((check) => opens(check, keyEncryptionKey)))
    throw new WrongKey(`主密钥与密钥库 ${file} 不符：请检查主密钥的配置(未作任何改动)`);
  const rows: Row[] = [];
  const roots = layout === FIRST_LAYOUT ? [lookUpRootOf(keyBytes)] : [];
  db.function('note_root', (wrapped: Uint8Array) => roots.push(unwrap(wrapped, ROOT_LABEL, keyEncryptionKey)));
  db.function('note_key', (subject: string, version: number, wrapped: Uint8Array | null) =>
    rows.push({ subject, version, wrapped: wrapped && Buffer.from(wrapped) }),
  );
  // Rows come through functions, see `exchangeKey`: a prepared statement keeps the file locked until it is collected.
  if (layout !== FIRST_LAYOUT) db.exec('SELECT note_root(wrapped) FROM look_up_root');
  db.exec('SELECT note_key(subject, version, wrapped) FROM data_keys ORDER BY subject');
  const [root] = roots;
  if (!root) throw new KeyStoreUnavailable(`密钥库 ${file} 缺少检索摘要的根密钥，文件不完整`);
  return { root, rows };
}

async function copy(db: Db, documents: Collection<KeyDocument>, rows: readonly Row[]): Promise<void> {
  const operations = rows.map(({ subject: _id, version, wrapped }) => {
    const update =
      wrapped === null
        ? { $set: { wrapped }, $setOnInsert: { version } }
        : { $setOnInsert: { version, wrapped: new Binary(wrapped) } };
    return { updateOne: { filter: { _id }, update, upsert: true } };
  });
  if (operations.length > 0) await unlessThere(() => documents.bulkWrite(operations, { ordered: false }));
  const inOneAnswer = { ...LINEARIZABLE, limit: -AT_ONCE, batchSize: AT_ONCE };
  const stand = await documents.find({ _id: { $in: rows.map(({ subject }) => subject) } }, inOneAnswer).toArray();
  const byId = new Map(stand.map((document) => [document._id, document]));
  for (const { subject, wrapped } of rows) {
    const standing = byId.get(subject);
    if (!standing) throw new KeyStoreUnavailable(`${placeOf(db)} 没有收下 ${subject} 的密钥，请再运行一次`);
    if (standing.wrapped && !(wrapped && Buffer.from(standing.wrapped.value()).equals(wrapped))) throw foreign(db);
  }
}

function foreign(db: Db): KeyStoreUnavailable {
  return new KeyStoreUnavailable(`${placeOf(db)} 已是另一个密钥库：同一对象的密钥不同，未移动`);
}
