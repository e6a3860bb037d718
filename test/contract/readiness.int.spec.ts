import { morning } from '../support/clerk.js';
import type { NetworkApp } from '../support/network-app.js';
import { startNetworkApp } from '../support/network-app.js';

/** The stores have far more patience than whoever asks: what is answered in time owes nothing to theirs. */
const STORES_HAVE_MS = 60_000;
const PROBE_HAS_MS = 15_000;
jest.setTimeout(60_000);

let network: NetworkApp;

beforeAll(async () => {
  network = await startNetworkApp(morning('2026-09-10'), { patienceMs: STORES_HAVE_MS });
});
afterEach(async () => {
  for (const line of [network.toLog, network.toViews]) await line.heal();
});
afterAll(() => network.stop());

interface Ready {
  readonly status: string;
  readonly log: object;
  readonly readStore: object;
  readonly projections: readonly { readonly lag: number | null }[];
}

/** As a probe does that gives up after a time of its own. */
async function probe(): Promise<readonly [number, Ready]> {
  const { status, body } = await network.app.http.get('/health/ready').timeout(PROBE_HAS_MS);
  return [status, body as Ready];
}

/** Asks as a probe does, until all is well. */
async function untilReady(): Promise<Ready> {
  for (;;) {
    const [status, body] = await probe();
    if (status === 200) return body;
  }
}

describe('readiness while a store is in a black hole', () => {
  it('says that the log does not answer, and no lag, since none can be told', async () => {
    const views = (await untilReady()).projections.length;
    network.toLog.swallow();
    const told = await Promise.all([probe(), probe(), probe()]);
    expect(told.map(([status, body]) => [status, body.status, body.log, body.readStore])).toEqual(
      Array(3).fill([503, 'degraded', { writable: true, answers: false }, { answers: true }]),
    );
    expect(told.map(([, body]) => body.projections.map(({ lag }) => lag))).toEqual(
      Array(3).fill(Array(views).fill(null)),
    );
    await network.toLog.heal();
    expect((await untilReady()).log).toEqual({ writable: true, answers: true });
  });

  it('says that the read store does not answer, and nothing of its views', async () => {
    await untilReady();
    network.toViews.swallow();
    const [status, body] = await probe();
    expect([status, body.status, body.log, body.readStore, body.projections]).toEqual([
      503,
      'degraded',
      { writable: true, answers: true },
      { answers: false },
      [],
    ]);
    await network.toViews.heal();
    expect((await untilReady()).readStore).toEqual({ answers: true });
  });
});
