import { copyFileSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ExitCode } from '../../src/cli/console.js';
import { runCommandLine } from '../../src/cli/command-line.js';
import type { NewEvent } from '../../src/platform/event-store/event-store.port.js';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import { openFolderEvidenceStore } from '../../src/platform/evidence/folder.evidence-store.js';
import type { Recorded } from '../../src/platform/fact.js';
import { openSqliteKeyStore } from '../../src/platform/sealing/sqlite.key-store.js';
import { openDatabase } from '../../src/platform/sqlite/database-sync.js';
import { projections } from '../../src/projections.js';
import { tempFolder } from '../support/temp-folder.js';

const GOLDEN = join(__dirname, '../golden/logs');
/** The first release's log of two families, with its keys, but for the trailer of its export. */
const facts = readFileSync(join(GOLDEN, 'first-release.ndjson'), 'utf8')
  .split('\n')
  .slice(0, -2)
  .map((line) => JSON.parse(line) as Recorded);
const PHOTO = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('a photo of a signature')]);

async function drill(folder: string, env = {}): Promise<{ code: ExitCode; answer: string; said: readonly string[] }> {
  let answer = '';
  const said: string[] = [];
  const code = await runCommandLine(['restore-drill', folder, '--json'], {
    env,
    answer: (text) => (answer += text),
    say: (line) => said.push(line),
  });
  return { code, answer, said: said.filter((line) => !/，每秒 \d+ 条$/.test(line)) };
}

/** A backup of log, access log, keys and one photo, which the first fact that names evidence names. */
async function backup(): Promise<{ readonly folder: string; readonly sha256: string }> {
  const { path: folder } = await tempFolder();
  for (const name of ['keys.sqlite', 'demo.key'])
    copyFileSync(join(GOLDEN, `first-release.${name}`), join(folder, name));
  const keyEncryptionKey = Buffer.from(readFileSync(join(folder, 'demo.key'), 'utf8').trim(), 'hex');
  const keys = openSqliteKeyStore({ file: join(folder, 'keys.sqlite'), keyEncryptionKey });
  const evidence = await openFolderEvidenceStore({ folder: join(folder, 'evidence'), keys });
  const { sha256 } = await evidence.put(Readable.from([PHOTO]), { contentType: 'image/jpeg', uploadedBy: 'officer-1' });
  await keys.close();
  const store = await openSqliteEventStore({ file: join(folder, 'log.sqlite') });
  for (const { stream, revision, id, type, data, metadata } of facts) {
    const visit = type === 'PatrolVisitRecorded' ? { ...data, evidence: [{ sha256, kind: 'PHOTO' }] } : data;
    const event: NewEvent = { id, type, data: visit, metadata };
    await store.append(stream, revision === 0 ? 'none' : revision - 1, [event]);
  }
  await store.close();
  await (await openSqliteEventStore({ file: join(folder, 'access.sqlite') })).close();
  return { folder, sha256 };
}

/** Every file with its bytes, but for what this test's own closed connections tidy away when they are collected. */
function contentOf(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .filter((name) => !/-(shm|wal)$/.test(name) && statSync(join(folder, name)).isFile())
    .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]);
}

function change(file: string, sql: string): void {
  const database = openDatabase(file);
  database.exec(sql);
  database.close();
}

describe('a restore drill', () => {
  test('proves a whole backup, and leaves it as it was', async () => {
    const { folder } = await backup();
    const before = contentOf(folder);
    const { code, answer } = await drill(folder);
    expect([code, JSON.parse(answer)]).toEqual([
      0,
      {
        facts: facts.length,
        subjects: { opened: expect.any(Number), erased: 0 },
        evidence: { opened: 1, erased: 0 },
        views: projections.length,
        problems: [],
      },
    ]);
    expect((JSON.parse(answer) as { subjects: { opened: number } }).subjects.opened).toBe(subjects().length);
    expect(contentOf(folder)).toEqual(before);
  });

  test('names a subject whose key is of an older backup, and counts an erased one as such', async () => {
    const { folder } = await backup();
    const [lost, erased] = subjects();
    change(join(folder, 'keys.sqlite'), `DELETE FROM data_keys WHERE subject = '${lost}'`);
    change(join(folder, 'keys.sqlite'), `UPDATE data_keys SET wrapped = NULL WHERE subject = '${erased}'`);
    const { code, answer } = await drill(folder);
    expect([code, JSON.parse(answer)]).toMatchObject([
      1,
      {
        subjects: { opened: subjects().length - 2, erased: 1 },
        problems: [`密钥库中没有 ${lost} 的密钥：密钥库可能不是与事实日志配套的那一份`],
      },
    ]);
  });

  test('names evidence that is damaged, and evidence that is missing', async () => {
    const { folder, sha256 } = await backup();
    const content = join(folder, 'evidence', sha256.slice(0, 2), sha256, 'content');
    const bytes = readFileSync(content);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    writeFileSync(content, bytes);
    expect(JSON.parse((await drill(folder)).answer)).toMatchObject({ problems: [`佐证 ${sha256} 已损坏或没有密钥`] });
    const other = await backup();
    const without = join((await tempFolder()).path, 'copy');
    mkdirSync(without);
    for (const name of ['keys.sqlite', 'demo.key', 'log.sqlite', 'access.sqlite'])
      copyFileSync(join(other.folder, name), join(without, name));
    const { code, answer } = await drill(without);
    expect([code, JSON.parse(answer)]).toMatchObject([1, { problems: [`缺少佐证 ${sha256}`] }]);
  });

  test('names what is wrong with the log before it looks at anything else', async () => {
    const { folder } = await backup();
    change(
      join(folder, 'log.sqlite'),
      `UPDATE events SET metadata = replace(metadata, '2026', '2025') WHERE position = 1`,
    );
    const { code, answer } = await drill(folder);
    const [first] = facts;
    expect([code, JSON.parse(answer)]).toMatchObject([
      1,
      { views: 0, problems: [`${first?.stream}@0 位置 1：校验和不符，内容不是当初写入的`] },
    ]);
  });

  test.each([
    [
      'a master key that is not its own',
      { DISCOVERY_KEY: `${'7f3a91c2'.repeat(7)}00aa11bc` },
      /^主密钥与密钥库 .* 不符/,
    ],
    ['no log', undefined, /^找不到事实日志：/],
  ])('refuses a backup with %s in one line', async (_, env, line) => {
    const folder = env ? (await backup()).folder : (await tempFolder()).path;
    const { code, answer, said } = await drill(folder, env);
    expect([code === 0, answer, said]).toEqual([false, '', [expect.stringMatching(line)]]);
  });
});

/** Subjects of the sealed boxes in the facts, in the order met. */
function subjects(): readonly string[] {
  const found = JSON.stringify(facts.map(({ data }) => data)).matchAll(/"subject":"([^"]+)","keyVersion"/g);
  return [...new Set([...found].map(([, subject]) => subject ?? ''))];
}
