import { openEventStoreDb } from '../../src/platform/eventstoredb/eventstoredb.store.js';
import type { EventStoreDbStore } from '../../src/platform/eventstoredb/eventstoredb.store.js';
import { ProjectionRunner } from '../../src/platform/projections/projection-runner.js';
import { Registry } from '../../src/platform/projections/registry.js';
import { projectorLease } from '../../src/platform/read-store/lease.js';
import type { Lease } from '../../src/platform/read-store/lease.js';
import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import { connectReadStore } from '../../src/platform/read-store/read-store.js';
import { projections } from '../../src/projections.js';
import { rosterProjection } from '../../src/views/roster/roster.projection.js';
import { LogWriter } from '../support/log-of.js';
import { SharedStores } from '../support/shared-stores.js';
import { cliWith, facts } from '../support/shell.js';

const { name: ROSTER, version } = rosterProjection;
const build = (number: number): string => `${ROSTER}_v${version}_${number}`;
jest.setTimeout(180_000);

/** Facts on one server, views on another; whatever pours them has built the roster twice, and works no more. */
describe('the way back to a former build of shared views', () => {
  let shared: SharedStores;
  let store: EventStoreDbStore;
  let readStore: ReadStore;
  let lease: Lease;
  let writer: LogWriter;

  const rollBack = (more: Record<string, string> = {}) =>
    cliWith({ ...shared.env, ...more }, 'rebuild', '--roll-back', ROSTER, '--json');

  beforeEach(async () => {
    shared = await SharedStores.open();
    store = await openEventStoreDb({ url: shared.esdbUrl });
    readStore = await connectReadStore(shared.mongoUrl, 'views');
    await readStore.db.dropDatabase();
    lease = projectorLease(readStore.db);
    writer = new LogWriter(store);
    await writer.write(...facts.slice(0, 3));
    const fence = await lease.take();
    const runner = new ProjectionRunner({ store, readStore, projections, fence });
    await runner.start();
    await runner.rebuild(ROSTER);
    await runner.stop();
  });
  afterEach(async () => {
    await readStore.close();
    await store.close();
    await shared.close();
  });

  test('leads back and on to the end of the log once the projector is gone, and leaves its turn to the next', async () => {
    await lease.release(1);
    const position = await writer.write(...facts.slice(3));
    const { code, answer, said } = await rollBack();
    const told = JSON.parse(answer[0] ?? '{}') as Record<string, unknown>;
    expect([code, said, told]).toEqual([
      0,
      [],
      { name: ROSTER, active: build(1), left: build(2), position, documents: 1, hash: told['hash'] },
    ]);
    expect([await new Registry(readStore.db).entry(ROSTER), await lease.tenant()]).toMatchObject([
      { active: build(1), fence: 2 },
      { epoch: 2 },
    ]);
    expect(await lease.take()).toBe(3);
    const runner = new ProjectionRunner({ store, readStore, projections, fence: 3 });
    await runner.start();
    expect(runner.status().find(({ name }) => name === ROSTER)).toMatchObject({ watermark: position, state: 'live' });
    await runner.stop();
    expect(await shared.hashes([rosterProjection])).toEqual({ [ROSTER]: told['hash'] });
    expect(await shared.freshHashes([rosterProjection])).toEqual({ [ROSTER]: told['hash'] });
  });

  test('is refused in one line that names the projector, while one lives', async () => {
    const before = await shared.hashes();
    await lease.renew(1);
    const { holder, until } = (await lease.tenant()) ?? { holder: '', until: '' };
    expect(await rollBack()).toEqual({
      code: 3,
      answer: [],
      said: [`读库正由 ${holder} 整理(租约至 ${until})：请先停止 ROLE 为 projector 与 all 的所有进程`],
    });
    expect(await shared.hashes()).toEqual(before);
    expect(await lease.tenant()).toMatchObject({ holder, epoch: 1 });
  });

  test('is refused where the address is none of an EventStoreDB, and where none answers there', async () => {
    await lease.release(1);
    expect(await rollBack({ ESDB_URL: 'http://127.0.0.1:2113' })).toEqual({
      code: 2,
      answer: [],
      said: ['ESDB_URL 须以 esdb:// 或 esdb+discover:// 开头'],
    });
    const { code, answer, said } = await rollBack({ ESDB_URL: 'esdb://127.0.0.1:9?tls=false' });
    expect([code, answer, said.length]).toEqual([3, [], 1]);
    expect(await lease.tenant()).toMatchObject({ epoch: 1 });
  });
});
