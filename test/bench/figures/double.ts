import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BenchOptions, Figure, Row } from '../bench.js';
import { beside } from '../bench.js';
import type { Served } from '../served.js';
import { served, servedOn } from '../served.js';
import { curve, throughput } from './commands.js';

const CHILD = resolve(__dirname, '../../support/typescript-child.cjs');
const PROGRAM = resolve(__dirname, '../double.program.ts');
/** The double answers for a protocol, not for speed: a small log shows what the way over it costs. */
const SIZE = { facts: 3_000, households: 1_000 };
const RATES = [50, 200];

export const double: Figure = {
  name: 'double',
  about:
    'commands, their latency and lag with the log on a server (the double of EventStoreDB), beside the embedded log',
  run: async (options) => {
    const small = { ...options, households: SIZE.households };
    const embedded = await measured(await served(small, SIZE.facts), small, 'embedded log');
    const folder = mkdtempSync(join(tmpdir(), 'bench-double-'));
    const server = spawn(process.execPath, [CHILD, PROGRAM, join(folder, 'server.jsonl')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [line] = (await once(server.stdout, 'data')) as [Buffer];
      const env = { ESDB_URL: line.toString().trim() };
      const through = await measured(await servedOn(env, small, SIZE.facts), small, 'through the double');
      return [...embedded, ...through.map((row, nth) => (embedded[nth] ? beside(row, embedded[nth]) : row))];
    } finally {
      server.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measured(server: Served, options: BenchOptions, place: string): Promise<readonly Row[]> {
  try {
    return [await throughput(server, options, place), ...(await curve(server, options, place, RATES))];
  } finally {
    await server.stop();
  }
}
