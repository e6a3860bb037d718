import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../src/cli/command-line.js';
import type { EmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import { startEmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import { openFolderEvidenceStore } from '../../src/platform/evidence/folder.evidence-store.js';
import { evidenceCollections } from '../../src/platform/evidence/mongo.evidence-collections.js';
import { openMongoEvidenceStore } from '../../src/platform/evidence/mongo.evidence-store.js';
import { FRAME_BYTES } from '../../src/platform/evidence/sealed-frames.js';
import { connectReadStore } from '../../src/platform/read-store/read-store.js';
import { DATA_KEYS } from '../../src/platform/sealing/mongo.key-installation.js';
import { openMongoKeyStore } from '../../src/platform/sealing/mongo.key-store.js';
import { lookUpRootOf } from '../../src/platform/sealing/look-up-hash.js';
import { Sealer } from '../../src/platform/sealing/sealer.js';
import { exchangeKey } from '../../src/platform/sealing/sqlite.key-exchange.js';
import { openSqliteKeyStore } from '../../src/platform/sealing/sqlite.key-store.js';
import { freePort, refusedStart } from '../support/server-process.js';
import { tempFolder } from '../support/temp-folder.js';
import { contentOf, photoOf, put } from '../contract/evidence-store.contract.js';

const ESDB_URL = 'esdb://127.0.0.1:2113';
const SUBJECTS = Array.from({ length: 1_200 }, (_, index) => `person-${index}`);

interface Said {
  readonly code: number;
  readonly answer: string;
  readonly said: readonly string[];
}

describe('moving keys and evidence of a data folder into MongoDB', () => {
  let server: EmbeddedMongo;
  let folder: string;
  let key: Buffer;

  beforeEach(async () => {
    server = await startEmbeddedMongo();
    folder = (await tempFolder()).path;
    key = randomBytes(32);
    writeFileSync(join(folder, 'demo.key'), key.toString('hex'));
  });
  afterEach(() => server.close());

  async function cli(words: string, env: Record<string, string> = {}): Promise<Said> {
    let answer = '';
    const said: string[] = [];
    const code = await runCommandLine([...words.split(' '), '--data', folder], {
      env: { ESDB_URL, MONGO_URL: server.url, ...env },
      answer: (text) => (answer += text),
      say: (line) => said.push(line),
    });
    return { code, answer, said: said.filter((line) => !/，每秒 \d+ 条$/.test(line)) };
  }

  /** A folder as processes that shared it leave it: keys of many, one destroyed, two photos of which one came twice. */
  async function filled() {
    const made = (await tempFolder()).path;
    const keys = openSqliteKeyStore({ file: join(made, 'keys.sqlite'), keyEncryptionKey: key });
    const boxes = await new Sealer(keys).sealAll(
      SUBJECTS.map((subject) => ({ subject, group: 'PI1' as const, plain: `姓名 ${subject}` })),
    );
    await keys.destroy('person-7');
    const evidence = await openFolderEvidenceStore({ folder: join(made, 'evidence'), keys });
    const photos = [photoOf(2_000), photoOf(FRAME_BYTES + 7)];
    for (const photo of [...photos, ...photos.slice(0, 1)]) await put(evidence, photo, { fileName: '照片.jpg' });
    await keys.close();
    // A copy: this process keeps hold of the file until its statements are collected.
    cpSync(made, folder, { recursive: true, filter: (name) => !/-(wal|shm)$/.test(name) });
    return { boxes, photos };
  }

  async function openedInMongo({ boxes, photos }: Awaited<ReturnType<typeof filled>>, by = key) {
    const keys = await openMongoKeyStore({ url: server.url, keyEncryptionKey: by });
    const evidence = await openMongoEvidenceStore({ url: server.url, keys });
    const texts = await new Sealer(keys).openAll(boxes.map((box) => ({ box, group: 'PI1' as const })));
    const hashes = await filesOf();
    const contents = await Promise.all(hashes.map((sha256) => contentOf(evidence, sha256)));
    const uploads = await Promise.all(hashes.map(async (sha256) => (await evidence.stat(sha256))?.uploads.length));
    const root = keys.lookUpRoot;
    await evidence.close();
    await keys.close();
    const same = photos.every((photo) => contents.some((content) => content?.equals(photo)));
    return { texts, same, uploads: uploads.sort(), root };
  }

  async function filesOf(): Promise<readonly string[]> {
    const store = await connectReadStore(server.url, 'evidence');
    const contents = await evidenceCollections(store.db).contents.find().toArray();
    await store.close();
    return contents.map(({ _id }) => _id);
  }

  const everything = () => SUBJECTS.map((subject) => (subject === 'person-7' ? '已依法删除' : `姓名 ${subject}`));

  test('moves all of it, says so, and leaves the originals under another name; once more it changes nothing', async () => {
    const before = await filled();
    const keysNow = join(folder, 'keys.sqlite.moved');
    const evidenceNow = join(folder, 'evidence.moved');
    expect(await cli('keys move --json')).toEqual({
      code: 0,
      answer: `${JSON.stringify({ keys: SUBJECTS.length + 2, destroyed: 1, now: keysNow })}\n`,
      said: [],
    });
    expect((await cli('evidence move')).answer).toBe(
      `2 份佐证(其中 0 份原已在内)已移入 MongoDB，原文件夹改名为 ${evidenceNow}：核对后请销毁\n`,
    );
    expect(await openedInMongo(before)).toMatchObject({ texts: everything(), same: true, uploads: [1, 2] });
    const names = ['keys.sqlite', 'evidence', 'keys.sqlite.moved', 'evidence.moved'];
    expect(names.map((name) => existsSync(join(folder, name)))).toEqual([false, false, true, true]);
    expect([await cli('keys move'), await cli('evidence move --json')]).toEqual([
      {
        code: 0,
        answer: `密钥此前已移入 MongoDB，原文件改名为 ${keysNow}：核对后请销毁，其中的密钥日后删除也还在\n`,
        said: [],
      },
      { code: 0, answer: `${JSON.stringify({ now: evidenceNow })}\n`, said: [] },
    ]);
  });

  test('goes on where it was broken off, and brings no key back that was destroyed in MongoDB', async () => {
    const before = await filled();
    await cli('keys move');
    await cli('evidence move');
    const store = await connectReadStore(server.url, 'keys');
    await store.db.collection<{ _id: string }>(DATA_KEYS).deleteMany({ _id: { $gt: 'person-5' } });
    await store.close();
    const evidence = await connectReadStore(server.url, 'evidence');
    const [lost = ''] = await filesOf();
    await evidenceCollections(evidence.db).contents.deleteOne({ _id: lost });
    await evidence.close();
    const keys = await openMongoKeyStore({ url: server.url, keyEncryptionKey: key });
    await keys.destroy('person-11');
    await keys.close();
    back();
    expect((await cli('keys move')).code).toBe(0);
    expect((await cli('evidence move')).answer).toContain('2 份佐证(其中 1 份原已在内)已移入 MongoDB');
    const { texts, ...others } = await openedInMongo(before);
    expect(texts).toEqual(everything().map((text) => (text === '姓名 person-11' ? '已依法删除' : text)));
    expect(others).toMatchObject({ same: true, uploads: [1, 2] });
  });

  test('takes the look-up root of a folder whose master key was exchanged', async () => {
    const before = await filled();
    const next = randomBytes(32);
    exchangeKey({ file: join(folder, 'keys.sqlite'), current: key, next, step: () => undefined });
    writeFileSync(join(folder, 'demo.key'), next.toString('hex'));
    expect([(await cli('keys move')).code, (await cli('evidence move')).code]).toEqual([0, 0]);
    const { root, texts } = await openedInMongo(before, next);
    expect([root.equals(lookUpRootOf(key)), texts]).toEqual([true, everything()]);
  });

  test('refuses, each in one line, and leaves the folder as it was', async () => {
    await filled();
    const bytes = readFileSync(join(folder, 'keys.sqlite'));
    const refused = async (words: string, env = {}) => {
      const { code, answer, said } = await cli(words, env);
      return [code, answer, ...said];
    };
    const both = '请同时设 ESDB_URL 和 MONGO_URL：只有共用存储的几个进程把密钥与佐证放在 MongoDB';
    expect(await refused('keys move', { MONGO_URL: '' })).toEqual([2, '', both]);
    expect(await refused('evidence move', { ESDB_URL: '' })).toEqual([2, '', both]);
    expect(await refused('evidence move')).toEqual([3, '', `${folder} 中还有 keys.sqlite：请先运行 keys move`]);
    const file = join(folder, 'keys.sqlite');
    expect(await refused('keys move', { DISCOVERY_KEY: `${'7f3a91c2'.repeat(7)}00aa11bc` })).toEqual([
      3,
      '',
      `主密钥与密钥库 ${file} 不符：请检查主密钥的配置(未作任何改动)`,
    ]);
    const others = await openMongoKeyStore({ url: server.url, keyEncryptionKey: key });
    await others.obtain(['person-3']);
    await others.close();
    expect(await refused('keys move')).toEqual([
      3,
      '',
      '密钥库 MONGO_URL/keys 已是另一个密钥库：同一对象的密钥不同，未移动',
    ]);
    await server.close();
    expect(await refused('keys move')).toEqual([3, '', '密钥库 MONGO_URL/keys 没有应答']);
    expect(readFileSync(file)).toEqual(bytes);
    const keys = openSqliteKeyStore({ file, keyEncryptionKey: key });
    expect(await refused('keys move')).toEqual([
      3,
      '',
      `密钥库 ${file} 正被使用：请先停止服务，再移动密钥(未作任何改动)`,
    ]);
    await keys.close();
    expect(existsSync(`${file}.moved`)).toBe(false);
  });

  test('a server does not start on a folder that holds what is to be moved, nor alone on one whose keys are gone', async () => {
    await filled();
    const start = async (env: Record<string, string>) => {
      const { code, output } = await refusedStart({
        folder: join(folder, '..'),
        port: await freePort(),
        env: { ...env, DISCOVERY_DATA_DIR: place },
      });
      return [code, output.trim()];
    };
    const place = (await tempFolder()).path;
    cpSync(folder, join(place, 'demo'), { recursive: true });
    const demo = join(place, 'demo');
    const shared = { ESDB_URL, MONGO_URL: server.url };
    const told = (name: string) =>
      `启动失败：数据文件夹 ${demo} 中还有未移入 MongoDB 的 ${name}：请停止所有进程，运行 npm run cli -- keys move 和 evidence move`;
    expect(await start(shared)).toEqual([1, told('keys.sqlite')]);
    folder = place;
    await cli('keys move');
    expect(await start(shared)).toEqual([1, told('evidence')]);
    expect(await start({})).toEqual([
      1,
      `启动失败：数据文件夹 ${demo} 的密钥与佐证已移入 MongoDB(keys.sqlite.moved)：请同时设 ESDB_URL 和 MONGO_URL`,
    ]);
  }, 180_000);

  function back(): void {
    for (const name of ['keys.sqlite', 'evidence']) renameSync(join(folder, `${name}.moved`), join(folder, name));
  }
});
