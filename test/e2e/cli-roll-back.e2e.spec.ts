import { join } from 'node:path';
import type { EmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import { startEmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import { hashOfCollection } from '../../src/platform/projections/projection-hash.js';
import { connectReadStore } from '../../src/platform/read-store/read-store.js';
import { rosterProjection } from '../../src/views/roster/roster.projection.js';
import { cli, cliWith, facts, folderWith } from '../support/shell.js';

const { name: ROSTER, version } = rosterProjection;
const build = (number: number): string => `${ROSTER}_v${version}_${number}`;

/** A data folder and a MongoDB that outlives every command; the server is stopped. */
describe('the way back to a former build', () => {
  let folder: string;
  let mongo: EmbeddedMongo;

  const env = (): Record<string, string> => ({ DISCOVERY_DATA_DIR: folder, MONGO_URL: mongo.url });
  const rollBack = (view: string, more: Record<string, string> = {}) =>
    cliWith({ ...env(), ...more }, 'rebuild', '--roll-back', view, '--json');

  beforeEach(async () => {
    folder = await folderWith(facts);
    mongo = await startEmbeddedMongo();
  });
  afterEach(async () => {
    await mongo.close();
  });

  test('leads from the rebuilt view to the one before, with the same content, and forward again', async () => {
    expect((await cliWith(env(), 'rebuild')).code).toBe(0);
    const readStore = await connectReadStore(mongo.url, 'views');
    const hash = await hashOfCollection(readStore.db, build(1));
    await readStore.close();
    const told = { name: ROSTER, position: facts.length, documents: 1, hash };
    const back = await rollBack(ROSTER);
    expect([back.code, back.answer.map((line) => JSON.parse(line) as unknown), back.said]).toEqual([
      0,
      [{ ...told, active: build(1), left: build(2) }],
      [],
    ]);
    expect(await cliWith(env(), 'rebuild', '--roll-back', ROSTER)).toEqual({
      code: 0,
      answer: [`视图 ${ROSTER} 已从 ${build(1)} 退回 ${build(2)}：位置 ${facts.length}，1 份，${hash}`],
      said: [],
    });
  });

  test('is refused where no build was kept', async () => {
    expect(await rollBack(ROSTER)).toEqual({
      code: 3,
      answer: [],
      said: [`视图 ${ROSTER} 不能退回：读库中没有保留上一次的构建`],
    });
  });

  test('is refused when the documents of the former build were changed', async () => {
    await cliWith(env(), 'rebuild');
    const readStore = await connectReadStore(mongo.url, 'views');
    await readStore.db.collection(build(1)).deleteMany({});
    await readStore.db.collection(build(1)).dropIndexes();
    await readStore.close();
    expect(await rollBack(ROSTER)).toEqual({
      code: 3,
      answer: [],
      said: [`视图 ${ROSTER} 不能退回：上一次的构建的文档或索引已被改动`],
    });
  });

  test('is refused on the log of another city', async () => {
    await cliWith(env(), 'rebuild');
    const DISCOVERY_DATA_DIR = await folderWith(facts);
    expect(await rollBack(ROSTER, { DISCOVERY_DATA_DIR })).toEqual({
      code: 3,
      answer: [],
      said: [`视图 ${ROSTER} 不能退回：上一次的构建与现在的日志不符(日志不同，或其位置处不是同一事实)`],
    });
  });

  test('is refused while a server has the log', async () => {
    await cliWith(env(), 'rebuild');
    const server = await openSqliteEventStore({ file: join(folder, 'demo/log.sqlite') });
    const { code, answer, said } = await rollBack(ROSTER);
    await server.close();
    expect([code, answer, said.length]).toEqual([3, [], 1]);
    expect(said[0]).toContain('log.sqlite');
  });

  test('is refused without a MongoDB, and for a view nobody knows', async () => {
    expect(await cli(folder, 'rebuild', '--roll-back', ROSTER)).toEqual({
      code: 2,
      answer: [],
      said: ['请设 MONGO_URL：只有该读库保留上一次的构建'],
    });
    const { code, said } = await rollBack('nothing');
    expect([code, said.map((line) => line.split('，')[0])]).toEqual([2, ['没有视图 nothing']]);
  });

  test('the views of a log on a server are not rebuilt from the one in the folder', async () => {
    expect(await cliWith({ ...env(), ESDB_URL: 'esdb://127.0.0.1:2113' }, 'rebuild')).toEqual({
      code: 3,
      answer: [],
      said: ['设了 ESDB_URL：重建该读库只支持数据文件夹中的事实日志'],
    });
  });
});
