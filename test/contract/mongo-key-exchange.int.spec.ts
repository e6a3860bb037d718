import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { Binary } from 'mongodb';
import type { EmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import { startEmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import { connectReadStore } from '../../src/platform/read-store/read-store.js';
import type { InstallationKeys } from '../../src/platform/sealing/key-store.port.js';
import { KeyStoreUnavailable, WrongKey } from '../../src/platform/sealing/key-store.port.js';
import { exchangeKeysIn } from '../../src/platform/sealing/mongo.key-exchange.js';
import type { KeyDocument } from '../../src/platform/sealing/mongo.key-installation.js';
import { CLOSED, DATA_KEYS, installationsIn } from '../../src/platform/sealing/mongo.key-installation.js';
import { keyStoreIn, openMongoKeyStore } from '../../src/platform/sealing/mongo.key-store.js';
import type { SealedBox } from '../../src/platform/sealing/sealed-box.js';
import { ERASED } from '../../src/platform/sealing/sealed-box.js';
import { Sealer } from '../../src/platform/sealing/sealer.js';
import { Crash, crashingReadStore } from '../support/faults.js';

jest.setTimeout(120_000);

const [first, second, third] = [randomBytes(32), randomBytes(32), randomBytes(32)];
/** More than one page of them. */
const SUBJECTS = Array.from({ length: 501 }, (_, index) => `subject-${String(index).padStart(3, '0')}`);
const GONE = 'subject-499';
/** A full page and a begun one, as all of them are; where the exchange is played again and again. */
const FEW = SUBJECTS.slice(-3);
const FEW_AT_ONCE = 2;
const STEPS = ['wrapping', 'committing', 'committed'];
const textsOf = (subjects: readonly string[]) =>
  subjects.map((subject) => (subject === GONE ? ERASED : `姓名 ${subject}`));
const TEXTS = textsOf(SUBJECTS);
const NO_KEY = createSecretKey(Buffer.alloc(32));

type Step = Pick<Crash, 'step'>;

describe('exchange of the key-encryption key in MongoDB', () => {
  let server: EmbeddedMongo;
  let database: string;
  let beside: ReadStore;
  let open: { close(): Promise<void> }[];

  beforeAll(async () => {
    server = await startEmbeddedMongo();
  });
  afterAll(() => server.close());
  beforeEach(newDatabase);
  afterEach(closeAll);

  async function newDatabase(): Promise<void> {
    database = `keys_${randomUUID().slice(0, 8)}`;
    beside = await connectReadStore(server.url, database);
    open = [beside];
  }

  async function closeAll(): Promise<void> {
    for (const each of open) await each.close();
  }

  const place = () => `密钥库 MONGO_URL/${database}`;
  const unfinished = () =>
    new KeyStoreUnavailable(
      `${place()} 的主密钥更换尚未完成：请再运行 npm run cli -- keys rotate，完成后以新的主密钥启动`,
    );
  const wrong = () => new WrongKey(`主密钥与${place()} 不符：请检查主密钥的配置(未作任何改动)`);
  const shutOut = () =>
    new KeyStoreUnavailable(`${place()} 的主密钥已换或正在更换：请在 keys rotate 完成后以新的主密钥重新启动本进程`);

  async function openStore(keyEncryptionKey: Buffer): Promise<InstallationKeys> {
    const store = await openMongoKeyStore({ url: server.url, database, keyEncryptionKey });
    open.push(store);
    return store;
  }

  /** A process whose every request goes through `step`. */
  async function watched(step: Step, keyEncryptionKey = first): Promise<InstallationKeys> {
    const store = await keyStoreIn(
      crashingReadStore(await connectReadStore(server.url, database), step),
      keyEncryptionKey,
    );
    open.push(store);
    return store;
  }

  /** A store of these subjects, 501 unless others are given, of which one is erased. */
  async function filled(subjects = SUBJECTS): Promise<readonly SealedBox[]> {
    const keys = await openStore(first);
    const boxes = await new Sealer(keys).sealAll(
      subjects.map((subject) => ({ subject, group: 'PI1' as const, plain: `姓名 ${subject}` })),
    );
    await keys.destroy(GONE);
    return boxes;
  }

  async function texts(boxes: readonly SealedBox[], by: Buffer): Promise<readonly string[]> {
    return new Sealer(await openStore(by)).openAll(boxes.map((box) => ({ box, group: 'PI1' as const })));
  }

  const exchange = (current: Buffer, next: Buffer, step: (reached: string) => void = () => undefined) =>
    exchangeKeysIn(beside.db, { current, next, step });

  const through = (step: Step, atOnce?: number) =>
    exchangeKeysIn(crashingReadStore(beside, step).db, {
      current: first,
      next: second,
      step: () => undefined,
      ...(atOnce !== undefined && { atOnce }),
    });

  /** How a process starts with this key: not at all, or with all that it should open. */
  async function startWith(key: Buffer): Promise<string> {
    return openStore(key).then(
      () => 'opens',
      (error: unknown) => (error as Error).message,
    );
  }

  /** What lies in each collection the database has, or the document that speaks of them names. */
  async function lying(): Promise<readonly (readonly string[])[]> {
    const { keys, former = [] } = (await installationsIn(beside.db).findOne({})) ?? {};
    const names = [...former, keys ?? DATA_KEYS];
    return Promise.all(
      names.map(async (name) =>
        (await beside.db.collection<KeyDocument>(name).find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id),
      ),
    );
  }

  it('keeps every text, every erasure and the look-up root, also at the second exchange, and nothing under the old key', async () => {
    const boxes = await filled();
    const root = (await openStore(first)).lookUpRoot;
    const steps: string[] = [];
    const noted = (reached: string) => steps.push(reached);
    expect(await exchange(first, second, noted)).toEqual({ changed: true, keys: 500 });
    expect(await texts(boxes, second)).toEqual(TEXTS);
    expect(await lying()).toEqual([[CLOSED], SUBJECTS]);
    expect(await exchange(second, third, noted)).toEqual({ changed: true, keys: 500 });
    expect(steps).toEqual([...STEPS, ...STEPS]);
    expect(await texts(boxes, third)).toEqual(TEXTS);
    expect(await lying()).toEqual([[CLOSED], [CLOSED], SUBJECTS]);
    for (const given of [first, second]) await expect(openStore(given)).rejects.toThrow(wrong());
    expect(await exchange(second, third, noted)).toEqual({ changed: false, keys: 0 });
    expect((await openStore(third)).lookUpRoot.equals(root)).toBe(true);
    expect(await installationsIn(beside.db).findOne({})).toMatchObject({ layout: 2, generation: 2 });
  });

  it('broken off at any request it opens with one key or is refused, and the same call ends it whole', async () => {
    const counting = new Crash(0, 'before');
    await filled(FEW);
    await through(counting, FEW_AT_ONCE);
    const ended: string[] = [];
    for (let at = 1; at <= counting.steps; at++)
      for (const when of ['before', 'after'] as const) {
        await closeAll();
        await newDatabase();
        const boxes = await filled(FEW);
        const crash = new Crash(at, when);
        await expect(through(crash, FEW_AT_ONCE)).rejects.toThrow(`${place()} 换主密钥中断：再运行一次即完成`);
        const starts = [await startWith(first), await startWith(second)];
        ended.push(stateOf(starts));
        await through(new Crash(0, 'before'), FEW_AT_ONCE);
        expect(await texts(boxes, second)).toEqual(textsOf(FEW));
        expect(await lying()).toEqual([[CLOSED], FEW]);
      }
    expect([...new Set(ended)]).toEqual(['old', 'unfinished', 'new']);
    expect(ended).toEqual([...ended].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
  });

  const ORDER = ['old', 'unfinished', 'new'];
  function stateOf(starts: readonly string[]): string {
    const states: Readonly<Record<string, readonly string[]>> = {
      old: ['opens', wrong().message],
      unfinished: [unfinished().message, unfinished().message],
      new: [wrong().message, 'opens'],
    };
    const found = ORDER.find((state) => JSON.stringify(states[state]) === JSON.stringify(starts));
    return found ?? starts.join(' | ');
  }

  it('takes along every key that a running process was given, and every erasure that was confirmed to it, at whichever moment', async () => {
    const boxes = await filled();
    const running = await openStore(first);
    const [given, erased, refused] = [new Map<string, Buffer>(), new Set<string>(), new Set<string>()];
    let at = 0;
    const meanwhile = async (): Promise<void> => {
      const [made, gone] = [`made-${at}`, SUBJECTS[at] ?? ''];
      at++;
      await running.obtain([made]).then(
        (keys) => given.set(made, keys.get(made)?.key.export() ?? Buffer.alloc(0)),
        (error: unknown) => refused.add((error as Error).message),
      );
      await running.destroy(gone).then(
        () => erased.add(gone),
        (error: unknown) => refused.add((error as Error).message),
      );
      await running.find([made]).catch((error: unknown) => refused.add((error as Error).message));
    };
    await through({ step: async (_, work) => meanwhile().then(work) });
    expect([given.size > 2, erased.size > 2, [...refused]]).toEqual([true, true, [shutOut().message]]);
    const keys = await openStore(second);
    const found = await keys.find([...given.keys()]);
    const same = [...given].map(([subject, key]) => {
      const held = found.get(subject);
      return held !== undefined && held !== 'destroyed' && held.key.export().equals(key);
    });
    expect(same).toEqual([...given].map(() => true));
    const destroyed = await keys.find([...erased]);
    expect([...destroyed.values()]).toEqual([...erased].map(() => 'destroyed'));
    const told = await texts(boxes, second);
    expect(told.filter((text, index) => text !== TEXTS[index] && text !== ERASED)).toEqual([]);
    expect([...(await keys.obtain(['made-9999'])).keys()]).toEqual(['made-9999']);
  });

  it.each([1, 2, 3])(
    'a process asking for a new key is refused when the whole exchange falls before its request %i, and makes it when started anew',
    async (request) => {
      await filled();
      let asked = 0;
      let asking = false;
      const late = await watched({
        step: async (_, work) => {
          if (asking && ++asked === request) await exchange(first, second);
          return work();
        },
      });
      asking = true;
      await expect(late.obtain(['late'])).rejects.toThrow(shutOut());
      await expect(late.find(['late'])).rejects.toThrow(shutOut());
      const keys = await openStore(second);
      const made = (await keys.obtain(['late'])).get('late')?.key ?? NO_KEY;
      expect((await (await openStore(second)).obtain(['late'])).get('late')?.key.equals(made)).toBe(true);
    },
  );

  it('an erasure that the exchange overtook is not confirmed, nor one whose answer comes after it', async () => {
    await filled();
    for (const when of ['before', 'after'] as const) {
      let asking = false;
      const [current, next] = when === 'before' ? [first, second] : [second, third];
      const late = await watched(
        {
          step: async (request, work) => {
            const due = asking && request.startsWith('updateOne');
            if (due && when === 'before') await exchange(current, next);
            const answer = await work();
            if (due && when === 'after') await exchange(current, next);
            return answer;
          },
        },
        current,
      );
      asking = true;
      await expect(late.destroy('subject-003')).rejects.toThrow(shutOut());
    }
    expect((await (await openStore(third)).find(['subject-003'])).get('subject-003')).toBe('destroyed');
  });

  it.each([
    ['another next key', third],
    ['the current key', first],
  ])('what was begun and given up ends with %s, and nothing under the key given up stays', async (_, other) => {
    const boxes = await filled();
    await expect(through(new Crash(2, 'before', (request) => request.startsWith('bulkWrite')))).rejects.toThrow('中断');
    expect(await exchange(first, other)).toEqual({ changed: true, keys: 500 });
    expect(await texts(boxes, other)).toEqual(TEXTS);
    expect(await lying()).toEqual([[], [CLOSED], SUBJECTS]);
    await expect(openStore(second)).rejects.toThrow(wrong());
  });

  it('of two commands with different next keys one ends it and the other is told, at whichever request they meet', async () => {
    const told = `${place()} 正由另一个命令更换主密钥：请待其完成`;
    const boxes = await filled();
    let begun = false;
    const slow = through({
      step: async (request, work) => {
        if (!begun && request.startsWith('bulkWrite')) {
          begun = true;
          await exchange(first, third);
        }
        return work();
      },
    });
    await expect(slow).rejects.toThrow(new KeyStoreUnavailable(told));
    expect(await texts(boxes, third)).toEqual(TEXTS);
    await expect(openStore(second)).rejects.toThrow(wrong());
  });

  it('is refused before anything is written: no store, foreign keys, a damaged key, a newer release', async () => {
    await expect(exchange(first, second)).rejects.toThrow(
      new KeyStoreUnavailable(`${place()} 还没有建立，没有主密钥可换`),
    );
    const boxes = await filled();
    const before = await installationsIn(beside.db).find().toArray();
    await expect(exchange(third, second)).rejects.toThrow(
      new WrongKey(`两把主密钥都与${place()} 不符：请检查主密钥的配置(未作任何改动)`),
    );
    const documents = beside.db.collection<KeyDocument>(DATA_KEYS);
    const whole = await documents.findOne({ _id: 'subject-500' });
    await documents.updateOne({ _id: 'subject-500' }, { $set: { wrapped: new Binary(Buffer.alloc(60)) } });
    await expect(exchange(first, second)).rejects.toThrow('["data-key","subject-500",1] 打不开，密钥库已损坏');
    await documents.updateOne({ _id: 'subject-500' }, { $set: { wrapped: whole?.wrapped ?? null } });
    expect(await installationsIn(beside.db).find().toArray()).toEqual(before);
    expect([await texts(boxes, first), await lying()]).toEqual([TEXTS, [SUBJECTS]]);
    await installationsIn(beside.db).updateOne({}, { $set: { layout: 9 } });
    await expect(exchange(first, second)).rejects.toThrow(
      new KeyStoreUnavailable(`${place()} 由更新的版本写成(9)，本版本不能使用`),
    );
  });
});
