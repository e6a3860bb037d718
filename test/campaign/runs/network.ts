import { SeededRandom } from '../../../src/demo/seeded-random.js';
import type { FaultProxy } from '../../support/fault-proxy/fault-proxy.js';
import type { NetworkApp } from '../../support/network-app.js';
import { startNetworkApp } from '../../support/network-app.js';
import type { RunOptions } from '../campaign.js';
import { campaignRun, report } from '../campaign.js';
import { doorOf } from '../doors.js';
import { brokenInvariants, brokenViews } from '../invariants.js';
import type { Door, Entry } from '../journal.js';
import { Journal, send } from '../journal.js';
import { HttpConnection } from '../load/http-connection.js';
import { MixedWriters } from '../mixed-writers.js';
import { silence } from '../network/silence.js';
import type { Weather } from '../network/weathers.js';
import { NORMAL_WITHIN_MS, weathers } from '../network/weathers.js';

const WRITERS = 16;
/** Patience of the app with its log; a command tries three times, and reads before. Among other tests it is longer. */
const PATIENCE_MS = { long: 500, short: 1_000 };
/** Within which every command has an answer: its tries, twice over for a machine that is busy otherwise. */
const ANSWERED_WITHIN_MS = { long: 10_000, short: 20_000 };
/** After which the run stops asking. */
const GIVE_UP_AFTER_MS = 60_000;

/**
 * Mixed writers while the network between the app and one of its stores is bad in one way after the other; which store
 * it is, and at which request the weather turns, comes from the seed.
 */
export const network = campaignRun({
  name: 'network',
  about: `latency, resets, half-open lines, slicing and black holes between ${WRITERS} writers' app and its stores`,
  options: {
    rounds: { about: 'times the weather turns', long: 96, short: 8 },
    requests: { about: 'requests of a round', long: 400, short: 48 },
    silence: {
      about: 'seconds in which nothing reaches the projections while visits are recorded',
      long: 120,
      short: 0,
    },
  },
  run: async ({ seed, short, sizes, say }: RunOptions<{ rounds: never; requests: never; silence: never }>) => {
    const stray: string[] = [];
    const onStray = (error: unknown): void => void stray.push(`nobody saw to ${String(error)}`);
    process.on('unhandledRejection', onStray);
    const patienceMs = short ? PATIENCE_MS.short : PATIENCE_MS.long;
    const app = await startNetworkApp(new Date().toISOString(), { patienceMs, stallMs: patienceMs });
    try {
      const voyage = new Voyage(
        app,
        await doorOf(app.app),
        new SeededRandom(seed),
        ANSWERED_WITHIN_MS[short ? 'short' : 'long'],
      );
      for (let round = 0; round < sizes.rounds; round++) say(`  ${await voyage.round(round, sizes.requests)}`);
      await app.app.settle();
      const facts = await app.app.facts();
      const views = await brokenViews(app.app.system.platform.runner, facts);
      // Among the tests of every day a return measures its neighbours more than itself.
      const late = short ? [] : voyage.late;
      const broken = brokenInvariants(voyage.journal.entries, facts);
      const silent = sizes.silence > 0 ? await silence(sizes.silence) : { wholeAfterMs: 0, violations: [] };
      const { wholeAfterMs } = silent;
      const violations = [...voyage.violations, ...late, ...broken, ...views, ...silent.violations, ...stray];
      return report({ ...voyage.figures(), wholeAfterSilenceMs: Math.round(wholeAfterMs) }, violations);
    } finally {
      process.off('unhandledRejection', onStray);
      await app.stop();
    }
  },
});

class Voyage {
  readonly journal = new Journal();
  readonly violations: string[] = [];
  /** Returns to normal that took longer than they may. */
  readonly late: string[] = [];
  private readonly writers: MixedWriters;
  private slowestMs = 0;
  private latestMs = 0;
  private decidedMs = 0;

  constructor(
    private readonly stores: NetworkApp,
    private readonly door: Door,
    private readonly random: SeededRandom,
    private readonly answeredWithinMs: number,
  ) {
    this.writers = new MixedWriters({ journal: this.journal, random, now: stores.app.clock.now() });
  }

  /** Writes, turns the weather amid it, writes on, and is back to normal. Resolves with what happened. */
  async round(number: number, requests: number): Promise<string> {
    const { toLog, toProjections, toViews } = this.stores;
    const weather = weathers[number % weathers.length];
    if (!weather) throw new Error('there is always some weather');
    const [store, line] = this.random.pick<readonly [string, FaultProxy]>([
      ['log', toLog],
      ['projections', toProjections],
      ['views', toViews],
    ]);
    const turn = this.random.between(1, Math.ceil(requests / 2));
    let begun = 0;
    let turning = Promise.resolve();
    await this.eachWriter(async (http) => {
      while (begun < requests) {
        const entry = this.writers.next();
        if (++begun === turn) turning = Promise.resolve(weather.spoil(line));
        await this.exchange(entry, http, `${weather.name} of the ${store}`);
      }
    });
    await turning;
    await line.heal();
    const backMs = await this.back(weather, store);
    return `${weather.name} of the ${store}: back after ${Math.round(backMs)} ms, ${this.journal.entries.length} commands`;
  }

  figures(): Record<string, number> {
    const { entries } = this.journal;
    return {
      commands: entries.length,
      acknowledged: this.journal.of('ok').length,
      refused: this.journal.of('fail').length,
      retried: entries.filter(({ sent }) => sent > 1).length,
      slowestAnswerMs: this.slowestMs,
      latestNormalMs: this.latestMs,
      latestDecidedMs: this.decidedMs,
    };
  }

  /**
   * The first command after the fault is acknowledged and its page shows it; then everything still unknown is sent until
   * it is decided. Resolves with how long the first took: the second is hundreds of commands, and takes what they take.
   */
  private async back({ name }: Weather, store: string): Promise<number> {
    const began = performance.now();
    const passed = (): number => performance.now() - began;
    const inTime = (): boolean => passed() < GIVE_UP_AFTER_MS;
    const when = `after ${name} of the ${store}`;
    const position = await this.acknowledged(inTime, when);
    const { app } = this.stores;
    const officer = await app.as('officer-gangkou');
    let status = 0;
    while (status !== 200 && inTime())
      ({ status } = await officer.get('/roster?village=341881100201', { 'x-min-position': position }));
    if (status !== 200) this.violations.push(`never normal again ${when}: ${status}`);
    const backMs = passed();
    this.latestMs = Math.max(this.latestMs, backMs);
    if (backMs > NORMAL_WITHIN_MS) this.late.push(`normal only ${Math.round(backMs)} ms ${when} was over`);
    await this.decide(inTime, when);
    this.decidedMs = Math.max(this.decidedMs, passed());
    return backMs;
  }

  /** Sends a new command until it has an answer, and another one where that is a refusal; resolves with the position. */
  private async acknowledged(inTime: () => boolean, when: string): Promise<string> {
    const http = new HttpConnection(this.door.port);
    let entry = this.writers.next();
    for (; entry.outcome !== 'ok' && inTime(); await this.exchange(entry, http, when))
      if (entry.outcome === 'fail') entry = this.writers.next();
    http.close();
    return entry.said?.position ?? '';
  }

  /** Each by one writer: repetitions of one command at once would wait for each other. */
  private async decide(inTime: () => boolean, when: string): Promise<void> {
    const unknown = [...this.journal.of('unknown')];
    await this.eachWriter(async (http) => {
      for (let entry = unknown.shift(); entry && inTime(); entry = unknown.shift()) {
        await this.exchange(entry, http, when);
        if (entry.outcome === 'unknown') unknown.push(entry);
      }
    });
  }

  private async exchange(entry: Entry, http: HttpConnection, when: string): Promise<void> {
    const began = performance.now();
    await send(entry, this.door, http);
    const ms = performance.now() - began;
    this.slowestMs = Math.max(this.slowestMs, ms);
    if (ms > this.answeredWithinMs)
      this.violations.push(`${entry.command.operation} took ${Math.round(ms)} ms, ${when}`);
    this.writers.settled(entry);
  }

  private async eachWriter(work: (http: HttpConnection) => Promise<void>): Promise<void> {
    const one = async (): Promise<void> => {
      const http = new HttpConnection(this.door.port);
      await work(http);
      http.close();
    };
    await Promise.all(Array.from({ length: WRITERS }, one));
  }
}
