import type { TestCaller } from '../support/app.js';
import { listedHousehold, morning } from '../support/clerk.js';
import type { NetworkApp } from '../support/network-app.js';
import { startNetworkApp } from '../support/network-app.js';

/** Among several processes who looked at what stands in the same store as the facts of the business. */
jest.setTimeout(60_000);

let network: NetworkApp;
let officer: TestCaller;
let householdId: string;
/** Position and anchor of the last fact of the business. */
let last: { readonly position: number; readonly anchor: string };

beforeAll(async () => {
  network = await startNetworkApp(morning('2026-09-10'));
  officer = await network.app.as('officer-gangkou');
  ({ householdId } = await listedHousehold(officer));
  await network.app.settle();
  const { position, stream, revision } = (await network.app.facts()).at(-1) ?? { position: 0, stream: '', revision: 0 };
  last = { position, anchor: `${stream}@${revision}` };
});
afterAll(() => network.stop());

/** Somebody looks, and that stands in the log. */
async function look(): Promise<void> {
  const { status } = await officer.get(`/households/${householdId}`);
  expect(status).toBe(200);
  await network.app.system.platform.accessLog.flush();
}

describe('who looks at what, in a log that holds the facts too', () => {
  it('moves no lag: views that nothing comes to are not behind, in health and in metrics', async () => {
    network.toProjections.swallow();
    await look();
    const { store } = network.app.system.platform;
    expect(await store.head()).toBeGreaterThan(last.position);
    const { status, body } = await network.app.http.get('/health/ready');
    const lags = (body as { projections: readonly { lag: number }[] }).projections.map(({ lag }) => lag);
    expect([status, lags.filter((lag) => lag !== 0)]).toEqual([200, []]);
    const { text } = await network.app.http.get('/metrics');
    const measured = text.split('\n').filter((line) => line.startsWith('projection_lag_events{'));
    expect([measured.length, measured.filter((line) => !line.endsWith(' 0'))]).toEqual([lags.length, []]);
    await network.toProjections.heal();
  });

  it('moves no anchor and nothing of what was known: both end with the last fact of the business', async () => {
    await look();
    const { platform } = network.app.system;
    const head = await platform.store.head();
    expect(head).toBeGreaterThan(last.position);
    expect(await platform.anchorAt(head)).toBe(last.anchor);
    expect(await platform.instantAt(head)).toBe(morning('2026-09-10'));
    expect(await platform.knownAt(network.app.clock.now())).toBe(last.position);
    const asOf = await officer.get(`/households/${householdId}?asOf=${await platform.positionToken(head)}`);
    expect([asOf.status, (asOf.body as { householdId: string }).householdId]).toEqual([200, householdId]);
  });
});
