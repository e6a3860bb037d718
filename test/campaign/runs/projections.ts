import { SeededRandom } from '../../../src/demo/seeded-random.js';
import { startEmbeddedMongo } from '../../../src/platform/embedded-mongo/embedded-mongo.js';
import { connectReadStore } from '../../../src/platform/read-store/read-store.js';
import type { RunOptions } from '../campaign.js';
import { campaignRun, report } from '../campaign.js';
import { factsOfLives } from '../pour/lives.js';
import { Pouring, STEP } from '../pour/pouring.js';

/**
 * One log poured again and again into nothing, each time by many short-lived processes: each ends at some request to
 * its stores, is handed pages twice or in a wrong order, cannot read what the next release can, has a rival beside it,
 * or rebuilds views while facts arrive; and readers look on all the time.
 */
export const projectionsRun = campaignRun({
  name: 'projections',
  about:
    'every view poured through crashes, rivals, ailing releases, shuffled pages and rebuilds, with readers looking on',
  options: { pours: { about: 'times the log is poured', long: 60, short: 1 } },
  run: async ({ seed, sizes, say }: RunOptions<{ pours: never }>) => {
    const random = new SeededRandom(seed);
    const facts = await factsOfLives(random, STEP);
    const server = await startEmbeddedMongo();
    const readStore = await connectReadStore(server.url, 'poured');
    const pouring = new Pouring(readStore, random, facts);
    try {
      for (let pour = 1; pour <= sizes.pours; pour++) {
        await pouring.pour();
        say(`  ${pour} pours, ${pouring.processes} processes, ${pouring.violations.length} violations`);
      }
      return report(pouring.figures(), [...pouring.violations, ...pouring.notReached()]);
    } finally {
      await readStore.close();
      await server.close();
    }
  },
});
