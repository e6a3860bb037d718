import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { closedLoop } from '../../campaign/load/load.js';
import { freePort } from '../../support/server-process.js';
import type { BenchOptions, Figure, Row } from '../bench.js';
import { beside, repeated } from '../bench.js';
import { served } from '../served.js';

const ROOT = resolve(__dirname, '../../..');
const CONNECTIONS = 64;

export const instead: Figure = {
  name: 'instead',
  about: 'the same command as a user would write it instead: nothing sealed, checked or durable',
  run: async (options) => {
    const rows: Row[] = [];
    const server = await served(options, options.facts[0] ?? 0);
    try {
      const bodies = Array.from({ length: 1000 }, () => server.visit());
      const ours: Row = {
        name: 'commands of this server',
        unit: 'commands/s',
        samples: await rates(options, server.port, () => server.visit()),
      };
      for (const program of ['plain-nest', 'emmett']) {
        const samples = await other(program, options, (n) => {
          const { path, body } = bodies[n % bodies.length] ?? server.visit();
          return { method: 'POST', path: path.replace('/api/v1', ''), body };
        });
        rows.push({ name: `${program} in memory`, unit: 'commands/s', samples });
      }
      return [ours, ...rows.map((row) => beside(row, ours))];
    } finally {
      await server.stop();
    }
  },
};

type Next = Parameters<typeof closedLoop>[0]['next'];

async function other(program: string, options: BenchOptions, next: Next): Promise<readonly number[]> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [join(ROOT, 'test/support/typescript-child.cjs'), join(ROOT, `test/bench/beside/${program}.ts`), String(port)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const gone = once(child, 'exit');
  try {
    await Promise.race([once(child.stdout, 'data'), gone.then(() => Promise.reject(new Error(`${program} left`)))]);
    return await rates(options, port, next);
  } finally {
    child.kill();
    await gone;
  }
}

function rates({ repeats, seconds }: BenchOptions, port: number, next: Next): Promise<readonly number[]> {
  return repeated(repeats, async () => {
    const { count, perSecond } = await closedLoop({ port, connections: CONNECTIONS, seconds, next });
    if (Object.keys(count).some((status) => !status.startsWith('2')))
      throw new Error(`not every command was done: ${JSON.stringify(count)}`);
    return perSecond;
  });
}
