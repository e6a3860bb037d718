import { createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Collection } from 'mongodb';
import { Binary } from 'mongodb';
import { LINEARIZABLE } from '../read-store/linearizable.js';
import type { ReadStore } from '../read-store/read-store.js';
import { connectReadStore } from '../read-store/read-store.js';
import { steadyTimer } from '../read-store/timer.js';
import { unlessThere } from '../read-store/unless-there.js';
import type { Held } from './held-keys.js';
import { assertSubjects, onlyKeys } from './held-keys.js';
import { dataKeyLabel } from './key-check.js';
import type { DataKey, InstallationKeys } from './key-store.port.js';
import { KeyStoreUnavailable, SubjectErased, WrongKey } from './key-store.port.js';
import { keyEncryptionKeyOf, unwrap, wrap } from './key-wrapping.js';
import { lookUpRootOf } from './look-up-hash.js';
import type { KeyDocument } from './mongo.key-installation.js';
import { CLOSED, openInstallation, placeOf } from './mongo.key-installation.js';

/** Keys are small and read at once: a store that takes longer is away, and whoever waits for a seal is told in time. */
const ANSWER_MS = 4_000;

export const KEYS_DATABASE = 'keys';
const FIRST_VERSION = 1;
const KEY_BYTES = 32;
/** So many fit one answer: a page that came later would not be linearizable. */
const AT_ONCE = 1_000;
/**
 * A negative limit lets the server keep no cursor; without a size its first answer holds 101 documents. One more than the
 * keys: with them the mark is asked for that closes their collection.
 */
const IN_ONE_ANSWER = { ...LINEARIZABLE, limit: -(AT_ONCE + 1), batchSize: AT_ONCE + 1 };

export interface MongoKeyStoreOptions {
  readonly url: string;
  /** A database of its own; default `keys`. */
  readonly database?: string;
  /** 32 bytes, from the environment or a key service; never written anywhere by us. */
  readonly keyEncryptionKey: Buffer;
  /** Asked before a new store is begun; rejects when there ought to be one. */
  readonly mayBegin?: () => Promise<void>;
}

/**
 * The keys of an installation whose processes share no folder. Nothing is remembered between two calls: what another
 * process destroyed is gone at the next. A key is used only once it was read back, hence on a majority of the servers and in their
 * journals, and the same for everybody whoever made it.
 *
 * An exchange of the key-encryption key closes the collection of the keys before it looks through it. A key that was read
 * while the collection was not closed was therefore in it in time; from then on everything asked here is rejected, and what this
 * process may still write there nobody has used and nobody reads: it has to be started with the new key.
 *
 * What a destroyed key was overwritten with reaches the server's data files at its next checkpoint; its journal, its
 * oplog and its backups hold the wrapping until they are reused or destroyed. Against these only the destruction of the
 * key-encryption key helps, or the end of their own retention.
 *
 * Rejects with `WrongKey`, `KeyStoreUnavailable` or RangeError (key length), each with one line for the operator.
 */
export async function openMongoKeyStore(options: MongoKeyStoreOptions): Promise<InstallationKeys> {
  keyEncryptionKeyOf(options.keyEncryptionKey);
  const store = await connectKeys(options.url, options.database);
  return keyStoreIn(store, options.keyEncryptionKey, options.mayBegin);
}

/** The database of the keys alone. Rejects with `KeyStoreUnavailable` when nobody answers. */
export function connectKeys(url: string, database = KEYS_DATABASE): Promise<ReadStore> {
  return connectReadStore(url, database).catch((error: unknown) => {
    throw new KeyStoreUnavailable(`密钥库 MONGO_URL/${database} 没有应答`, { cause: error });
  });
}

/** The same over a connection, which is closed with the store, and when it is refused. */
export async function keyStoreIn(
  store: ReadStore,
  keyBytes: Buffer,
  mayBegin: () => Promise<void> = () => Promise.resolve(),
): Promise<InstallationKeys> {
  try {
    const keyEncryptionKey = keyEncryptionKeyOf(keyBytes);
    const beginning = { firstRoot: lookUpRootOf(keyBytes), mayBegin };
    const { root, keys } = await openInstallation(store.db, keyEncryptionKey, beginning);
    return new MongoKeyStore(store, keys, keyEncryptionKey, root);
  } catch (error) {
    await store.close();
    if (error instanceof WrongKey || error instanceof KeyStoreUnavailable || error instanceof RangeError) throw error;
    throw unavailable(placeOf(store.db), error);
  }
}

class MongoKeyStore implements InstallationKeys {
  private readonly place: string;
  private readonly running = new Set<Promise<unknown>>();
  private closed = false;

  constructor(
    private readonly store: ReadStore,
    private readonly documents: Collection<KeyDocument>,
    private readonly keyEncryptionKey: KeyObject,
    readonly lookUpRoot: Buffer,
  ) {
    this.place = placeOf(store.db);
  }

  async obtain(subjects: readonly string[]): Promise<Map<string, DataKey>> {
    return this.askedInTime(subjects, async () => {
      const held = await this.read(subjects);
      const missing = [...new Set(subjects)].filter((subject) => !held.has(subject));
      if (missing.length === 0) return onlyKeys(subjects, held);
      await this.make(missing);
      return onlyKeys(subjects, await this.read(subjects));
    });
  }

  async find(subjects: readonly string[]): Promise<Map<string, Held>> {
    return this.askedInTime(subjects, () => this.read(subjects));
  }

  async destroy(subject: string): Promise<void> {
    const emptied = { $set: { wrapped: null }, $setOnInsert: { version: FIRST_VERSION } };
    const write = () => this.documents.updateOne({ _id: subject }, emptied, { upsert: true });
    await this.asked([subject], async () => {
      let done = false;
      await unlessThere(async () => {
        await write();
        done = true;
      });
      // Somebody made its key at the same time; no document is ever taken away, so that this one meets it.
      if (!done) await write();
      // Written into a closed collection the marker may have come too late to be taken along.
      await this.read([subject]);
    });
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await Promise.allSettled(this.running);
    await this.store.close();
  }

  /** Whoever is quicker has made it: a document that stands is left as it is. */
  private async make(subjects: readonly string[]): Promise<void> {
    const operations = subjects.map((subject) => ({
      updateOne: {
        filter: { _id: subject },
        update: { $setOnInsert: { version: FIRST_VERSION, wrapped: this.newKeyOf(subject) } },
        upsert: true,
      },
    }));
    await unlessThere(() => this.documents.bulkWrite(operations, { ordered: false }));
  }

  private newKeyOf(subject: string): Binary {
    return new Binary(wrap(randomBytes(KEY_BYTES), dataKeyLabel(subject, FIRST_VERSION), this.keyEncryptionKey));
  }

  /** In the order asked. */
  private async read(subjects: readonly string[]): Promise<Map<string, Held>> {
    const wanted = [...new Set(subjects)];
    const found = new Map<string, Held>();
    for (let from = 0; from < wanted.length; from += AT_ONCE) {
      const piece = wanted.slice(from, from + AT_ONCE);
      const documents = await this.documents.find({ _id: { $in: [...piece, CLOSED] } }, IN_ONE_ANSWER).toArray();
      for (const document of documents) found.set(document._id, this.opened(document));
    }
    const held = new Map<string, Held>();
    for (const subject of wanted) {
      const key = found.get(subject);
      if (key !== undefined) held.set(subject, key);
    }
    return held;
  }

  private opened({ _id: subject, version, wrapped }: KeyDocument): Held {
    if (subject === CLOSED)
      throw new KeyStoreUnavailable(
        `${this.place} 的主密钥已换或正在更换：请在 keys rotate 完成后以新的主密钥重新启动本进程`,
      );
    if (wrapped === null) return 'destroyed';
    const secret = unwrap(wrapped.value(), dataKeyLabel(subject, version), this.keyEncryptionKey);
    return { subject, version, key: createSecretKey(secret) };
  }

  private async asked<Answer>(subjects: readonly string[], work: () => Promise<Answer>): Promise<Answer> {
    assertSubjects(subjects);
    if (this.closed) throw new KeyStoreUnavailable(`${this.place} 已关闭`);
    const running = work();
    this.running.add(running);
    try {
      return await running;
    } catch (error) {
      if (error instanceof SubjectErased || error instanceof KeyStoreUnavailable) throw error;
      throw unavailable(this.place, error);
    } finally {
      this.running.delete(running);
    }
  }

  /** The same for who looks for keys: a key that comes too late for him does no harm. */
  private async askedInTime<Answer>(subjects: readonly string[], work: () => Promise<Answer>): Promise<Answer> {
    const answered = new AbortController();
    try {
      return await Promise.race([this.asked(subjects, work), this.tooLate(answered.signal)]);
    } finally {
      answered.abort();
    }
  }

  private async tooLate(answered: AbortSignal): Promise<never> {
    await steadyTimer.pause(ANSWER_MS, { signal: answered });
    throw new KeyStoreUnavailable(`${this.place} 没有在 ${ANSWER_MS / 1_000} 秒内应答`);
  }
}

function unavailable(place: string, error: unknown): KeyStoreUnavailable {
  return new KeyStoreUnavailable(`${place} 暂时不能读写：${String(error)}`, { cause: error });
}
