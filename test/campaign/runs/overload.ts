import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerProcess } from '../../support/server-process.js';
import { freePort, startServer } from '../../support/server-process.js';
import { campaignRun, report } from '../campaign.js';
import { Chance } from '../fuzz/chance.js';
import { closedLoop, openLoop } from '../load/load.js';
import type { Office } from '../load/office.js';
import { openOffice, visitBy } from '../load/office.js';
import { Probe } from '../load/probe.js';
import type { Measured } from '../load/overload-verdict.js';
import { CLERKS, GREEDY, answerFaults, figuresOf, goodputFaults, shareFaults } from '../load/overload-verdict.js';
import { cpuSecondsOf } from '../load/server-metrics.js';
import type { LoadReport } from '../load/tally.js';

const CONNECTIONS_AT_PEAK = 64;
const NORMAL_WITHIN_S = 30;
/** Latency is normal again at this multiple of what it was before, which a shared machine reaches by itself. */
const NORMAL_TIMES = 3;
const NORMAL_BASE_MS = 20;

export const overload = campaignRun({
  name: 'overload',
  about: 'ten times what the server can do, half of it by one of twenty clerks',
  options: {
    homes: { about: 'households on the roster: each is visited a dozen times, as in a year', long: 10_000, short: 40 },
    warmUp: { about: 'seconds before anything is measured', long: 15, short: 2 },
    peak: { about: 'seconds at most goodput', long: 30, short: 3 },
    overload: { about: 'seconds of overload', long: 120, short: 6 },
    factor: { about: 'offered load, times the peak', long: 10, short: 10 },
    connections: { about: 'connections of each clerk', long: 50, short: 10 },
    greedy: { about: 'connections of the greedy one', long: 1_000, short: 300 },
  },
  run: async ({ seed, sizes, short, say }) => {
    const folder = mkdtempSync(join(tmpdir(), 'overload-'));
    const port = await freePort();
    const server = await startServer({ folder, port });
    try {
      const office = await openOffice({ port, folder, clerks: CLERKS, homes: sizes.homes });
      const visits = new Visits(office, new Chance(seed));
      await closedLoop({ ...visits.fair(), port, connections: CONNECTIONS_AT_PEAK, seconds: sizes.warmUp });
      const before = await calm(visits, port);
      const atPeak = () =>
        closedLoop({ ...visits.fair(), port, connections: CONNECTIONS_AT_PEAK, seconds: sizes.peak });
      const peak = await measured(port, atPeak);
      say(`  peak ${Math.round(peak.perSecond)} visits/s`);
      const probe = new Probe(port);
      const flood = await measured(port, () =>
        openLoop({
          ...visits.greedy(),
          port,
          rate: peak.perSecond * sizes.factor,
          seconds: sizes.overload,
          connections: (client) => (client === office.clerks[GREEDY]?.name ? sizes.greedy : sizes.connections),
          patience: 1,
          connected: office.clerks.map(({ name }) => name),
        }),
      );
      const health = await probe.stop();
      const normalAfter = await secondsUntilNormal(visits, port, short ? Infinity : before.p95);
      const peaks = { before: peak, after: await measured(port, atPeak) };
      return report({ ...figuresOf(peaks, flood), calmP95Ms: before.p95, normalAfterS: normalAfter, ...health }, [
        ...goodputFaults(peaks, flood, short),
        ...answerFaults(flood, visits.withoutRetryAfter),
        ...shareFaults(flood, short),
        ...(normalAfter > NORMAL_WITHIN_S ? [`it was not normal again after ${NORMAL_WITHIN_S} s`] : []),
        ...(health.healthRefused > 0 ? [`${health.healthRefused} looks at the server's health were refused`] : []),
        ...(await stopFaults(server)),
      ]);
    } finally {
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

/** The visits of all phases: every one new, each of a clerk and a household by chance. */
class Visits {
  withoutRetryAfter = 0;
  private sent = 0;

  constructor(
    private readonly office: Office,
    private readonly chance: Chance,
  ) {}

  fair() {
    return { next: () => this.of(this.chance.whole(CLERKS)) };
  }

  greedy() {
    return { next: () => this.of(this.chance.happens(0.5) ? GREEDY : 1 + this.chance.whole(CLERKS - 1)) };
  }

  private of(clerk: number) {
    const request = visitBy(this.office, clerk, { chance: this.chance, key: `overload-${this.sent++}` });
    return {
      ...request,
      answered: ({ status, headers }: { status: number; headers: string }) => {
        const says = /\r\nretry-after: \d+/i.test(headers);
        if ((status === 429 || status === 503) && !says) this.withoutRetryAfter += 1;
      },
    };
  }
}

async function measured(port: number, load: () => Promise<LoadReport>): Promise<Measured> {
  const before = await cpuSecondsOf(port);
  const outcome = await load();
  const used = (await cpuSecondsOf(port)) - before;
  return { ...outcome, perCpuSecond: (outcome.perSecond * outcome.seconds) / used };
}

/** One clerk at a time: the latency of an idle server. */
function calm(visits: Visits, port: number): Promise<LoadReport> {
  return closedLoop({ ...visits.fair(), port, connections: 1, seconds: 1 });
}

/** Until nobody is refused any more and, where it can be told on a shared machine (`p95` is finite), latency is as before. */
async function secondsUntilNormal(visits: Visits, port: number, p95: number): Promise<number> {
  const started = performance.now();
  for (;;) {
    const now = await calm(visits, port);
    const seconds = (performance.now() - started) / 1000;
    const normal =
      Object.keys(now.count).every((status) => status === '200') && now.p95 <= NORMAL_BASE_MS + NORMAL_TIMES * p95;
    if (normal || seconds > NORMAL_WITHIN_S) return seconds;
  }
}

async function stopFaults(server: ServerProcess): Promise<readonly string[]> {
  const code = await server.interrupt();
  return [
    ...(code === 0 ? [] : [`the server stopped with ${code}`]),
    ...(/unhandled/i.test(server.output()) ? ['an unhandled rejection'] : []),
  ];
}
