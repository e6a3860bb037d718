import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandIdOf } from '../../src/platform/change/command-id.js';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import type { Recorded } from '../../src/platform/fact.js';
import type { ServerProcess } from '../support/server-process.js';
import { freePort, startServer } from '../support/server-process.js';

const ROUNDS = 5;
const WRITERS = 64;
const SEED = Number(process.env['CRASH_SEED'] ?? 20_260_901);
const ACTOR = 'demo-officer-gangkou';
const VILLAGE = '341881100201';

type Told = 'ok' | 'refused' | 'unknown';

/** One request of the client-side journal: acknowledged means that the client holds the whole 2xx. */
interface Entry {
  readonly operation: 'registerHousehold' | 'recordPatrolVisit';
  readonly path: string;
  readonly target: string;
  readonly key: string;
  readonly body: unknown;
  told: Told;
  revision?: number;
}

/** mulberry32: the same seed plays the same run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Family {
  readonly householdId: string;
  readonly headMemberId: string;
}

class Journal {
  readonly entries: Entry[] = [];
  readonly families: Family[] = [];
  private keys = 0;

  constructor(private readonly random: () => number) {}

  next(): Entry {
    const key = `crash-${this.keys++}`;
    const family = this.families[Math.floor(this.random() * this.families.length)];
    const entry: Entry = family && this.random() < 0.7 ? visit(key, family) : registration(key);
    this.entries.push(entry);
    return entry;
  }
}

function registration(key: string): Entry {
  return {
    operation: 'registerHousehold',
    path: '/households',
    target: 'household',
    key,
    body: {
      villageCode: VILLAGE,
      address: '东组',
      source: 'SWEEP',
      head: { name: '张三', relation: 'HEAD', noIdReason: 'LOST' },
    },
    told: 'unknown',
  };
}

function visit(key: string, { householdId, headMemberId }: Family): Entry {
  const section = { state: 'NORMAL' };
  return {
    operation: 'recordPatrolVisit',
    path: `/households/${householdId}/patrol-visits`,
    target: `household-${householdId}`,
    key,
    body: {
      visitedAt: new Date().toISOString(),
      mode: 'HOME',
      visitors: ['c-1'],
      whoSeen: [headMemberId],
      living: Object.fromEntries(
        [
          'food',
          'clothing',
          'housing',
          'utilities',
          'medical',
          'schooling',
          'care',
          'income',
          'spending',
          'hazards',
        ].map((name) => [name, section]),
      ),
      needs: [],
      disposal: { kind: 'NONE' },
      acknowledgement: 'SIGNED',
    },
    told: 'unknown',
  };
}

async function send(url: string, token: string, entry: Entry, journal: Journal): Promise<void> {
  try {
    const answer = await fetch(`${url}/api/v1${entry.path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': entry.key },
      body: JSON.stringify(entry.body),
    });
    const said = (await answer.json()) as Partial<Family> & { revision?: number };
    if (answer.status >= 500) return;
    entry.told = answer.ok ? 'ok' : 'refused';
    entry.revision = said.revision;
    if (answer.ok && said.householdId && said.headMemberId) {
      journal.families.push({ householdId: said.householdId, headMemberId: said.headMemberId });
    }
  } catch {
    // The line was cut: the outcome stays unknown until the same request has been repeated.
    entry.told = 'unknown';
  }
}

async function tokenOf(url: string): Promise<string> {
  const answer = await fetch(`${url}/demo/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'officer-gangkou' }),
  });
  return ((await answer.json()) as { token: string }).token;
}

/**
 * Writers go on until so many requests have been begun; then the server is killed with theirs in flight. The moment is
 * counted in requests, not in time: a seed plays the same run on any machine.
 */
async function writeUntilKilled(server: ServerProcess, token: string, journal: Journal, target: number): Promise<void> {
  let killing: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    while (!killing) {
      const entry = journal.next();
      if (journal.entries.length >= target) killing = server.kill();
      await send(server.url, token, entry, journal);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  await killing;
}

async function wholeLog(folder: string): Promise<readonly Recorded[]> {
  const store = await openSqliteEventStore({ file: join(folder, 'demo/log.sqlite') });
  const { events } = await store.readAll(0, { limit: 1_000_000 });
  await store.close();
  return events;
}

describe(`SIGKILL under ${WRITERS} writers, ${ROUNDS} rounds, seed ${SEED}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  const random = chance(SEED);
  const journal = new Journal(random);
  const readyAfter: number[] = [];
  let output = '';
  let facts: readonly Recorded[] = [];

  beforeAll(async () => {
    const port = await freePort();
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now();
      const server = await startServer({ folder, port });
      readyAfter.push(performance.now() - started);
      const token = await tokenOf(server.url);
      for (const entry of journal.entries.filter(({ told }) => told === 'unknown'))
        await send(server.url, token, entry, journal);
      const target = journal.entries.length + 150 + Math.floor(random() * 400);
      await writeUntilKilled(server, token, journal, target);
      output += server.output();
    }
    const last = await startServer({ folder, port });
    const token = await tokenOf(last.url);
    for (const entry of journal.entries.filter(({ told }) => told === 'unknown'))
      await send(last.url, token, entry, journal);
    expect(await last.interrupt()).toBe(0);
    output += last.output();
    facts = await wholeLog(folder);
  }, 600_000);

  afterAll(() => {
    const told = (outcome: Told) => journal.entries.filter((entry) => entry.told === outcome).length;
    process.stdout.write(
      `crash: ${journal.entries.length} requests, ${told('ok')} acknowledged, ${told('refused')} refused, ready again after ${readyAfter.map((ms) => `${Math.round(ms)} ms`).join(', ')}\n`,
    );
    rmSync(folder, { recursive: true, force: true });
  });

  const standing = (entry: Entry): readonly Recorded[] => {
    const id = commandIdOf({ actor: ACTOR, operation: entry.operation, target: entry.target, key: entry.key });
    return facts.filter(({ metadata }) => metadata.commandId === id);
  };

  it('every acknowledged command stands exactly once, at the revision it was told', () => {
    const wrong = journal.entries
      .filter(({ told }) => told === 'ok')
      .filter((entry) => standing(entry).length !== 1 || standing(entry)[0]?.revision !== entry.revision);
    expect(wrong).toEqual([]);
    expect(journal.entries.filter(({ told }) => told === 'ok').length).toBeGreaterThan(WRITERS);
  });

  it('no refused command left a fact, and no outcome is unknown any more', () => {
    expect(journal.entries.filter(({ told }) => told === 'refused').flatMap(standing)).toEqual([]);
    expect(journal.entries.filter(({ told }) => told === 'unknown')).toEqual([]);
  });

  it('revisions of every stream are gapless and positions grow', () => {
    const next = new Map<string, number>();
    const gaps = facts.filter(({ stream, revision }) => {
      const expected = next.get(stream) ?? 0;
      next.set(stream, revision + 1);
      return revision !== expected;
    });
    expect(gaps).toEqual([]);
    expect(facts.filter((fact, index) => index > 0 && fact.position <= (facts[index - 1]?.position ?? 0))).toEqual([]);
  });

  it('nobody died of an unhandled rejection', () => {
    expect(output).not.toMatch(/unhandled|ERR_UNHANDLED/i);
  });
});
