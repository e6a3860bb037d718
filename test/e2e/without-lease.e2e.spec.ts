import { projections } from '../../src/projections.js';
import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import { listedHousehold, morning } from '../support/clerk.js';
import { SharedStores } from '../support/shared-stores.js';

/** September's cut-off in 2026 is 24:00 of 10-13. */
const AFTER_CUT_OFF = '2026-10-13T16:00:00.000Z';
const FAMILIES = 12;

/** The lease only saves work: what two who act at once must not do twice, they do once without it. */
describe('two projectors without a lease', () => {
  let stores: SharedStores;
  let apps: readonly TestApp[];

  beforeEach(async () => {
    stores = await SharedStores.open();
    const options = { now: morning('2026-09-03'), folder: stores.folder, env: stores.env, leased: false };
    apps = [await startApp(options), await startApp(options)];
  }, 180_000);
  afterEach(async () => {
    await Promise.all(apps.map((app) => app.stop()));
    await stores.close();
  });

  it('pour the same views as one alone, confirm each ID number once and write each missed visit once', async () => {
    const registered: Registered[] = [];
    const work = async (app: TestApp): Promise<void> => {
      const officer = await app.as('officer-gangkou');
      for (let n = 0; n < FAMILIES; n++) registered.push(await listedHousehold(officer));
    };
    await Promise.all(apps.map(work));
    await Promise.all(apps.map((app) => app.settle()));
    // Either timer wakes at the cut-off by itself, and is asked for a round besides.
    await Promise.all(apps.map((app) => app.at(AFTER_CUT_OFF)));
    await Promise.all(apps.map((app) => app.at(AFTER_CUT_OFF)));

    const households = registered.map(({ householdId }) => householdId).sort();
    const confirmed = (await stores.facts(['person'])).filter(({ type }) => type === 'PersonConfirmed');
    expect(confirmed.map(({ data }) => data['householdRef']).sort()).toEqual(households);
    const missed = (await stores.facts(['household'])).filter(({ type }) => type === 'MonthlyVisitMissed');
    expect(missed.map(({ stream, data }) => [stream, data['month']]).sort()).toEqual(
      households.map((householdId) => [`household-${householdId}`, '2026-09']),
    );
    for (const app of apps)
      expect((await app.system.platform.runner.status()).map(({ state, parked }) => [state, parked])).toEqual(
        projections.map(() => ['live', 0]),
      );
    expect(await stores.hashes()).toEqual(await stores.freshHashes());
    expect(await stores.lease()).toBeUndefined();
  }, 180_000);
});
