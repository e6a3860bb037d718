import type { Figure, Row } from '../bench.js';
import { repeated } from '../bench.js';
import type { Served } from '../served.js';
import { served } from '../served.js';

const questions: readonly {
  name: string;
  atMost: number;
  path(server: Served): [string, Readonly<Record<string, string>>];
}[] = [
  {
    name: 'a township',
    atMost: 1000,
    path: (server) => ['/api/v1/roster?limit=50', server.officer('341881100')],
  },
  { name: 'the whole city', atMost: 10_000, path: (server) => ['/api/v1/roster?limit=50', server.bureau] },
];

export const asOf: Figure = {
  name: 'as-of',
  about: 'the roster as it was known half a day ago, folded from the log',
  run: async (options) => {
    const rows: Row[] = [];
    for (const facts of options.facts) {
      const server = await served(options, facts);
      try {
        for (const { name, atMost, path } of questions) {
          const samples = await repeated(options.repeats, async (nth) => {
            // Another instant each time: an answer kept from before would be no measurement.
            const instant = new Date(Date.now() - 43_200_000 + nth * 1000).toISOString();
            const [url, headers] = path(server);
            const began = performance.now();
            const answer = await fetch(`http://127.0.0.1:${server.port}${url}&asOf=${instant}`, { headers });
            await answer.arrayBuffer();
            if (!answer.ok) throw new Error(`as of ${instant} answered ${answer.status}`);
            return performance.now() - began;
          });
          rows.push({
            name: `${name} as of then, ${facts / 1000}k facts`,
            unit: 'ms',
            samples,
            aim: { of: 'median', atMost },
          });
        }
      } finally {
        await server.stop();
      }
    }
    return rows;
  },
};
