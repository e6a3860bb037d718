import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { Binary } from 'mongodb';
import type { InstallationKeys } from '../../src/platform/sealing/key-store.port.js';
import { KeyStoreUnavailable, SubjectErased, WrongKey } from '../../src/platform/sealing/key-store.port.js';
import type { KeyDocument } from '../../src/platform/sealing/mongo.key-installation.js';
import { DATA_KEYS, installationsIn } from '../../src/platform/sealing/mongo.key-installation.js';
import { keyStoreIn, openMongoKeyStore } from '../../src/platform/sealing/mongo.key-store.js';
import { Sealer } from '../../src/platform/sealing/sealer.js';
import { canaries, findCanaries } from '../support/canary.js';
import { Crash, crashingReadStore } from '../support/faults.js';
import { FaultProxy } from '../support/fault-proxy/fault-proxy.js';
import { startEmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import type { EmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import { connectReadStore } from '../../src/platform/read-store/read-store.js';

const keyEncryptionKey = randomBytes(32);
const NO_KEY = createSecretKey(Buffer.alloc(32));

describe('the key store in MongoDB', () => {
  let server: EmbeddedMongo;
  let proxy: FaultProxy;
  let database: string;
  let beside: ReadStore;
  let open: InstallationKeys[];

  beforeAll(async () => {
    server = await startEmbeddedMongo();
  });
  afterAll(() => server.close());

  beforeEach(async () => {
    proxy = await FaultProxy.start(Number(new URL(server.url).port));
    database = `keys_${randomUUID().slice(0, 8)}`;
    beside = await connectReadStore(server.url, database);
    open = [];
  });
  afterEach(async () => {
    await proxy.heal();
    await Promise.all(open.map((store) => store.close()));
    await beside.close();
    await proxy.close();
  });

  async function openStore(kek = keyEncryptionKey, url = server.url): Promise<InstallationKeys> {
    const store = await openMongoKeyStore({ url, database, keyEncryptionKey: kek });
    open.push(store);
    return store;
  }

  const documents = () => beside.db.collection<KeyDocument>(DATA_KEYS);

  it('is made once by ten processes that open it at once, under one of two keys that they have', async () => {
    const other = randomBytes(32);
    const opening = Array.from({ length: 10 }, (_, index) => openStore(index % 2 === 0 ? keyEncryptionKey : other));
    const opened = await Promise.allSettled(opening);
    const [won] = opened.filter((each) => each.status === 'fulfilled');
    const roots = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value.lookUpRoot] : []));
    expect(roots.map((root) => won?.value.lookUpRoot.equals(root))).toEqual([true, true, true, true, true]);
    expect(opened.flatMap((each) => (each.status === 'rejected' ? [each.reason as Error] : []))).toEqual(
      Array.from(
        { length: 5 },
        () => new WrongKey(`主密钥与密钥库 MONGO_URL/${database} 不符：请检查主密钥的配置(未作任何改动)`),
      ),
    );
  });

  it('is refused without its check value, and when a newer release has made it', async () => {
    const place = `密钥库 MONGO_URL/${database}`;
    await (await openStore()).obtain(['a']);
    await installationsIn(beside.db).updateOne({ _id: 'installation' }, { $set: { layout: 9 } });
    await expect(openStore()).rejects.toThrow(new KeyStoreUnavailable(`${place} 由更新的版本写成(9)，本版本不能使用`));
    await installationsIn(beside.db).deleteMany({});
    await expect(openStore()).rejects.toThrow(new KeyStoreUnavailable(`${place} 缺少主密钥的核对值，内容不完整`));
    expect(await installationsIn(beside.db).countDocuments()).toBe(0);
  });

  it('opens no key that was altered or put into the document of another subject, and still opens the rest', async () => {
    const store = await openStore();
    await store.obtain(['a', 'b', 'c']);
    const [b, c] = await Promise.all(['b', 'c'].map((_id) => documents().findOne({ _id })));
    const damaged = Buffer.from(c?.wrapped?.value() ?? []);
    damaged.writeUInt8(damaged.readUInt8(20) ^ 1, 20);
    await documents().updateOne({ _id: 'a' }, { $set: { wrapped: b?.wrapped ?? null } });
    await documents().updateOne({ _id: 'c' }, { $set: { wrapped: new Binary(damaged) } });
    const asked = await Promise.allSettled([store.find(['a']), store.find(['b']), store.obtain(['c'])]);
    expect(asked.map((answer) => answer.status)).toEqual(['rejected', 'fulfilled', 'rejected']);
    await expect(store.obtain(['a'])).rejects.toThrow(KeyStoreUnavailable);
  });

  it('leaves nothing of a destroyed key in its document', async () => {
    const store = await openStore();
    await store.obtain(['a']);
    await store.destroy('a');
    expect(await documents().find().toArray()).toEqual([{ _id: 'a', version: 1, wrapped: null }]);
  });

  it('holds neither keys nor texts in clear', async () => {
    const store = await openStore();
    const people = canaries('mongo-key-store');
    await new Sealer(store).sealAll(
      Object.values(people).map((plain) => ({ subject: 'person-1', group: 'PI1' as const, plain })),
    );
    const key = (await store.obtain(['person-1'])).get('person-1')?.key.export() ?? Buffer.alloc(0);
    const kept = [...(await documents().find().toArray()), ...(await installationsIn(beside.db).find().toArray())];
    const bytes = kept.flatMap((document) =>
      Object.values(document).map((value: unknown) => (value instanceof Binary ? Buffer.from(value.value()) : value)),
    );
    const secrets = [key, keyEncryptionKey, store.lookUpRoot];
    expect(bytes.filter((value) => Buffer.isBuffer(value) && secrets.some((secret) => value.includes(secret)))).toEqual(
      [],
    );
    expect(await findCanaries(people, { text: JSON.stringify(kept) })).toEqual([]);
  });

  it('says that nobody is there, at the start and later, and goes on when the server is back', async () => {
    const store = await openStore(keyEncryptionKey, proxy.through(server.url));
    await store.obtain(['a']);
    await proxy.refuse();
    await expect(openStore(keyEncryptionKey, proxy.through(server.url))).rejects.toMatchObject({
      message: `密钥库 MONGO_URL/${database} 没有应答`,
    });
    await expect(store.find(['a'])).rejects.toThrow(KeyStoreUnavailable);
    await expect(store.obtain(['b'])).rejects.toThrow(KeyStoreUnavailable);
    await expect(store.destroy('a')).rejects.toThrow(KeyStoreUnavailable);
    await proxy.heal();
    expect([...(await store.obtain(['a', 'b'])).keys()]).toEqual(['a', 'b']);
  });

  const ends = [1, 2, 3, 4].flatMap((at) => (['before', 'after'] as const).map((when) => [when, at] as const));
  it.each(ends)(
    'a process that ends %s its request %i leaves one key, the same for who comes after it',
    async (when, at) => {
      const crash = new Crash(at, when);
      const dying = async () => {
        const line = crashingReadStore(await connectReadStore(server.url, database), crash);
        const store = await keyStoreIn(line, keyEncryptionKey);
        open.push(store);
        return store.obtain(['a', 'b']);
      };
      await expect(dying()).rejects.toThrow(KeyStoreUnavailable);
      expect(crash.over).toBe(true);
      const [one, two] = await Promise.all([
        (await openStore()).obtain(['a', 'b']),
        (await openStore()).obtain(['b', 'a']),
      ]);
      expect(['a', 'b'].map((subject) => one.get(subject)?.key.equals(two.get(subject)?.key ?? NO_KEY))).toEqual([
        true,
        true,
      ]);
      expect(await documents().countDocuments()).toBe(2);
    },
  );

  it('erases all the same when the answer was lost, and again when it is asked again', async () => {
    const store = await openStore(keyEncryptionKey, proxy.through(server.url));
    await store.obtain(['a']);
    const crash = new Crash(1, 'after', (request) => request.startsWith('updateOne'));
    const dying = await keyStoreIn(
      crashingReadStore(await connectReadStore(server.url, database), crash),
      keyEncryptionKey,
    );
    open.push(dying);
    await expect(dying.destroy('a')).rejects.toThrow(KeyStoreUnavailable);
    expect((await store.find(['a'])).get('a')).toBe('destroyed');
    await store.destroy('a');
    await expect(store.obtain(['a'])).rejects.toThrow(SubjectErased);
  });
});
