import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startServer } from '../../support/server-process.js';
import { campaignRun, report } from '../campaign.js';
import { Chance } from '../fuzz/chance.js';
import type { LoadRequest } from '../load/load.js';
import { closedLoop, openLoop } from '../load/load.js';
import type { LoadReport } from '../load/tally.js';
import type { Memory } from '../load/memory.js';
import { memoryOf, watched } from '../load/memory.js';
import type { Office } from '../load/office.js';
import { openOffice, readBy, visitBy } from '../load/office.js';
import type { MemorySample } from '../load/soak-verdict.js';
import { bytesPerAnswer, memoryFaults, slopesOf } from '../load/soak-verdict.js';

const CLERKS = 8;
const REPEATED = 400;
const CONNECTIONS_AT_PEAK = 32;
const SHARE_OF_PEAK = 0.5;

/**
 * Half of what the server can do, in slices; between two slices nothing runs, every thread collects its garbage, and
 * what is left is measured. First of requests that leave nothing behind (visits sent again, counts, refused forms): what
 * grows then is lost. After that of new visits, then of looks that are recorded: their lawful growth is told for each.
 * The first minutes fill caches up to their bounds and look like a leak: the short form is no quick one therefore, and
 * no test of every day.
 */
export const soak = campaignRun({
  name: 'soak',
  about: 'half of the peak load for long: what a server keeps that nobody gave it',
  options: {
    homes: { about: 'households on the roster', long: 200, short: 20 },
    warmUp: { about: 'slices before anything is measured', long: 16, short: 45 },
    slices: { about: 'slices of requests that leave nothing', long: 40, short: 30 },
    growing: { about: 'slices of new visits, and of looks', long: 6, short: 2 },
    seconds: { about: 'seconds of one slice', long: 30, short: 2 },
    lose: { about: 'MB an hour that the server is made to lose, to see it found', long: 0, short: 0 },
  },
  run: async ({ seed, sizes, say }) => {
    const folder = mkdtempSync(join(tmpdir(), 'soak-'));
    const socket = join(folder, 'memory');
    const port = await freePort();
    const server = await startServer({ folder, port, env: watched(socket, sizes.lose) });
    try {
      const office = await openOffice({ port, folder, clerks: CLERKS, homes: sizes.homes });
      const work = new Work(office, new Chance(seed));
      const peak = await closedLoop({ port, connections: CONNECTIONS_AT_PEAK, seconds: 2, next: () => work.steady() });
      const rate = peak.perSecond * SHARE_OF_PEAK;
      const slice = async (next: () => LoadRequest): Promise<MemorySample> => {
        const load = await openLoop({
          port,
          rate,
          seconds: sizes.seconds,
          connections: CONNECTIONS_AT_PEAK / CLERKS,
          next,
        });
        work.saw(load);
        const memory = await memoryOf(socket);
        say(`  ${describe(load, memory)}`);
        return { ...memory, hours: performance.now() / 3_600_000, answers: answersOf(load) };
      };
      for (let n = 0; n < sizes.warmUp; n++) await slice(() => work.steady());
      const steady: MemorySample[] = [await slice(() => work.steady())];
      for (let n = 0; n < sizes.slices; n++) steady.push(await slice(() => work.steady()));
      const visits = [await slice(() => work.visit())];
      for (let n = 0; n < sizes.growing; n++) visits.push(await slice(() => work.visit()));
      const looks = [await slice(() => work.look())];
      for (let n = 0; n < sizes.growing; n++) looks.push(await slice(() => work.look()));
      const code = await server.interrupt();
      const grown = { heapBytesPerVisit: bytesPerAnswer(visits), heapBytesPerLook: bytesPerAnswer(looks) };
      return report({ ratePerSecond: rate, ...work.figures(), ...slopesOf(steady), ...grown }, [
        ...memoryFaults(steady),
        ...work.faults(),
        ...(code === 0 ? [] : [`the server stopped with ${code}`]),
        ...(/unhandled/i.test(server.output()) ? ['an unhandled rejection'] : []),
      ]);
    } finally {
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

class Work {
  private readonly repeated: readonly LoadRequest[];
  private readonly statuses: Record<string, number> = {};
  private sent = 0;

  constructor(
    private readonly office: Office,
    private readonly chance: Chance,
  ) {
    this.repeated = Array.from({ length: REPEATED }, (_, n) => visitBy(office, n, { chance, key: `soak-again-${n}` }));
  }

  /** Leaves nothing: no fact, no record of a look. */
  steady(): LoadRequest {
    const { chance } = this;
    const again = chance.oneOf(this.repeated) ?? this.visit();
    const kind = chance.share();
    if (kind < 0.6) return again;
    if (kind < 0.8) return { ...again, body: '{"mode":"NONE"}' };
    return { method: 'GET', path: '/api/v1/visit-calendar/counts', headers: again.headers ?? {}, client: again.client };
  }

  /** A new fact. */
  visit(): LoadRequest {
    return visitBy(this.office, this.chance.whole(CLERKS), { chance: this.chance, key: `soak-${this.sent++}` });
  }

  /** A record in the access log. */
  look(): LoadRequest {
    return readBy(this.office, this.chance.whole(CLERKS), this.chance);
  }

  saw({ count }: LoadReport): void {
    for (const [status, times] of Object.entries(count)) this.statuses[status] = (this.statuses[status] ?? 0) + times;
  }

  figures(): Record<string, string> {
    return {
      answers: Object.entries(this.statuses)
        .map(([status, count]) => `${status}×${count}`)
        .join(' '),
    };
  }

  /** At half of the load a server refuses nobody. */
  faults(): readonly string[] {
    return Object.entries(this.statuses)
      .filter(([status]) => status !== '200' && status !== '422')
      .map(([status, count]) => `${count} requests ended with ${status}`);
  }
}

function answersOf({ count }: LoadReport): number {
  return Object.values(count).reduce((sum, times) => sum + times, 0);
}

function describe(load: LoadReport, { heap, rss }: Memory): string {
  return `${answersOf(load)} answers, p99 ${load.p99.toFixed(1)} ms, heap ${(heap / 1e6).toFixed(2)} MB, RSS ${(rss / 1e6).toFixed(1)} MB`;
}
