import { startDemo } from '../../src/demo/start-demo.js';
import { SimulatedClock } from '../../src/platform/clock/simulated.clock.js';
import type { Recorded } from '../../src/platform/fact.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { readSettings } from '../../src/platform/settings/settings.js';
import { projections } from '../../src/projections.js';
import type { System } from '../../src/system.js';
import { startSystem } from '../../src/system.js';
import { LogLines } from '../support/app.js';
import { tempFolder } from '../support/temp-folder.js';

const NOW = '2026-10-20T01:00:00.000Z';
const WHOLE_PLAY = 300_000;

async function factsOf({ platform }: System): Promise<readonly Recorded[]> {
  return (await platform.store.readAll(0, { limit: 1_000_000 })).events;
}

async function hashesOf({ platform }: System): Promise<Readonly<Record<string, string>>> {
  const pairs = projections.map(async (projection) => [projection.name, await platform.runner.hashOf(projection)]);
  return Object.fromEntries(await Promise.all(pairs)) as Record<string, string>;
}

/** The policies begin at position 0 in every new process: until they have reacted to the whole log once more. */
async function policiesReplayed({
  platform,
  policies,
  monthlyVisits,
  dayDeadlines,
  caseDeadlines,
}: System): Promise<void> {
  await monthlyVisits.round();
  await dayDeadlines.round();
  await caseDeadlines.round();
  await policies.reached(await platform.store.head(), 120_000);
}

test(
  'F60 views poured anew and policies restarted over the demo month add no fact and change no view',
  async () => {
    const logs = new LogLines();
    const settings = readSettings({ DISCOVERY_DATA_DIR: (await tempFolder()).path, DISCOVERY_LOG_LEVEL: 'warn' });
    const log = createLogger('warn', logs);
    const real = new SimulatedClock(NOW);
    const played = await startDemo({ settings, log, say: () => undefined, script: 'month', real });
    const facts = await factsOf(played);
    const hashes = await hashesOf(played);
    for (const { name } of projections) await played.platform.runner.rebuild(name);
    expect(await hashesOf(played)).toEqual(hashes);
    await played.stop();

    const again = await startSystem({ settings, log, clock: new SimulatedClock(NOW) });
    try {
      await policiesReplayed(again);
      expect(facts.filter(({ type }) => type === 'MonthlyVisitMissed').length).toBe(28);
      expect(await factsOf(again)).toEqual(facts);
      expect(await hashesOf(again)).toEqual(hashes);
      expect(logs.lines).toEqual([]);
    } finally {
      await again.stop();
    }
  },
  WHOLE_PLAY,
);
