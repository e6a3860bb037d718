import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom } from '../../../src/demo/seeded-random.js';
import { endOfDay, lastDayOf, plusMillis, startOfDay } from '../../../src/platform/calendar/local-date.js';
import type { Instant, LocalDate, Recorded } from '../../../src/platform/fact.js';
import type { TestApp, TestCaller } from '../../support/app.js';
import { startApp } from '../../support/app.js';
import type { Registered } from '../../support/clerk.js';
import { list, morning, ok, registerHousehold, visit } from '../../support/clerk.js';
import type { RunOptions } from '../campaign.js';
import { campaignRun, report } from '../campaign.js';
import { brokenInvariants, brokenViews } from '../invariants.js';

const HOUR = 3_600_000;

/** Months and the last day on which a visit may still be entered, counted by hand in the State Council's calendars. */
const months: readonly { readonly month: string; readonly cutOff: LocalDate }[] = [
  { month: '2026-09', cutOff: '2026-10-13' },
  { month: '2026-04', cutOff: '2026-05-11' },
  { month: '2026-02', cutOff: '2026-03-06' },
  { month: '2025-12', cutOff: '2026-01-08' },
];

/**
 * A month's visits at the very borders of its days, under a clock that jumps an hour to and fro: who has missed it is
 * found once, at the right millisecond; what is recorded keeps its order whatever the clock says.
 */
export const clocks = campaignRun({
  name: 'clocks',
  about: 'month and year ends in Asia/Shanghai under a clock that jumps an hour, backwards too',
  options: {
    months: { about: 'months played, from the newest', long: months.length, short: 1 },
    jumps: { about: 'jumps at each of a month’s borders', long: 40, short: 4 },
  },
  run: async ({ seed, sizes, say }: RunOptions<{ months: never; jumps: never }>) => {
    const random = new SeededRandom(seed);
    const violations: string[] = [];
    let facts = 0;
    for (const { month, cutOff } of months.slice(0, sizes.months)) {
      const folder = mkdtempSync(join(tmpdir(), 'clocks-'));
      const app = await startApp({ now: morning(`${month}-01`), folder });
      const borders = new Borders(app, random, { month, dueAt: endOfDay(cutOff), jumps: sizes.jumps });
      try {
        await borders.play();
        violations.push(...(await borders.whatStands()));
        facts += borders.facts.length;
        say(`  ${month}: ${borders.facts.length} facts, ${violations.length} violations`);
      } finally {
        await borders.end();
        rmSync(folder, { recursive: true, force: true });
      }
    }
    return report({ months: sizes.months, jumps: sizes.jumps * 3 * sizes.months, facts }, violations);
  },
});

interface Month {
  readonly month: string;
  readonly dueAt: Instant;
  readonly jumps: number;
}

class Borders {
  facts: readonly Recorded[] = [];
  private readonly violations: string[] = [];
  private readonly missing = new Set<string>();
  private readonly homes: Registered[] = [];

  constructor(
    private app: TestApp,
    private readonly random: SeededRandom,
    private readonly about: Month,
  ) {}

  async play(): Promise<void> {
    const { month, dueAt } = this.about;
    const firstMoment = startOfDay(`${month}-01`);
    const lastMoment = endOfDay(lastDayOf(month));
    const listedOnFirst = () => this.listed(`${month}-01`);
    const [atFirst, atLast, tooLate] = [await listedOnFirst(), await listedOnFirst(), await listedOnFirst()];
    const [never, enteredLast, enteredLate] = [await listedOnFirst(), await listedOnFirst(), await listedOnFirst()];
    const onFifteenth = await this.listed(`${month}-15`);
    await this.listed(`${month}-16`);
    await this.tremble(lastMoment);
    this.app.clock.set(plusMillis(lastMoment, HOUR));
    await visit(await this.officer(), atFirst, firstMoment);
    await visit(await this.officer(), atLast, lastMoment);
    await visit(await this.officer(), tooLate, plusMillis(lastMoment, 1));
    await this.tremble(plusMillis(dueAt, -HOUR - 1));
    this.app.clock.set(dueAt);
    await visit(await this.officer(), enteredLast, firstMoment);
    await this.expectMissing('at the last millisecond of the cut-off');
    for (const home of [tooLate, never, enteredLate, onFifteenth]) this.missing.add(home.householdId);
    await this.app.at(plusMillis(dueAt, 1));
    await this.expectMissing('a millisecond after the cut-off');
    await visit(await this.officer(), enteredLate, firstMoment);
    await this.tremble(plusMillis(dueAt, 1));
    await this.expectMissing('after the clock went to and fro over the cut-off');
    this.app.clock.set(plusMillis(dueAt, -HOUR));
    this.app = await this.app.restart();
    await this.app.at(plusMillis(dueAt, HOUR));
    await this.expectMissing('after a restart an hour before the cut-off');
  }

  async whatStands(): Promise<readonly string[]> {
    await this.app.settle();
    this.facts = await this.app.facts();
    const { runner } = this.app.system.platform;
    return [...this.violations, ...brokenInvariants([], this.facts), ...(await brokenViews(runner, this.facts))];
  }

  async end(): Promise<void> {
    await this.app.stop();
  }

  private officer(): Promise<TestCaller> {
    return this.app.as('officer-gangkou');
  }

  /** A household registered on the month's first day and listed on this one. */
  private async listed(day: LocalDate): Promise<Registered> {
    this.app.clock.set(morning(day));
    const officer = await this.officer();
    const home = await registerHousehold(officer, { registeredOn: `${this.about.month}-01` });
    await list(officer, home.householdId, { listedOn: day });
    this.homes.push(home);
    return home;
  }

  /** An hour back or forth around this instant, again and again, a report and a look at the cut-offs after each. */
  private async tremble(around: Instant): Promise<void> {
    let last = '';
    for (let jump = 0; jump < this.about.jumps; jump++) {
      await this.app.at(plusMillis(around, this.random.between(-1, 1) * HOUR));
      const home = this.random.pick(this.homes as [Registered, ...Registered[]]);
      const report = { kind: 'INCOME', text: `第${jump}次` };
      const coordinator = await this.app.as('coordinator-gangkou');
      await ok(coordinator.post(`/households/${home.householdId}/change-reports`, report));
      const recordedAt = (await this.app.facts()).at(-1)?.metadata.recordedAt ?? '';
      if (recordedAt < last) this.violations.push(`a fact of ${recordedAt} stands after one of ${last}`);
      last = recordedAt;
    }
    this.app.clock.set(around);
  }

  private async expectMissing(when: string): Promise<void> {
    await this.app.at(this.app.clock.now());
    const found = (await this.app.facts())
      .filter(({ type }) => type === 'MonthlyVisitMissed')
      .map(({ stream, data, metadata }) => `${stream} ${String(data['month'])} ${metadata.occurredAt}`);
    const { month, dueAt } = this.about;
    const wanted = [...this.missing].map((household) => `household-${household} ${month} ${dueAt}`);
    if (found.sort().join() !== wanted.sort().join())
      this.violations.push(`${month} ${when}: missed are ${found.join(', ')}, not ${wanted.join(', ')}`);
  }
}
