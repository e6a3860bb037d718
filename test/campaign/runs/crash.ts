import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom } from '../../../src/demo/seeded-random.js';
import { startEmbeddedMongo } from '../../../src/platform/embedded-mongo/embedded-mongo.js';
import type { EmbeddedMongo } from '../../../src/platform/embedded-mongo/embedded-mongo.js';
import { openSqliteEventStore } from '../../../src/platform/event-store/sqlite.event-store.js';
import type { Recorded } from '../../../src/platform/fact.js';
import { ProjectionRunner } from '../../../src/platform/projections/projection-runner.js';
import { connectReadStore } from '../../../src/platform/read-store/read-store.js';
import { projections } from '../../../src/projections.js';
import type { ServerProcess } from '../../support/server-process.js';
import { freePort, startServer } from '../../support/server-process.js';
import type { CampaignReport, RunOptions } from '../campaign.js';
import { campaignRun, report } from '../campaign.js';
import { doorTo } from '../doors.js';
import { brokenInvariants, brokenViews, doubled, lost, standingOf, strayRejections } from '../invariants.js';
import type { Door, Entry } from '../journal.js';
import { Journal, send } from '../journal.js';
import { HttpConnection } from '../load/http-connection.js';
import { MixedWriters } from '../mixed-writers.js';

const WRITERS = 64;
const READY_AGAIN_WITHIN_MS = 10_000;

/**
 * The server is killed under its writers again and again; after each start, what nobody knows the outcome of is sent
 * once more. The moment of each end is counted in requests, so that a seed plays alike on any machine. The read store
 * outlives the server, so that views are continued from what a dying process left, not poured anew.
 */
export const crash = campaignRun({
  name: 'crash',
  about: `SIGKILL of the server under ${WRITERS} mixed writers, restart, every unknown outcome sent again`,
  options: {
    rounds: { about: 'times the server is killed', long: 20, short: 2 },
    requests: { about: 'requests of a round at most', long: 3_000, short: 500 },
  },
  run: async ({ seed, short, sizes, say }: RunOptions<{ rounds: never; requests: never }>) => {
    const folder = mkdtempSync(join(tmpdir(), 'crash-'));
    const readStore = await startEmbeddedMongo();
    const siege = new Siege({ folder, mongoUrl: readStore.url, port: await freePort() }, new SeededRandom(seed));
    try {
      for (let round = 1; round <= sizes.rounds; round++) {
        await siege.round(sizes.requests);
        say(
          `  killed ${round} times, ${siege.journal.entries.length} commands, ${siege.journal.of('unknown').length} unknown`,
        );
      }
      await siege.peace();
      const found = await verdict(siege, join(folder, 'demo/log.sqlite'), readStore);
      // Among the tests of every day a start measures its neighbours more than itself.
      return short ? found : withinLimit(found);
    } finally {
      await siege.end();
      await readStore.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

function withinLimit({ figures, violations }: CampaignReport): CampaignReport {
  const slowest = Math.round(Number(figures['readyP99Ms']));
  const late = slowest > READY_AGAIN_WITHIN_MS ? [`one start in a hundred is ready only after ${slowest} ms`] : [];
  return report(figures, [...violations, ...late]);
}

async function verdict(
  { journal, readyMs, output }: Siege,
  file: string,
  { url }: EmbeddedMongo,
): Promise<CampaignReport> {
  const { facts, views } = await whatStands(file, url);
  const standing = standingOf(facts);
  const violations = [...brokenInvariants(journal.entries, facts), ...views, ...strayRejections(output)];
  const figures = {
    commands: journal.entries.length,
    acknowledged: journal.of('ok').length,
    refused: journal.of('fail').length,
    unknown: journal.of('unknown').length,
    retried: journal.entries.filter(({ sent }) => sent > 1).length,
    lost: lost(journal.entries, standing).length,
    doubled: doubled(journal.entries, standing).length,
    facts: facts.length,
    readyP50Ms: percentile(readyMs, 0.5),
    readyP99Ms: percentile(readyMs, 0.99),
  };
  return report(figures, violations);
}

/** The log after the last process has gone, and how the views differ from it once they have been continued to its end. */
async function whatStands(
  file: string,
  mongoUrl: string,
): Promise<{ facts: readonly Recorded[]; views: readonly string[] }> {
  const store = await openSqliteEventStore({ file });
  const readStore = await connectReadStore(mongoUrl, 'views');
  const runner = new ProjectionRunner({ store, readStore, projections });
  try {
    await runner.start();
    const { events: facts } = await store.readAll(0, { limit: 10_000_000 });
    return { facts, views: await brokenViews(runner, facts) };
  } finally {
    await runner.stop();
    await readStore.close();
    await store.close();
  }
}

interface Place {
  readonly folder: string;
  readonly mongoUrl: string;
  readonly port: number;
}

class Siege {
  readonly journal = new Journal();
  readonly readyMs: number[] = [];
  output = '';
  private readonly writers: MixedWriters;
  private server?: ServerProcess;

  constructor(
    private readonly place: Place,
    private readonly random: SeededRandom,
  ) {
    this.writers = new MixedWriters({ journal: this.journal, random, now: new Date().toISOString() });
  }

  /** One life of the server: what is unknown is sent first, then new commands, until it is killed amid them. */
  async round(most: number): Promise<void> {
    const { server, door } = await this.start();
    const again = [...this.journal.of('unknown')];
    const last = this.random.between(1, most);
    let begun = 0;
    let killing: Promise<void> | undefined;
    await eachWriter(this.place.port, async (line) => {
      while (!killing) {
        const entry = again.shift() ?? this.writers.next();
        if (++begun === last) killing = server.kill();
        await this.exchange(entry, door, line);
      }
    });
    await killing;
    this.output += server.output();
  }

  /** Sends what is still unknown, then lets the server go in peace. */
  async peace(): Promise<void> {
    const { server, door } = await this.start();
    const again = [...this.journal.of('unknown')];
    await eachWriter(this.place.port, async (line) => {
      for (let entry = again.shift(); entry; entry = again.shift()) await this.exchange(entry, door, line);
    });
    const code = await server.interrupt();
    this.output += server.output();
    if (code !== 0) throw new Error(`the last server left with ${code}: ${server.output()}`);
    this.server = undefined;
  }

  async end(): Promise<void> {
    await this.server?.kill();
  }

  private async exchange(entry: Entry, door: Door, line: HttpConnection): Promise<void> {
    await send(entry, door, line);
    this.writers.settled(entry);
  }

  private async start(): Promise<{ server: ServerProcess; door: Door }> {
    const { folder, port, mongoUrl } = this.place;
    const began = performance.now();
    const server = await startServer({ folder, port, env: { MONGO_URL: mongoUrl } });
    this.readyMs.push(performance.now() - began);
    this.server = server;
    return { server, door: await doorTo(server) };
  }
}

async function eachWriter(port: number, work: (line: HttpConnection) => Promise<void>): Promise<void> {
  const one = async (): Promise<void> => {
    const line = new HttpConnection(port);
    await work(line);
    line.close();
  };
  await Promise.all(Array.from({ length: WRITERS }, one));
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
