import { defaultParameters } from '../../../src/aggregates/rulebook/default-parameters.js';
import { plusMillis } from '../../../src/platform/calendar/local-date.js';
import { loadDivisions } from '../../../src/platform/divisions/divisions.js';
import type { TestApp } from '../../support/app.js';
import { startApp } from '../../support/app.js';
import { stockCare } from '../../support/care-clerk.js';
import { stockCases } from '../../support/case-clerk.js';
import { campaignRun, report } from '../campaign.js';
import { faultsOf } from '../fuzz/answer-oracle.js';
import type { Operation } from '../fuzz/api-document.js';
import { operations } from '../fuzz/api-document.js';
import { Chance } from '../fuzz/chance.js';
import { broughtAboutBy } from '../fuzz/forms.js';
import { asMeant, hostileRequest, spoiledRequest } from '../fuzz/fuzzed-requests.js';
import { KnownWorld } from '../fuzz/known-world.js';
import { Line } from '../fuzz/line.js';
import type { OnTheLine } from '../fuzz/request-bytes.js';
import type { Wanted } from '../fuzz/valid-requests.js';
import { ValidRequests } from '../fuzz/valid-requests.js';

const MOST_VIOLATIONS = 40;
const MOST_TRIES = 1000;
/** Requests after which there are new cases for what was not reached. */
const STOCKED_EVERY = 500;
/** Between two requests, ms. With no time between them every access of the run falls into one document of the audit trail. */
const APART = 100;
const { edition, divisions } = loadDivisions('2023');

/**
 * Requests valid, spoiled and hostile against the whole product, by the committed API description: nothing a caller
 * sends may earn a 5xx or an answer the description does not promise, and every operation lets somebody in.
 */
export const fuzz = campaignRun({
  name: 'fuzz',
  about: 'every operation by the API description: valid, spoiled and hostile requests, then an upset rulebook',
  options: {
    requests: { about: 'requests of the first part', long: 60_000, short: 1_000 },
    upset: { about: 'requests after the rulebook was upset', long: 6_000, short: 150 },
  },
  run: async ({ seed, sizes, say }) => {
    const app = await startApp();
    const strays: string[] = [];
    const stray = (error: unknown): void => void strays.push(`unhandled: ${String(error)}`);
    process.on('unhandledRejection', stray);
    try {
      for (let copies = 0; copies < 3; copies++) await stock(app);
      const attempt = new FuzzAttempt(app, new Chance(seed));
      await attempt.play(sizes.requests, say);
      await attempt.reachTheRest(3 * sizes.requests);
      const missed = attempt.unreached().map((id) => `${id} let nobody in`);
      await attempt.upsetRulebook();
      await attempt.play(sizes.upset, say);
      await app.settle();
      attempt.close();
      const parked = (await app.system.platform.runner.status()).filter((view) => view.parked > 0);
      return report(attempt.figures(), [
        ...attempt.faults(),
        ...missed,
        ...parked.map(({ name, parked: keys }) => `${name} parked ${keys} documents`),
        ...strays,
      ]);
    } finally {
      process.off('unhandledRejection', stray);
      await app.stop();
    }
  },
});

/** Cases and persons at every step of their ways. */
async function stock(app: TestApp): Promise<void> {
  await stockCases(app);
  await stockCare(app);
}

/** One seed's requests, one after the other. */
class FuzzAttempt {
  private readonly world = new KnownWorld();
  private readonly requests: ValidRequests;
  private readonly line: Line;
  private readonly tokens = new Map<string, string>();
  private readonly found = new Map<string, number>();
  private readonly reached = new Map<string, number>();
  private readonly statuses: Record<string, number> = {};
  private busy = 0;
  private seen = 0;

  constructor(
    private readonly app: TestApp,
    private readonly chance: Chance,
  ) {
    this.line = new Line(app.port);
    this.requests = new ValidRequests(this.world, chance, { edition, divisions });
  }

  async play(count: number, say: (line: string) => void): Promise<void> {
    for (let n = 0; n < count; n++) {
      await this.send(this.next());
      if (n > 0 && n % 5_000 === 0)
        say(`  ${n} requests, ${this.found.size} kinds of faults, ${this.unreached().length} operations to reach`);
    }
  }

  /**
   * Chance may have passed an operation by, and used up what it needs: requests as they are meant, now and then with new
   * cases to be about, until everything was reached or so many sent.
   */
  async reachTheRest(most: number): Promise<void> {
    for (let n = 0; n < most && this.unreached().length > 0; n++) {
      if (n > 0 && n % STOCKED_EVERY === 0) await stock(this.app);
      await this.answerTo(this.next(), asMeant);
    }
  }

  /** The bureau publishes what it may, however unwise: no divisions at all, and every number at its least or greatest. */
  async upsetRulebook(): Promise<void> {
    const publish = async (id: string, body: object): Promise<void> => {
      const operation = operations.find((one) => one.id === id);
      if (!operation) throw new Error(`no operation ${id}`);
      const headers = { 'idempotency-key': `upset-${id}-${JSON.stringify(body).length}-${this.chance.whole(1e9)}` };
      await this.answerTo({ operation, account: 'bureau', url: operation.path, headers, body }, (...parts) =>
        asMeant(...parts),
      );
    };
    for (const { id, unit } of defaultParameters) {
      const value = this.chance.of([0, 1, 1_000_000_000]);
      await publish('publishParameter', {
        id,
        value,
        unit,
        source: '试验',
        effectiveFrom: '2026-01-01',
        clocked: false,
      });
    }
    const holidays = Array.from({ length: 60 }, (_, n) =>
      new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10),
    );
    await publish('publishCalendar', { year: 2026, holidays, makeUpWorkdays: [], source: '试验' });
    await publish('publishDivisions', { edition: '2026', divisions: [], source: '试验' });
  }

  unreached(): readonly string[] {
    return operations.map(({ id }) => id).filter((id) => !this.reached.has(id));
  }

  faults(): readonly string[] {
    const all = [...this.found].map(([fault, times]) => (times > 1 ? `${fault}, ${times} times` : fault));
    return all.length > MOST_VIOLATIONS
      ? [...all.slice(0, MOST_VIOLATIONS), `${all.length} kinds of faults in all`]
      : all;
  }

  figures(): Record<string, number | string> {
    const counts = Object.entries(this.statuses).sort(([one], [other]) => Number(one) - Number(other));
    return {
      requests: counts.reduce((sum, [, count]) => sum + count, 0),
      statuses: counts.map(([status, count]) => `${status}×${count}`).join(' '),
      operationsReached: `${this.reached.size} of ${operations.length}`,
      fewest2xx: Math.min(...operations.map(({ id }) => this.reached.get(id) ?? 0)),
      facts: this.seen,
      busy503: this.busy,
    };
  }

  close(): void {
    this.line.close();
  }

  /** Half of the time something not reached yet, so that a short run reaches everything. */
  private next(): Wanted {
    const missing = this.unreached();
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const wish = missing.length > 0 && this.chance.happens(0.5) ? this.chance.oneOf(missing) : undefined;
      const wished = operations.find(({ id }) => id === wish) ?? this.chance.oneOf(operations);
      const wanted = wished && this.towards(wished);
      if (wanted) return wanted;
    }
    throw new Error('the world offers nothing to ask for');
  }

  /** A request of the operation; as long as there is nothing for it, one that would bring it about. */
  private towards(wished: Operation): Wanted | undefined {
    const wanted = this.requests.of(wished);
    if (wanted) return wanted;
    const first = operations.find(({ id }) => id === broughtAboutBy(wished.id));
    return first && this.towards(first);
  }

  private async send(wanted: Wanted): Promise<void> {
    const kind = this.chance.share();
    await this.answerTo(wanted, (...parts) => {
      if (kind < 0.5) return asMeant(...parts);
      return kind < 0.75 ? spoiledRequest(...parts, this.chance) : hostileRequest(...parts, this.chance);
    });
  }

  private async answerTo(
    wanted: Wanted,
    make: (wanted: Wanted, authorization: string | undefined) => OnTheLine,
  ): Promise<void> {
    const sent = make(wanted, await this.authorizationOf(wanted.account));
    this.app.clock.set(plusMillis(this.app.clock.now(), APART));
    const answer = await this.line.send(sent);
    const { operation } = wanted;
    const status = answer?.status ?? 0;
    this.statuses[status] = (this.statuses[status] ?? 0) + 1;
    if (status === 503) this.busy += 1;
    for (const fault of faultsOf(operation, sent, answer)) {
      const known = `${operation.id}, ${sent.what}: ${fault}`;
      this.found.set(known, (this.found.get(known) ?? 0) + 1);
    }
    if (answer && status < 300) await this.learn(operation, answer.body, sent);
  }

  private async learn(operation: Operation, body: string, { astray }: OnTheLine): Promise<void> {
    if (!astray) this.reached.set(operation.id, (this.reached.get(operation.id) ?? 0) + 1);
    if (body.startsWith('{')) {
      const { position, next, sha256 } = JSON.parse(body) as Partial<Record<string, string>>;
      if (typeof position === 'string') this.world.positions.push(position);
      if (typeof next === 'string') this.world.cursors.push(next);
      if (operation.takesFile && sha256 !== undefined) this.world.evidence.push(sha256);
    }
    if (operation.method === 'GET') return;
    const { events } = await this.app.system.platform.store.readAll(this.seen, { limit: 1000 });
    for (const fact of events) {
      this.world.learn(fact);
      this.seen = fact.position;
    }
  }

  private async authorizationOf(account: string | undefined): Promise<string | undefined> {
    if (account === undefined) return undefined;
    const token = this.tokens.get(account) ?? (await this.app.token(account));
    this.tokens.set(account, token);
    return `Bearer ${token}`;
  }
}
