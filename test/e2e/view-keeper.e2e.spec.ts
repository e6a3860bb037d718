import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { EmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import { startEmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import type { SqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import type { LogName } from '../../src/platform/projections/keeper-messages.js';
import { KeeperThread } from '../../src/platform/projections/keeper-thread.js';
import { LiveViews } from '../../src/platform/read-store/live-views.js';
import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import { connectReadStore } from '../../src/platform/read-store/read-store.js';
import { waitForPosition } from '../../src/platform/read-store/wait-for-position.js';
import { openDatabase } from '../../src/platform/sqlite/database-sync.js';
import { accessProjections, projections } from '../../src/projections.js';
import { newEvent } from '../contract/event-store-cases/store-under-test.js';

/** The compiled thread, as `npm start` runs it. */
const SCRIPT = resolve(__dirname, '../../dist/view-keeper.worker.js');

describe('the thread that keeps the views', () => {
  let folder: string;
  let mongo: EmbeddedMongo;
  let readStore: ReadStore;
  let logs: Readonly<Record<LogName, SqliteEventStore>>;
  let thread: KeeperThread;
  const damages: string[] = [];
  let told: Promise<void>;
  let tell: () => void;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'keeper-'));
    damages.length = 0;
    told = new Promise((resolve) => (tell = resolve));
    const file = (name: LogName) => join(folder, `${name}.sqlite`);
    const open = (name: LogName) =>
      openSqliteEventStore({ file: file(name), onHead: (position) => thread?.announce(name, position) });
    logs = { business: await open('business'), access: await open('access') };
    mongo = await startEmbeddedMongo();
    readStore = await connectReadStore(mongo.url, 'views');
    thread = await KeeperThread.open(
      SCRIPT,
      {
        mongoUrl: mongo.url,
        soleWriter: true,
        logs: {
          business: { file: file('business'), database: 'views' },
          access: { file: file('access'), database: 'access' },
        },
      },
      {
        log: () => undefined,
        damaged: (name, damage) => {
          damages.push(`${name}: ${damage.message}`);
          tell();
        },
      },
    );
  });
  afterEach(async () => {
    await thread.close();
    await readStore.close();
    await mongo.close();
    await logs.business.close();
    await logs.access.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const append = async (n: number): Promise<number> =>
    (await logs.business.append(`other-${n}`, 'none', [newEvent()])).position;

  it('pours the views of both logs, follows what is announced, and tells how far it is', async () => {
    await append(1);
    const keeper = thread.keeperOf('business');
    await Promise.all([keeper.start(), thread.keeperOf('access').start()]);
    const position = await append(2);
    await waitForPosition(
      new LiveViews(readStore, projections),
      projections.map(({ name }) => name),
      position,
    );
    const business = await keeper.status();
    expect(business.map(({ name, state, watermark }) => [name, state, watermark])).toEqual(
      projections.map(({ name }) => [name, 'live', 2]),
    );
    const access = await thread.keeperOf('access').status();
    expect(access.map(({ name, state }) => [name, state])).toEqual(accessProjections.map(({ name }) => [name, 'live']));
    await keeper.stop();
    await thread.keeperOf('access').stop();
  });

  it('carries out what an operator asks, and answers a refusal as a refusal', async () => {
    const keeper = thread.keeperOf('business');
    await keeper.start();
    const hash = await keeper.hashOf({ name: 'roster' });
    await keeper.rebuild('roster');
    expect(await keeper.hashOf({ name: 'roster' })).toBe(hash);
    expect(await keeper.deadLetters('roster')).toEqual([]);
    expect(await keeper.retryParked('roster', 'nobody')).toBe(true);
    await expect(keeper.rebuild('no-such-view')).rejects.toThrow('there is no projection no-such-view');
    await keeper.stop();
  });

  it('tells of damage it meets, so that nothing is written on top of it', async () => {
    await append(1);
    const writer = openDatabase(join(folder, 'business.sqlite'));
    writer.exec(`UPDATE events SET stream = 'household-x', category = 'household', data = '{"n":1}'`);
    writer.close();
    const keeper = thread.keeperOf('business');
    const starting = keeper.start();
    await told;
    expect(damages[0]).toMatch(/^business: .*business\.sqlite.*位置 1（流 household-x 第 0 版）的事实校验不符/);
    await keeper.stop();
    await starting;
  });
});
