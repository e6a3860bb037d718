import type { KeyObject } from 'node:crypto';
import type { Collection, Db } from 'mongodb';
import { Binary } from 'mongodb';
import { LINEARIZABLE } from '../read-store/linearizable.js';
import { unlessThere } from '../read-store/unless-there.js';
import { ROOT_LABEL, checkValueOf, opens } from './key-check.js';
import { KeyStoreUnavailable, WrongKey } from './key-store.port.js';
import { unwrap, wrap } from './key-wrapping.js';

/** One document per subject; `wrapped` null is the marker of a destroyed key and stays for ever. */
export interface KeyDocument {
  /** The subject. */
  readonly _id: string;
  readonly version: number;
  readonly wrapped: Binary | null;
}

/** The one document of `installation`: made when the first process opens the store, never altered. */
export interface InstallationDocument {
  readonly _id: 'installation';
  /** 1; a release that does not know the number refuses the store. */
  readonly layout: number;
  /** How often the key-encryption key was exchanged; every wrapping in the store is under the one of this number. */
  readonly generation: number;
  readonly check: Binary;
  /** The root of the look-up hashes, wrapped. */
  readonly root: Binary;
}

export const DATA_KEYS = 'data_keys';
const INSTALLATION = 'installation';
const LAYOUT = 1;
export function installationsIn(db: Db): Collection<InstallationDocument> {
  return db.collection<InstallationDocument>(INSTALLATION);
}

/** Of a store nobody has opened yet. */
export interface Beginning {
  /** Root of the look-up hashes, 32 bytes, unless another process is quicker. */
  readonly firstRoot: Buffer;
  /** Rejects when there ought to be a store already. */
  readonly mayBegin: () => Promise<void>;
}

/**
 * What the store was made with, made now where it is new: of several processes that do it at once one wins and all read
 * its document. Resolves with the root of the look-up hashes; rejects with {@link WrongKey} or {@link KeyStoreUnavailable}.
 */
export async function openInstallation(
  db: Db,
  keyEncryptionKey: KeyObject,
  { firstRoot, mayBegin }: Beginning,
): Promise<Buffer> {
  let found = await installationOf(db);
  if (!found) {
    await mayBegin();
    found = await begin(db, keyEncryptionKey, firstRoot);
  }
  if (found.layout !== LAYOUT)
    throw new KeyStoreUnavailable(`${placeOf(db)} 由更新的版本写成(${found.layout})，本版本不能使用`);
  if (!opens(found.check.value(), keyEncryptionKey))
    throw new WrongKey(`主密钥与${placeOf(db)} 不符：请检查主密钥的配置(未作任何改动)`);
  return unwrap(found.root.value(), ROOT_LABEL, keyEncryptionKey);
}

async function begin(db: Db, keyEncryptionKey: KeyObject, firstRoot: Buffer): Promise<InstallationDocument> {
  if (await db.collection<KeyDocument>(DATA_KEYS).findOne({}, LINEARIZABLE))
    throw new KeyStoreUnavailable(`${placeOf(db)} 缺少主密钥的核对值，内容不完整`);
  const made = {
    layout: LAYOUT,
    generation: 0,
    check: new Binary(checkValueOf(keyEncryptionKey)),
    root: new Binary(wrap(firstRoot, ROOT_LABEL, keyEncryptionKey)),
  };
  await unlessThere(() =>
    installationsIn(db).updateOne({ _id: 'installation' }, { $setOnInsert: made }, { upsert: true }),
  );
  const found = await installationOf(db);
  if (!found) throw new KeyStoreUnavailable(`${placeOf(db)} 未能建立`);
  return found;
}

/** The document as it stands, undefined in a store that nobody has opened. */
export async function installationOf(db: Db): Promise<InstallationDocument | undefined> {
  return (await installationsIn(db).findOne({ _id: 'installation' }, LINEARIZABLE)) ?? undefined;
}

export function placeOf(db: Db): string {
  return `密钥库 MONGO_URL/${db.databaseName}`;
}
