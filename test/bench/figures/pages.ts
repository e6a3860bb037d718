import type { LoadRequest } from '../../campaign/load/load.js';
import { closedLoop, openLoop } from '../../campaign/load/load.js';
import type { Figure, Row } from '../bench.js';
import { repeated } from '../bench.js';
import type { Served } from '../served.js';
import { served } from '../served.js';

const RATE = 100;
/** Whoever opens the first pages after a start waits for code and statements to be made ready: no figure of a day. */
const WARM_UP = { connections: 4, seconds: 3 };

const kinds: readonly { readonly name: string; next(server: Served): LoadRequest }[] = [
  {
    name: 'household page',
    next: (server) => {
      const { householdId, townCode } = server.family();
      return { method: 'GET', path: `/api/v1/households/${householdId}`, headers: server.officer(townCode) };
    },
  },
  {
    name: 'roster page of 50',
    next: (server) => {
      const { villageCode, townCode } = server.family();
      return {
        method: 'GET',
        path: `/api/v1/roster?village=${villageCode}&limit=50`,
        headers: server.officer(townCode),
      };
    },
  },
];

export const pages: Figure = {
  name: 'pages',
  about: 'what an officer reads, 100 pages a second whatever the answers take',
  run: async (options) => {
    const rows: Row[] = [];
    for (const facts of options.facts) {
      const server = await served(options, facts);
      try {
        for (const { name, next } of kinds) {
          const request = () => next(server);
          await closedLoop({ ...WARM_UP, port: server.port, next: request });
          const samples = await repeated(options.repeats, async () => {
            const load = { port: server.port, rate: RATE, seconds: options.seconds, next: request };
            const { count, p95 } = await openLoop(load);
            if (Object.keys(count).join() !== '200')
              options.say(`  not every ${name} was shown: ${JSON.stringify(count)}`);
            return p95;
          });
          const aim = { of: 'median', atMost: 20 } as const;
          rows.push({ name: `p95 of a ${name}, ${facts / 1000}k facts`, unit: 'ms', samples, aim });
        }
      } finally {
        await server.stop();
      }
    }
    return rows;
  },
};
