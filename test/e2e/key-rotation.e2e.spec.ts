import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { NewEvent } from '../../src/platform/event-store/event-store.port.js';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import { openFolderEvidenceStore } from '../../src/platform/evidence/folder.evidence-store.js';
import type { Recorded } from '../../src/platform/fact.js';
import type { SealedBox } from '../../src/platform/sealing/sealed-box.js';
import { Sealer } from '../../src/platform/sealing/sealer.js';
import { openSqliteKeyStore } from '../../src/platform/sealing/sqlite.key-store.js';
import { startApp } from '../support/app.js';
import { freePort, refusedStart } from '../support/server-process.js';
import { tempFolder } from '../support/temp-folder.js';

const GOLDEN = join(__dirname, '../golden/logs');
/** The first release's log of two families, with its keys, but for the trailer of its export. */
const facts = readFileSync(join(GOLDEN, 'first-release.ndjson'), 'utf8')
  .split('\n')
  .slice(0, -2)
  .map((line) => JSON.parse(line) as Recorded);
const OLD = readFileSync(join(GOLDEN, 'first-release.demo.key'), 'utf8').trim();
const [NEW, FOREIGN] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')] as const;
const PHOTO = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('a photo of a signature')]);
const HOUSEHOLD = '2f2cfcfd-4a17-56c9-901f-09b36c9ba2ab';
/** What the command says at each step, in order; the test breaks it off at every one of them. */
const STEPS = [
  '正在用新的主密钥重新包裹各对象的密钥',
  '已全部重新包裹，正在写入密钥库',
  '密钥库已改用新的主密钥',
  '正在替换 demo.key',
  '正在用新的主密钥核对',
];
const PROVEN = {
  subjects: { opened: subjects().length, erased: 0 },
  evidence: { opened: 1, erased: 0 },
  lookUps: { names: 3, idNumbers: 3 },
  problems: [],
};

/** A data folder of log, access log, keys and one photo that a fact names; `change` alters the text of its facts. */
async function dataFolder(change = (text: string) => text): Promise<string> {
  const { path } = await tempFolder();
  const made = join(path, 'made');
  mkdirSync(made);
  for (const name of ['keys.sqlite', 'demo.key']) copyFileSync(join(GOLDEN, `first-release.${name}`), join(made, name));
  const keys = keysIn(made, OLD);
  const evidence = await openFolderEvidenceStore({ folder: join(made, 'evidence'), keys });
  const { sha256 } = await evidence.put(Readable.from([PHOTO]), { contentType: 'image/jpeg', uploadedBy: 'officer-1' });
  await keys.close();
  const store = await openSqliteEventStore({ file: join(made, 'log.sqlite') });
  for (const { stream, revision, id, type, data: told, metadata } of facts) {
    const visit = type === 'PatrolVisitRecorded' ? { ...told, evidence: [{ sha256, kind: 'PHOTO' }] } : told;
    const data = JSON.parse(change(JSON.stringify(visit))) as NewEvent['data'];
    await store.append(stream, revision === 0 ? 'none' : revision - 1, [{ id, type, data, metadata }]);
  }
  await store.close();
  await (await openSqliteEventStore({ file: join(made, 'access.sqlite') })).close();
  return copyOf(made, join(path, 'data'));
}

/** Closed connections of this process keep a file locked until they are collected, hence all that is opened here is a copy. */
function copyOf(folder: string, place: string): string {
  cpSync(folder, join(place, 'demo'), { recursive: true, filter: (name) => !/\.(lock|part)$/.test(name) });
  return place;
}

function keysIn(folder: string, key: string) {
  return openSqliteKeyStore({ file: join(folder, 'keys.sqlite'), keyEncryptionKey: Buffer.from(key, 'hex') });
}

interface Ran {
  readonly code: number | null;
  readonly signal: string | null;
  readonly answer: string;
  readonly said: readonly string[];
}

function rotate(folder: string, env: Readonly<Record<string, string>> = { DISCOVERY_NEXT_KEY: NEW }, fatal = ''): Ran {
  const program = ['../support/typescript-child.cjs', 'key-rotation.child.ts'].map((name) => join(__dirname, name));
  const words = [...program, fatal, 'keys', 'rotate', '--json'];
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], DISCOVERY_DATA_DIR: folder, ...env },
  });
  return { code: status, signal, answer: stdout, said: stderr.split('\n').slice(0, -1) };
}

/** Which of the two keys open a copy of the key store. */
async function keysThatOpen(folder: string, copy: string): Promise<readonly string[]> {
  const place = join(copyOf(join(folder, 'demo'), copy), 'demo');
  const opening: string[] = [];
  for (const [name, key] of Object.entries({ OLD, NEW })) {
    try {
      await keysIn(place, key).close();
      opening.push(name);
    } catch (error) {
      expect((error as Error).message).toBe(
        `主密钥与密钥库 ${join(place, 'keys.sqlite')} 不符：请检查主密钥的配置(未作任何改动)`,
      );
    }
  }
  return opening;
}

const demoKeyIn = (folder: string): string => readFileSync(join(folder, 'demo/demo.key'), 'utf8').trim();

describe('keys rotate', () => {
  test('exchanges the key and proves it; everybody is found as before, and the old key is refused in one line', async () => {
    const folder = await dataFolder();
    const before = logIn(folder);
    const { code, answer, said } = rotate(folder);
    expect([code, said]).toEqual([0, STEPS]);
    const { keys, ...rest } = JSON.parse(answer) as { readonly keys: number };
    expect([keys >= subjects().length, rest]).toEqual([true, { changed: true, ...PROVEN }]);
    expect([demoKeyIn(folder), logIn(folder).equals(before)]).toEqual([NEW, true]);
    expect(readdirSync(join(folder, 'demo')).filter((name) => name.endsWith('.part'))).toEqual([]);

    const old = copyOf(join(folder, 'demo'), join(folder, 'old'));
    writeFileSync(join(old, 'demo/demo.key'), `${OLD}\n`);
    const refused = await refusedStart({ folder: old, port: await freePort() });
    const line = `主密钥与密钥库 ${join(old, 'demo/keys.sqlite')} 不符：请检查主密钥的配置(未作任何改动)`;
    expect([refused.code, refused.output.trim().split('\n')]).toEqual([1, [expect.stringContaining(line)]]);

    const { name, idNo } = await headOf(folder, join(folder, 'copy'));
    const app = await startApp({ now: '2026-11-10T03:00:00.000Z', folder });
    try {
      await app.settle();
      const clerk = await app.as('officer-gangkou');
      const purpose = { 'x-purpose': 'VISIT_TASK', 'x-purpose-ref': HOUSEHOLD };
      for (const search of [{ name }, { idNo }]) {
        const { status, body } = await clerk.post('/household-searches', search, purpose);
        const { rows } = body as { readonly rows?: readonly { readonly householdId: string }[] };
        expect([status, rows?.map(({ householdId }) => householdId)]).toEqual([200, [HOUSEHOLD]]);
      }
      const inUse = rotate(folder, { DISCOVERY_NEXT_KEY: FOREIGN });
      const reason = `密钥库 ${join(folder, 'demo/keys.sqlite')} 正被使用：请先停止服务，再换主密钥(未作任何改动)`;
      expect(inUse).toEqual({ code: 3, signal: null, answer: '', said: [reason] });
    } finally {
      await app.system.stop();
    }
  }, 600_000);

  test('killed at any step, the folder opens with exactly one of the two keys, and the same command finishes', async () => {
    const whole = await dataFolder();
    for (const [at, step] of STEPS.entries()) {
      const folder = copyOf(join(whole, 'demo'), join(whole, `at-${at}`));
      expect(rotate(folder, undefined, step)).toMatchObject({ signal: 'SIGKILL', said: STEPS.slice(0, at + 1) });
      expect(await keysThatOpen(folder, join(whole, `copy-${at}`))).toEqual([at < 2 ? 'OLD' : 'NEW']);
      expect(demoKeyIn(folder)).toBe(at < 4 ? OLD : NEW);
      const { code, answer } = rotate(folder);
      expect([code, JSON.parse(answer)]).toEqual([0, { changed: at < 2, keys: expect.any(Number), ...PROVEN }]);
      expect([demoKeyIn(folder), await keysThatOpen(folder, join(whole, `end-${at}`))]).toEqual([NEW, ['NEW']]);
    }
  }, 600_000);

  test('names a person whom nobody would find any more', async () => {
    const [hash = ''] = /v1\.dc81c0ae[0-9a-f]+/.exec(JSON.stringify(facts)) ?? [];
    const folder = await dataFolder((text) => text.replaceAll(hash, `v1.${'0'.repeat(64)}`));
    const { code, answer } = rotate(folder);
    expect([code, JSON.parse(answer)]).toMatchObject([
      1,
      {
        lookUps: { names: 2, idNumbers: 3 },
        problems: ['按姓名查不到 0c684485-fc98-5456-b31e-35dbeb24714a：检索摘要与事实中的不符'],
      },
    ]);
  }, 180_000);

  test('refuses in one line, changing nothing, what it cannot do', async () => {
    const folder = await dataFolder();
    const file = join(folder, 'demo/keys.sqlite');
    const before = readFileSync(file);
    const refusals: readonly (readonly [Readonly<Record<string, string>>, number, string])[] = [
      [{}, 2, '请设 DISCOVERY_NEXT_KEY 为新的主密钥'],
      [{ DISCOVERY_NEXT_KEY: 'abc' }, 2, 'DISCOVERY_NEXT_KEY 须为 32 字节的 base64 或十六进制'],
      [
        { DISCOVERY_NEXT_KEY: '00'.repeat(32) },
        2,
        'DISCOVERY_NEXT_KEY 过于简单，请用随机生成的 32 字节(openssl rand -base64 32)',
      ],
      [
        { DISCOVERY_NEXT_KEY: NEW, DISCOVERY_KEY: FOREIGN },
        3,
        `两把主密钥都与密钥库 ${file} 不符：请检查主密钥的配置(未作任何改动)`,
      ],
    ];
    for (const [env, code, line] of refusals)
      expect(rotate(folder, env)).toEqual({ code, signal: null, answer: '', said: [line] });
    expect([readFileSync(file).equals(before), demoKeyIn(folder)]).toEqual([true, OLD]);
  }, 180_000);
});

function logIn(folder: string): Buffer {
  return readFileSync(join(folder, 'demo/log.sqlite'));
}

/** Name and ID number of the head of the first family, opened in a copy. */
async function headOf(folder: string, copy: string): Promise<{ readonly name: string; readonly idNo: string }> {
  const keys = keysIn(join(copyOf(join(folder, 'demo'), copy), 'demo'), NEW);
  const registered = facts.find(({ stream, revision }) => stream === `household-${HOUSEHOLD}` && revision === 0);
  const { head } = registered?.data as { readonly head: { readonly name: SealedBox; readonly idNo: SealedBox } };
  const sealer = new Sealer(keys);
  const found = { name: await sealer.open(head.name, 'PI1'), idNo: await sealer.open(head.idNo, 'PI3') };
  await keys.close();
  return found;
}

/** Subjects of the sealed boxes in the facts, in the order met. */
function subjects(): readonly string[] {
  const found = JSON.stringify(facts.map(({ data }) => data)).matchAll(/"subject":"([^"]+)","keyVersion"/g);
  return [...new Set([...found].map(([, subject]) => subject ?? ''))];
}
