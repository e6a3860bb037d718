import { randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Collection, Db } from 'mongodb';
import { Binary } from 'mongodb';
import { LINEARIZABLE } from '../read-store/linearizable.js';
import { unlessThere } from '../read-store/unless-there.js';
import { ROOT_LABEL, checkValueOf, dataKeyLabel, opens } from './key-check.js';
import { KeyStoreUnavailable, WrongKey } from './key-store.port.js';
import { keyEncryptionKeyOf, unwrap, wrap } from './key-wrapping.js';
import type { InstallationDocument, KeyDocument, WrappedKeys } from './mongo.key-installation.js';
import {
  CLOSED,
  DATA_KEYS,
  EXCHANGED_LAYOUT,
  assertKnownInstallation,
  installationOf,
  installationsIn,
  keysOf,
  placeOf,
} from './mongo.key-installation.js';
import type { Exchanged, KeyExchange } from './sqlite.key-exchange.js';

const AT_ONCE = 500;

/** As of the other stores, but for the file; and how many keys are read and wrapped at once, a few hundred unless given. */
type ExchangeIn = Omit<KeyExchange, 'file'> & { readonly atOnce?: number };

/**
 * Wraps every data key and the root of the look-up hashes by the next key, each wrapping in a new collection beside the one
 * in use, which is read only; then one document says that the new collection counts, and what is in the old one goes.
 * Broken off before that document, no process opens the store; the same call again finishes, and so does one with another
 * next key (or the current one), for what was given up half-way is never read. Before anything is written every key was
 * opened with the current one. A process that still runs is shut out, see `openMongoKeyStore`.
 * Rejects with {@link WrongKey} when neither key is the store's and with {@link KeyStoreUnavailable}, nothing lost.
 */
export async function exchangeKeysIn(db: Db, exchange: ExchangeIn): Promise<Exchanged> {
  try {
    return await exchangeIn(db, exchange);
  } catch (error) {
    if (error instanceof WrongKey || error instanceof KeyStoreUnavailable || error instanceof RangeError) throw error;
    throw new KeyStoreUnavailable(`${placeOf(db)} 换主密钥中断：再运行一次即完成：${String(error)}`, { cause: error });
  }
}

async function exchangeIn(db: Db, { current, next, step, atOnce = AT_ONCE }: ExchangeIn): Promise<Exchanged> {
  const [under, by] = [keyEncryptionKeyOf(current), keyEncryptionKeyOf(next)];
  const standing = await installationOf(db);
  if (!standing) throw new KeyStoreUnavailable(`${placeOf(db)} 还没有建立，没有主密钥可换`);
  assertKnownInstallation(standing, db);
  const its = [by, under].find((key) => opens(standing.check.value(), key));
  if (!its) throw new WrongKey(`两把主密钥都与${placeOf(db)} 不符：请检查主密钥的配置(未作任何改动)`);
  if (its === by && !standing.next) {
    await removeFormer(db);
    return { changed: false, keys: 0 };
  }
  const source = keysOf(standing, db);
  const root = opened(standing.root, ROOT_LABEL, its);
  for await (const documents of pagesOf(source, atOnce)) for (const document of documents) secretOf(document, its);
  step('wrapping');
  const announced = await announce(db, standing, { by, root });
  // Whoever was given a key of it made that key before: from here on the collection holds all that ever will be used.
  await unlessThere(() =>
    source.updateOne({ _id: CLOSED }, { $setOnInsert: { version: 0, wrapped: null } }, { upsert: true }),
  );
  let keys = 0;
  for await (const documents of pagesOf(source, atOnce))
    keys += await wrapAnew(documents, { into: keysOf(announced, db), its, by });
  step('committing');
  await commit(db, standing, announced);
  step('committed');
  await removeFormer(db);
  return { changed: true, keys };
}

/** The collection the wrappings go to, one under the same next key that was begun before; no process opens the store now. */
async function announce(
  db: Db,
  standing: InstallationDocument,
  { by, root }: { readonly by: KeyObject; readonly root: Buffer },
): Promise<WrappedKeys> {
  const { generation, next: begun, former = [] } = standing;
  if (begun && opens(begun.check.value(), by)) return begun;
  const next = {
    keys: `${DATA_KEYS}_${randomUUID()}`,
    check: new Binary(checkValueOf(by)),
    root: new Binary(wrap(root, ROOT_LABEL, by)),
  };
  const unchanged = begun ? { 'next.keys': begun.keys } : { next: { $exists: false } };
  const { matchedCount } = await installationsIn(db).updateOne(
    { _id: 'installation', generation, ...unchanged },
    { $set: { layout: EXCHANGED_LAYOUT, next, former: begun ? [...former, begun.keys] : former } },
  );
  if (matchedCount !== 1) throw besideAnother(db);
  return next;
}

/** From here on the next key counts, and no other. */
async function commit(db: Db, standing: InstallationDocument, { keys, check, root }: WrappedKeys): Promise<void> {
  const now = await installationOf(db);
  const former = [...(now?.former ?? []), standing.keys ?? DATA_KEYS];
  const { matchedCount } = await installationsIn(db).updateOne(
    { _id: 'installation', generation: standing.generation, 'next.keys': keys },
    { $set: { generation: standing.generation + 1, keys, check, root, former }, $unset: { next: '' } },
  );
  if (matchedCount !== 1) throw besideAnother(db);
}

/** Their names never return, so that nothing in use is removed, whoever is slow. The mark that closes them stays. */
async function removeFormer(db: Db): Promise<void> {
  for (const name of (await installationOf(db))?.former ?? [])
    await db.collection<KeyDocument>(name).deleteMany({ _id: { $ne: CLOSED } });
}

/** Wraps these keys anew where that has not been done, marks what is destroyed, and opens what then stands; how many keys. */
async function wrapAnew(
  documents: readonly KeyDocument[],
  { into, its, by }: { readonly into: Collection<KeyDocument>; readonly its: KeyObject; readonly by: KeyObject },
): Promise<number> {
  const secrets = new Map(documents.map((document) => [document._id, secretOf(document, its)]));
  const operations = documents.map(({ _id, version }) => {
    const secret = secrets.get(_id);
    const update = secret
      ? { $setOnInsert: { version, wrapped: new Binary(wrap(secret, dataKeyLabel(_id, version), by)) } }
      : { $set: { wrapped: null }, $setOnInsert: { version } };
    return { updateOne: { filter: { _id }, update, upsert: true } };
  });
  await unlessThere(() => into.bulkWrite(operations, { ordered: false }));
  const standing = await into.find({ _id: { $in: [...secrets.keys()] } }, inOneAnswer(documents.length)).toArray();
  const byId = new Map(standing.map((document) => [document._id, document]));
  for (const [subject, secret] of secrets) {
    const document = byId.get(subject);
    const stands = document && secretOf(document, by);
    if (!document || (stands && !(secret && stands.equals(secret))) || (secret && !stands))
      throw new KeyStoreUnavailable(`${subject} 的密钥未能重新包裹，请再运行一次`);
  }
  return [...secrets.values()].filter((secret) => secret !== undefined).length;
}

function inOneAnswer(atOnce: number) {
  return { ...LINEARIZABLE, sort: { _id: 1 }, limit: -atOnce, batchSize: atOnce } as const;
}

/** All documents of subjects, in their order. */
async function* pagesOf(
  keys: Collection<KeyDocument>,
  atOnce: number,
): AsyncGenerator<readonly KeyDocument[], void, void> {
  for (let after = ''; ;) {
    const page = await keys.find({ _id: { $gt: after, $lt: CLOSED } }, inOneAnswer(atOnce)).toArray();
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = last._id;
  }
}

/** Undefined where it was destroyed. */
function secretOf({ _id: subject, version, wrapped }: KeyDocument, key: KeyObject): Buffer | undefined {
  return wrapped === null ? undefined : opened(wrapped, dataKeyLabel(subject, version), key);
}

function opened(wrapped: Binary, label: string, key: KeyObject): Buffer {
  try {
    return unwrap(wrapped.value(), label, key);
  } catch (error) {
    throw new KeyStoreUnavailable(`${label} 打不开，密钥库已损坏`, { cause: error });
  }
}

function besideAnother(db: Db): KeyStoreUnavailable {
  return new KeyStoreUnavailable(`${placeOf(db)} 正由另一个命令更换主密钥：请待其完成`);
}
