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
  about: 'the roster as it was known a few facts ago, folded from the log',
  run: async (options) => {
    const rows: Row[] = [];
    for (const facts of options.facts) {
      const server = await served(options, facts);
      try {
        const [logId, head] = await end(server);
        for (const { name, atMost, path } of questions) {
          const samples = await repeated(options.repeats, async (nth) => {
            // Another position each time: an answer kept from before would be no measurement.
            const asOf = `${logId}:${head - nth}`;
            const [url, headers] = path(server);
            const began = performance.now();
            const answer = await fetch(`http://127.0.0.1:${server.port}${url}&asOf=${asOf}`, { headers });
            await answer.arrayBuffer();
            if (!answer.ok) throw new Error(`as of ${asOf} answered ${answer.status}`);
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

/** The log and its last position, by writing one more fact. */
async function end(server: Served): Promise<readonly [logId: string, head: number]> {
  const { path, headers, body } = server.visit();
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  });
  const { position } = (await answer.json()) as { position: string };
  const [logId = '', head] = position.split(':');
  return [logId, Number(head)];
}
