import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DataKey, KeyStore } from '../../src/platform/sealing/key-store.port.js';
import { KeyStoreUnavailable, SubjectErased, WrongKey } from '../../src/platform/sealing/key-store.port.js';
import type { SealedBox } from '../../src/platform/sealing/sealed-box.js';
import { Sealer } from '../../src/platform/sealing/sealer.js';
import { openSqliteKeyStore } from '../../src/platform/sealing/sqlite.key-store.js';
import { openDatabase } from '../../src/platform/sqlite/database-sync.js';
import { canaries, findCanaries } from '../support/canary.js';

const keyEncryptionKey = randomBytes(32);

describe('key store in SQLite', () => {
  let folder: string;
  let file: string;
  let open: KeyStore[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'key-store-'));
    file = join(folder, 'keys', 'keys.db');
    open = [];
  });

  afterEach(async () => {
    await Promise.all(open.map((store) => store.close()));
    await rm(folder, { recursive: true });
  });

  function openStore(kek = keyEncryptionKey): KeyStore {
    const store = openSqliteKeyStore({ file, keyEncryptionKey: kek });
    open.push(store);
    return store;
  }

  async function keyOf(store: KeyStore, subject: string): Promise<DataKey> {
    const key = (await store.obtain([subject])).get(subject);
    if (key === undefined) throw new Error(`no key for ${subject}`);
    return key;
  }

  it('gives each subject a key of its own, the same at every call and after a restart', async () => {
    const store = openStore();
    const first = await store.obtain(['a', 'b', 'a']);
    expect([...first.keys()]).toEqual(['a', 'b']);
    const [a, b] = [await keyOf(store, 'a'), await keyOf(store, 'b')];
    expect([a.key.equals(b.key), first.get('a')?.key.equals(a.key), a.version, a.key.symmetricKeySize]).toEqual([
      false,
      true,
      1,
      32,
    ]);
    await store.close();
    const again = openStore();
    expect((await keyOf(again, 'a')).key.equals(a.key)).toBe(true);
    expect([...(await again.find(['b', 'never', 'a'])).keys()]).toEqual(['b', 'a']);
  });

  it('gives one key to 64 callers who ask for one new subject at once, also through two open stores', async () => {
    const stores = [openStore(), openStore()];
    const asked = Array.from({ length: 64 }, (_, index) => stores[index % 2] ?? openStore());
    const keys = await Promise.all(asked.map((store) => keyOf(store, 'household-1')));
    const [one] = keys;
    expect(keys.filter((key) => one !== undefined && key.key.equals(one.key))).toHaveLength(64);
  });

  it('makes the new keys of a thousand concurrent callers in one commit, and none for keys it has', async () => {
    const store = openStore();
    const before = await commitsIn(`${file}-wal`);
    await Promise.all(Array.from({ length: 1_000 }, (_, index) => store.obtain([`subject-${index}`])));
    expect((await commitsIn(`${file}-wal`)) - before).toBe(1);
    await store.obtain(['subject-1', 'subject-999']);
    const other = openStore();
    await other.obtain(['subject-2']);
    expect((await commitsIn(`${file}-wal`)) - before).toBe(1);
  });

  it('leaves a marker where a key was destroyed: never another key, also after a restart, however often', async () => {
    const store = openStore();
    await store.obtain(['a', 'b']);
    await store.destroy('a');
    await store.destroy('a');
    await store.destroy('never-had-one');
    for (const gone of ['a', 'never-had-one']) {
      await expect(store.obtain(['b', gone])).rejects.toThrow(SubjectErased);
      expect((await store.find([gone])).get(gone)).toBe('destroyed');
    }
    await store.close();
    const again = openStore();
    await expect(again.obtain(['a'])).rejects.toMatchObject({ subject: 'a', rule: 'subject-erased' });
    expect((await keyOf(again, 'b')).subject).toBe('b');
  });

  it('refuses only the caller whose subject was erased while others of the same turn wait', async () => {
    const store = openStore();
    await store.destroy('gone');
    const asked = await Promise.allSettled([
      store.obtain(['new-1']),
      store.obtain(['new-2', 'gone']),
      store.obtain(['new-3']),
    ]);
    expect(asked.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('erases a subject whose key another caller is just waiting for', async () => {
    const store = openStore();
    const waiting = store.obtain(['a']);
    const destroyed = store.destroy('a');
    await expect(waiting).rejects.toThrow(SubjectErased);
    await destroyed;
  });

  it('sees at once that another process destroyed a key that it remembers', async () => {
    const [server, commandLine] = [openStore(), openStore()];
    await server.obtain(['a']);
    await commandLine.destroy('a');
    expect((await server.find(['a'])).get('a')).toBe('destroyed');
    await expect(server.obtain(['a'])).rejects.toThrow(SubjectErased);
  });

  it('leaves no byte of a destroyed wrapped key in its files', async () => {
    const store = openStore();
    const subjects = Array.from({ length: 500 }, (_, index) => `subject-${index}`);
    await store.obtain(subjects);
    const wrapped = wrappedOf(file, 'subject-250');
    expect(await filesHolding(join(folder, 'keys'), wrapped)).toEqual(['keys.db-wal']);
    await store.destroy('subject-250');
    for (const part of [
      wrapped.subarray(0, 12),
      wrapped.subarray(12, 28),
      wrapped.subarray(28, 44),
      wrapped.subarray(44),
    ]) {
      expect(await filesHolding(join(folder, 'keys'), part)).toEqual([]);
    }
    expect(await filesHolding(join(folder, 'keys'), wrappedOf(file, 'subject-251'))).toEqual(['keys.db']);
  });

  it('refuses another key-encryption key at the start with one line, and changes nothing', async () => {
    const store = openStore();
    const key = await keyOf(store, 'a');
    await store.close();
    const before = await readFile(file);
    expect(() => openStore(randomBytes(32))).toThrow(
      new WrongKey(`主密钥与密钥库 ${file} 不符：请检查主密钥的配置(未作任何改动)`),
    );
    expect(await readFile(file)).toEqual(before);
    expect((await keyOf(openStore(), 'a')).key.equals(key.key)).toBe(true);
    expect(() => openStore(randomBytes(16))).toThrow('主密钥须为 32 字节，现为 16 字节');
  });

  it('refuses a file that is no key store, one of a newer layout, one without its check value, and a folder that cannot be', async () => {
    await openStore().obtain(['a']);
    const db = openDatabase(file);
    db.exec('DELETE FROM key_check');
    expect(() => openStore()).toThrow(new KeyStoreUnavailable(`密钥库 ${file} 缺少主密钥的核对值，文件不完整`));
    db.exec('PRAGMA user_version = 9');
    expect(() => openStore()).toThrow(new KeyStoreUnavailable(`密钥库 ${file} 由更新的版本写成(9)，本版本不能使用`));
    db.close();
    const other = join(folder, 'other.txt');
    await writeFile(other, 'this is no database at all, however long one makes it'.repeat(100));
    expect(() => openSqliteKeyStore({ file: other, keyEncryptionKey })).toThrow(KeyStoreUnavailable);
    expect(() => openSqliteKeyStore({ file: join(other, 'keys.db'), keyEncryptionKey })).toThrow(KeyStoreUnavailable);
  });

  it('opens no key that was altered or put into the row of another subject, and still opens the rest', async () => {
    const store = openStore();
    await store.obtain(['a', 'b', 'c']);
    await store.close();
    const db = openDatabase(file);
    db.exec("UPDATE data_keys SET wrapped = (SELECT wrapped FROM data_keys WHERE subject = 'b') WHERE subject = 'a'");
    const damaged = Buffer.from(wrappedOf(file, 'c'));
    damaged.writeUInt8(damaged.readUInt8(20) ^ 1, 20);
    db.prepare("UPDATE data_keys SET wrapped = ? WHERE subject = 'c'").run(damaged);
    db.close();
    const again = openStore();
    const asked = await Promise.allSettled([
      again.find(['a']),
      again.find(['b']),
      again.obtain(['c']),
      again.obtain(['new']),
    ]);
    expect(asked.map((answer) => answer.status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
    await expect(again.obtain(['a'])).rejects.toThrow(KeyStoreUnavailable);
  });

  it('keeps nothing when it cannot write, says so to every caller, and goes on when it can', async () => {
    const store = openStore();
    const other = openDatabase(file);
    other.exec(
      "CREATE TRIGGER full BEFORE INSERT ON data_keys WHEN NEW.subject = 'b' BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
    );
    const asked = await Promise.allSettled([store.obtain(['a']), store.obtain(['b'])]);
    expect(asked.map((answer) => answer.status === 'rejected' && answer.reason instanceof KeyStoreUnavailable)).toEqual(
      [true, true],
    );
    expect(await store.find(['a', 'b'])).toEqual(new Map());
    other.exec('DROP TRIGGER full');
    other.close();
    expect([...(await store.obtain(['a', 'b'])).keys()]).toEqual(['a', 'b']);
  });

  it('takes no subject that could not be told apart in print, and nothing after it was closed', async () => {
    const store = openStore();
    for (const subject of ['', '张三', 'a b', 'a\u0000', 'a'.repeat(201)])
      await expect(store.obtain([subject])).rejects.toThrow(TypeError);
    const waiting = store.obtain(['a']);
    await store.close();
    expect([...(await waiting).keys()]).toEqual(['a']);
    await expect(store.find(['a'])).rejects.toThrow(KeyStoreUnavailable);
    await store.close();
  });

  it('is readable by its owner alone and holds neither keys nor texts in clear', async () => {
    const store = openStore();
    const people = canaries('key-store');
    await new Sealer(store).sealAll(
      Object.values(people).map((plain) => ({ subject: 'person-1', group: 'PI1' as const, plain })),
    );
    const key = await keyOf(store, 'person-1');
    expect(await findCanaries(people, { folder: join(folder, 'keys') })).toEqual([]);
    expect(await filesHolding(join(folder, 'keys'), key.key.export())).toEqual([]);
    expect(await filesHolding(join(folder, 'keys'), keyEncryptionKey)).toEqual([]);
    expect(JSON.stringify(key)).toBe('{"subject":"person-1","version":1,"key":{}}');
    for (const name of await readdir(join(folder, 'keys')))
      expect((await stat(join(folder, 'keys', name))).mode & 0o077).toBe(0);
  });

  it('has kept every key it promised when the process is killed at any moment', async () => {
    let promised = 0;
    for (const round of [1, 2, 3]) {
      const boxes = await boxesUntilKilled(file, `round${round}`, 40 * round);
      const store = openStore();
      const opened = await new Sealer(store).openAll(boxes.map((box) => ({ box, group: 'PI1' as const })));
      expect(opened).toEqual(boxes.map((box) => `姓名 ${box.subject}`));
      await store.close();
      promised += boxes.length;
    }
    expect(promised).toBeGreaterThanOrEqual(240);
  });
});

/** What a child process acknowledged before it was killed: whole lines only. */
async function boxesUntilKilled(file: string, prefix: string, enough: number): Promise<SealedBox[]> {
  const program = [join(__dirname, '../support/typescript-child.cjs'), join(__dirname, 'key-store.child.ts')];
  const child = spawn(process.execPath, [...program, file, keyEncryptionKey.toString('hex'), prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  let last = '';
  child.stdout.on('data', (chunk: Buffer) => (last = chunk.toString()));
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === enough) child.kill('SIGKILL');
  }
  await closed;
  const whole = last.endsWith('\n') ? lines : lines.slice(0, -1);
  return whole.map((line) => JSON.parse(line) as SealedBox);
}

function wrappedOf(file: string, subject: string): Buffer {
  const db = openDatabase(file, { readOnly: true });
  const { wrapped } = db.prepare('SELECT wrapped FROM data_keys WHERE subject = ?').get(subject) as {
    wrapped: Uint8Array;
  };
  db.close();
  return Buffer.from(wrapped);
}

async function filesHolding(folder: string, bytes: Buffer): Promise<string[]> {
  const names = (await readdir(folder)).sort();
  const held = await Promise.all(names.map(async (name) => (await readFile(join(folder, name))).includes(bytes)));
  return names.filter((_, index) => held[index] === true);
}

/** Commit frames of a write-ahead log: each names the size of the database after it (SQLite file format, 4.2). */
async function commitsIn(wal: string): Promise<number> {
  const bytes = await readFile(wal);
  const frame = 24 + bytes.readUInt32BE(8);
  let commits = 0;
  for (let at = 32; at + frame <= bytes.length; at += frame) if (bytes.readUInt32BE(at + 4) !== 0) commits++;
  return commits;
}
