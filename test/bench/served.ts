import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SeededRandom } from '../../src/demo/seeded-random.js';
import { livingSections } from '../../src/aggregates/household/visits/visit-report.js';
import type { LoadRequest } from '../campaign/load/load.js';
import type { ServerProcess } from '../support/server-process.js';
import { freePort, startServer } from '../support/server-process.js';
import type { BenchOptions } from './bench.js';
import type { BenchFolder } from './bench-folder.js';
import { grownFolder } from './bench-folder.js';
import type { GrownHousehold } from './grown-log.js';

/** The built server on a copy of a grown log, and what its clients know. */
export interface Served {
  readonly port: number;
  /** From the last start of the process until it says that it is ready. */
  readonly readySeconds: number;
  /** Stops it as Ctrl-C does and starts it again. */
  again(): Promise<void>;
  /** Resident memory of the process now. */
  residentMiB(): number;
  /** A routine visit of today to a family of one of the demo's townships, by its officer. */
  visit(): LoadRequest;
  family(): GrownHousehold;
  /** Headers of the officer of a township of the demo. */
  officer(townCode: string): Readonly<Record<string, string>>;
  readonly bureau: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const officers = {
  '341881100': 'officer-gangkou',
  '341881002': 'officer-nanshan',
  '341871001': 'officer-tianhu',
  '341881104': 'officer-xianxia',
} as const;
const READY_WITHIN_MS = 600_000;

type Growth = Pick<BenchOptions, 'folder' | 'households' | 'seed' | 'say'>;

/** Starts the built server on a copy of the grown log of that size; a log is grown once and kept. */
export async function served({ folder, households, seed, say }: Growth, facts: number): Promise<Served> {
  const kept = join(folder, `${facts}-${households}-${seed}`);
  const grown = await grownFolder(kept, { facts, households, seed }, say);
  const copy = mkdtempSync(join(tmpdir(), 'bench-served-'));
  cpSync(kept, copy, { recursive: true });
  return serve(copy, grown, { seed });
}

/** The same on a log grown anew on the server `env` names. */
export async function servedOn(
  env: Readonly<Record<string, string>>,
  { households, seed, say }: Growth,
  facts: number,
): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-served-'));
  return serve(folder, await grownFolder(folder, { facts, households, seed }, say, env), { seed, env });
}

async function serve(
  copy: string,
  grown: BenchFolder,
  { seed, env }: { readonly seed: number; readonly env?: Readonly<Record<string, string>> },
): Promise<Served> {
  const port = await freePort();
  let { server, readySeconds } = await timed(copy, port, env);
  const tokens = new Map<string, Readonly<Record<string, string>>>();
  for (const [town, account] of Object.entries(officers)) tokens.set(town, await tokenOf(port, account));
  const bureau = await tokenOf(port, 'bureau');
  const families = grown.households.filter(({ townCode }) => tokens.has(townCode));
  const random = new SeededRandom(seed);
  const officer = (townCode: string) => tokens.get(townCode) ?? bureau;
  const family = (): GrownHousehold => {
    const found = families[Math.floor(random.next() * families.length)];
    if (!found) throw new Error('no family lives in the townships of the demo');
    return found;
  };
  return {
    port,
    get readySeconds() {
      return readySeconds;
    },
    again: async () => {
      await server.interrupt();
      ({ server, readySeconds } = await timed(copy, port, env));
    },
    residentMiB: () => residentMiB(server),
    visit: () => visitTo(family(), officer),
    family,
    officer,
    bureau,
    stop: async () => {
      await server.kill();
      rmSync(copy, { recursive: true, force: true });
    },
  };
}

async function timed(
  folder: string,
  port: number,
  env?: Readonly<Record<string, string>>,
): Promise<{ server: ServerProcess; readySeconds: number }> {
  const began = performance.now();
  const server = await startServer({ folder, port, env });
  await ready(port);
  return { server, readySeconds: (performance.now() - began) / 1000 };
}

async function ready(port: number): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  while (performance.now() < until) {
    if ((await fetch(`http://127.0.0.1:${port}/health/ready`)).ok) return;
    // Another process, asked from outside: nothing here could wake us.
    await pause(50);
  }
  throw new Error('the server did not become ready');
}

async function tokenOf(port: number, account: string): Promise<Readonly<Record<string, string>>> {
  const answer = await fetch(`http://127.0.0.1:${port}/demo/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account }),
  });
  return { authorization: `Bearer ${((await answer.json()) as { token: string }).token}` };
}

function residentMiB({ pid }: ServerProcess): number {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  return (pages * 4096) / 2 ** 20;
}

const normal = Object.fromEntries(livingSections.map((section) => [section, { state: 'NORMAL' }]));

function visitTo(household: GrownHousehold, officer: Served['officer']): LoadRequest {
  return {
    method: 'POST',
    path: `/api/v1/households/${household.householdId}/patrol-visits`,
    headers: officer(household.townCode),
    body: JSON.stringify({
      visitedAt: new Date().toISOString(),
      mode: 'HOME',
      visitors: [`demo-officer-${household.townCode}`],
      whoSeen: [household.headMemberId],
      needs: ['MEDICAL'],
      acknowledgement: 'SIGNED',
      living: normal,
      disposal: { kind: 'NONE' },
    }),
  };
}
