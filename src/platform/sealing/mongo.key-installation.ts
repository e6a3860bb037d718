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

/** The wrappings under one key-encryption key: they lie in a collection of their own, whose name never returns. */
export interface WrappedKeys {
  readonly keys: string;
  readonly check: Binary;
  /** The root of the look-up hashes, wrapped. */
  readonly root: Binary;
}

/** The one document of `installation`: made when the first process opens the store, altered by an exchange only. */
export interface InstallationDocument extends Omit<WrappedKeys, 'keys'> {
  readonly _id: 'installation';
  /** 1, from the first exchange on 2; a release that does not know the number refuses the store. */
  readonly layout: number;
  /** How often the key-encryption key was exchanged. */
  readonly generation: number;
  /** The collection of the wrappings in use; `data_keys` before the first exchange. */
  readonly keys?: string;
  /** An exchange that has begun and not ended: no process opens the store. */
  readonly next?: WrappedKeys;
  /** Collections whose wrappings were given up: whatever is in them is to be removed. */
  readonly former?: readonly string[];
}

export const DATA_KEYS = 'data_keys';
const INSTALLATION = 'installation';
const FIRST_LAYOUT = 1;
/** An older release would look for the keys in `data_keys`. */
export const EXCHANGED_LAYOUT = 2;
/** No subject, and behind all of them: where it stands nobody looks a key up any more, and it stands for ever. */
export const CLOSED = '…closed';

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

/** An opened store: the root of its look-up hashes and the collection its keys lie in. */
export interface Installation {
  readonly root: Buffer;
  readonly keys: Collection<KeyDocument>;
}

/**
 * What the store was made with, made now where it is new: of several processes that do it at once one wins and all read
 * its document. Rejects with {@link WrongKey} or {@link KeyStoreUnavailable}.
 */
export async function openInstallation(
  db: Db,
  keyEncryptionKey: KeyObject,
  { firstRoot, mayBegin }: Beginning,
): Promise<Installation> {
  let found = await installationOf(db);
  if (!found) {
    await mayBegin();
    found = await begin(db, keyEncryptionKey, firstRoot);
  }
  assertKnownInstallation(found, db);
  if (found.next)
    throw new KeyStoreUnavailable(
      `${placeOf(db)} 的主密钥更换尚未完成：请再运行 npm run cli -- keys rotate，完成后以新的主密钥启动`,
    );
  if (!opens(found.check.value(), keyEncryptionKey))
    throw new WrongKey(`主密钥与${placeOf(db)} 不符：请检查主密钥的配置(未作任何改动)`);
  return { root: unwrap(found.root.value(), ROOT_LABEL, keyEncryptionKey), keys: keysOf(found, db) };
}

/** Throws {@link KeyStoreUnavailable} for a layout this release does not know. */
export function assertKnownInstallation({ layout }: InstallationDocument, db: Db): void {
  if (layout !== FIRST_LAYOUT && layout !== EXCHANGED_LAYOUT)
    throw new KeyStoreUnavailable(`${placeOf(db)} 由更新的版本写成(${layout})，本版本不能使用`);
}

/** The wrappings in use. */
export function keysOf({ keys = DATA_KEYS }: Pick<InstallationDocument, 'keys'>, db: Db): Collection<KeyDocument> {
  return db.collection<KeyDocument>(keys);
}

async function begin(db: Db, keyEncryptionKey: KeyObject, firstRoot: Buffer): Promise<InstallationDocument> {
  if (await db.collection<KeyDocument>(DATA_KEYS).findOne({}, LINEARIZABLE))
    throw new KeyStoreUnavailable(`${placeOf(db)} 缺少主密钥的核对值，内容不完整`);
  const made = {
    layout: FIRST_LAYOUT,
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
