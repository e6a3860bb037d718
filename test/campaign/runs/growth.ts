import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { served } from '../../bench/served.js';
import type { RunOptions } from '../campaign.js';
import { campaignRun, report } from '../campaign.js';
import { closedLoop } from '../load/load.js';

const CONNECTIONS = 64;
/** A log thirty times as long may cost so much of the speed and no more. */
const KEPT = 0.8;

/**
 * The same city with an ever longer history: 20,000 families, visited every month. What a server does in a second on
 * the shortest log is what the longer ones are held against.
 */
export const growth = campaignRun({
  name: 'growth',
  about: 'the same load on a log of 0.1, 1 and 3 million facts: commands a second hold, a restart stays quick',
  options: {
    least: { about: 'thousand facts of the shortest log', long: 100, short: 4 },
    middle: { about: 'thousand facts of the next', long: 1000, short: 8 },
    most: { about: 'thousand facts of the longest', long: 3000, short: 12 },
    households: { about: 'families in each', long: 20_000, short: 1_000 },
    seconds: { about: 'seconds of load on each', long: 30, short: 3 },
  },
  run: async ({
    seed,
    sizes,
    say,
  }: RunOptions<Record<'least' | 'middle' | 'most' | 'households' | 'seconds', never>>) => {
    const { households, seconds } = sizes;
    const figures: Record<string, number> = {};
    const violations: string[] = [];
    let first: number | undefined;
    for (const thousands of [sizes.least, sizes.middle, sizes.most]) {
      const options = { folder: join(tmpdir(), 'discovery-bench'), households, seed, say };
      const server = await served(options, thousands * 1000);
      try {
        figures[`pouredSecondsAt${thousands}k`] = server.readySeconds;
        await server.again();
        figures[`restartSecondsAt${thousands}k`] = server.readySeconds;
        figures[`memoryMiBAt${thousands}k`] = server.residentMiB();
        const load = { port: server.port, connections: CONNECTIONS, seconds, next: () => server.visit() };
        const { perSecond, count } = await closedLoop(load);
        const refused = Object.keys(count).filter((status) => !status.startsWith('2'));
        if (refused.length > 0) violations.push(`at ${thousands}k facts the server answered ${JSON.stringify(count)}`);
        figures[`commandsPerSecondAt${thousands}k`] = perSecond;
        first ??= perSecond;
        if (perSecond < KEPT * first)
          violations.push(`${Math.round(perSecond)} commands/s at ${thousands}k facts, ${Math.round(first)} at first`);
        say(`  ${thousands}k facts: ${Math.round(perSecond)} commands/s, ${Math.round(server.residentMiB())} MiB`);
      } finally {
        await server.stop();
      }
    }
    return report(figures, violations);
  },
});
