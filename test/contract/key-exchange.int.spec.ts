import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { KeyStoreUnavailable, WrongKey } from '../../src/platform/sealing/key-store.port.js';
import { LookUpHash } from '../../src/platform/sealing/look-up-hash.js';
import type { SealedBox } from '../../src/platform/sealing/sealed-box.js';
import { ERASED } from '../../src/platform/sealing/sealed-box.js';
import { Sealer } from '../../src/platform/sealing/sealer.js';
import { KeyStoreInUse, exchangeKey } from '../../src/platform/sealing/sqlite.key-exchange.js';
import { openSqliteKeyStore } from '../../src/platform/sealing/sqlite.key-store.js';
import { openDatabase } from '../../src/platform/sqlite/database-sync.js';
import { tempFolder } from '../support/temp-folder.js';

const [first, second, third] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const SUBJECTS = Array.from({ length: 300 }, (_, index) => `subject-${index}`);
const STEPS = ['wrapping', 'committing', 'committed'] as const;

interface Kept {
  readonly file: string;
  readonly boxes: readonly SealedBox[];
  readonly idHash: string;
}

/** A store of 300 subjects, the last erased; a copy, for connections of this process are closed only when collected. */
async function keptUnder(keyEncryptionKey: Buffer): Promise<Kept> {
  const { path } = await tempFolder();
  const made = join(path, 'made.sqlite');
  const keys = openSqliteKeyStore({ file: made, keyEncryptionKey });
  const sealer = new Sealer(keys);
  const boxes = await Promise.all(SUBJECTS.map((subject) => sealer.seal(subject, 'PI1', `姓名 ${subject}`)));
  await keys.destroy('subject-299');
  const idHash = new LookUpHash(keys.lookUpRoot).idHash('990101195001010014');
  await keys.close();
  return { file: copyOf(made, path), boxes, idHash };
}

let copies = 0;
/** A copy of a store, whole: its write-ahead log too. */
function copyOf(file: string, folder: string): string {
  const place = join(folder, `copy-${copies++}`);
  mkdirSync(place);
  copyFileSync(file, join(place, 'keys.sqlite'));
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, join(place, 'keys.sqlite-wal'));
  return join(place, 'keys.sqlite');
}

/** What a copy of the store opens with a key: every box, and the hash of one ID number. */
async function openedBy(keyEncryptionKey: Buffer, { file, boxes }: Kept): Promise<readonly string[]> {
  const keys = openSqliteKeyStore({ file: copyOf(file, join(file, '../..')), keyEncryptionKey });
  try {
    const texts = await new Sealer(keys).openAll(boxes.map((box) => ({ box, group: 'PI1' as const })));
    return [...texts, new LookUpHash(keys.lookUpRoot).idHash('990101195001010014')];
  } finally {
    await keys.close();
  }
}

function everything({ idHash }: Kept): readonly string[] {
  return [...SUBJECTS.map((subject) => (subject === 'subject-299' ? ERASED : `姓名 ${subject}`)), idHash];
}

describe('exchange of the key-encryption key', () => {
  test('keeps every text, every erasure and every look-up hash, also at the second exchange', async () => {
    const kept = await keptUnder(first);
    const steps: string[] = [];
    const step = (reached: string) => steps.push(reached);
    expect(exchangeKey({ file: kept.file, current: first, next: second, step })).toEqual({ changed: true, keys: 299 });
    expect(await openedBy(second, kept)).toEqual(everything(kept));
    expect(exchangeKey({ file: kept.file, current: second, next: third, step })).toEqual({ changed: true, keys: 299 });
    expect(await openedBy(third, kept)).toEqual(everything(kept));
    expect(steps).toEqual([...STEPS, ...STEPS]);
    for (const given of [first, second]) await expect(openedBy(given, kept)).rejects.toThrow(WrongKey);
    expect(exchangeKey({ file: kept.file, current: second, next: third, step })).toEqual({ changed: false, keys: 0 });
    expect(await openedBy(third, kept)).toEqual(everything(kept));
  });

  test('leaves nothing wrapped by the key that was given up in the files', async () => {
    const { file } = await keptUnder(first);
    const before = wrappedIn(copyOf(file, join(file, '../..')));
    exchangeKey({ file, current: first, next: second, step: () => undefined });
    const files = readdirSync(join(file, '..')).map((name) => readFileSync(join(file, '..', name)));
    expect(before.length).toBe(300);
    expect(before.filter((wrapped) => files.some((bytes) => bytes.includes(wrapped.subarray(12))))).toEqual([]);
  });

  test.each(STEPS)(
    'killed at %s the store opens with exactly one of the two keys, and the same call again finishes',
    async (at) => {
      const kept = await keptUnder(first);
      const program = ['../support/typescript-child.cjs', 'key-exchange.child.ts'].map((name) => join(__dirname, name));
      const words = [kept.file, first.toString('hex'), second.toString('hex'), at];
      expect(spawnSync(process.execPath, [...program, ...words])).toMatchObject({ signal: 'SIGKILL' });
      const [its, others] = at === 'committed' ? [second, first] : [first, second];
      expect(await openedBy(its, kept)).toEqual(everything(kept));
      await expect(openedBy(others, kept)).rejects.toThrow(WrongKey);
      const { changed } = exchangeKey({ file: kept.file, current: first, next: second, step: () => undefined });
      expect(changed).toBe(at !== 'committed');
      expect(await openedBy(second, kept)).toEqual(everything(kept));
    },
  );

  test('is refused while a process has the store open, with two foreign keys, and for a damaged key: nothing changes', async () => {
    const kept = await keptUnder(first);
    const call = { file: kept.file, current: first, next: second, step: () => undefined };
    expect(() => exchangeKey({ ...call, current: third })).toThrow(
      new WrongKey(`两把主密钥都与密钥库 ${kept.file} 不符：请检查主密钥的配置(未作任何改动)`),
    );
    const damaged = { ...kept, file: copyOf(kept.file, join(kept.file, '../..')) };
    const db = openDatabase(damaged.file);
    db.exec(`UPDATE data_keys SET wrapped = zeroblob(60) WHERE subject = 'subject-7'`);
    db.close();
    expect(() => exchangeKey({ ...call, file: damaged.file })).toThrow(KeyStoreUnavailable);
    expect(() => exchangeKey({ ...call, file: damaged.file })).toThrow('["data-key","subject-7",1] 打不开，文件已损坏');
    await expect(openedBy(second, damaged)).rejects.toThrow(WrongKey);
    const open = openSqliteKeyStore({ file: kept.file, keyEncryptionKey: first });
    expect(() => exchangeKey(call)).toThrow(new KeyStoreInUse(kept.file, '换主密钥'));
    await open.close();
    expect(await openedBy(first, kept)).toEqual(everything(kept));
  });

  test('a store without the root of its look-up hashes is refused, not opened with another', async () => {
    const { file } = await keptUnder(first);
    exchangeKey({ file, current: first, next: second, step: () => undefined });
    const db = openDatabase(file);
    db.exec('DELETE FROM look_up_root');
    db.close();
    expect(() => openSqliteKeyStore({ file, keyEncryptionKey: second })).toThrow(
      new KeyStoreUnavailable(`密钥库 ${file} 缺少检索摘要的根密钥，文件不完整`),
    );
    const further = { file: copyOf(file, join(file, '../..')), current: second, next: third, step: () => undefined };
    expect(() => exchangeKey(further)).toThrow('缺少检索摘要的根密钥');
  });
});

/** Every wrapped secret of a store: data keys and the check value. */
function wrappedIn(file: string): readonly Buffer[] {
  const db = openDatabase(file, { readOnly: true });
  const rows = db
    .prepare('SELECT wrapped FROM data_keys WHERE wrapped IS NOT NULL UNION ALL SELECT wrapped FROM key_check')
    .all() as { wrapped: Uint8Array }[];
  db.close();
  return rows.map(({ wrapped }) => Buffer.from(wrapped));
}
