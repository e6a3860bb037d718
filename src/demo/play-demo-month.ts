import { CommandBus } from '@nestjs/cqrs';
import { HouseholdController } from '../aggregates/household/household.controller.js';
import { cutOffOfMonth } from '../platform/calendar/deadline.js';
import { addDays, localDateOf, monthOf, monthsBetween, startOfDay } from '../platform/calendar/local-date.js';
import type { Instant, LocalDate } from '../platform/fact.js';
import { waitForPosition } from '../platform/read-store/wait-for-position.js';
import { projections } from '../projections.js';
import type { System } from '../system.js';
import type { Stage } from './demo-door.js';
import { makeKeys, openDemoDoor } from './demo-door.js';
import type { DemoFamily } from './demo-families.js';
import type { DemoSpan } from './demo-month.js';
import { demoActs } from './demo-month.js';
import type { Act, Home } from './demo-script.js';

export type PlayedOn = Pick<System, 'app' | 'platform' | 'change' | 'policies' | 'monthlyVisits'>;

export interface DemoProgress {
  /** Acts entered so far, of `total`. */
  readonly done: number;
  readonly total: number;
  /** The day being played. */
  readonly day: LocalDate;
  /** Facts in the log so far, those of the policies included: the embedded log counts without gaps. */
  readonly facts: number;
}

export interface DemoPlay extends DemoSpan {
  readonly seed: number;
  /** Told after every few acts. */
  report(progress: DemoProgress): void;
}

export interface DemoPlayed {
  readonly households: number;
  readonly facts: number;
}

/** How many people enter something at one moment. */
const AT_ONCE = 8;
const DRAIN_WITHIN = { timeoutMs: 120_000 };

/**
 * Plays the demo on the doors of households: one day after another, up to eight families at a time within a day. At
 * the end of a day the policies have answered; at its beginning the round of the monthly visits has looked. Played
 * again with the same seed and span it adds only what is missing.
 */
export async function playDemoMonth(
  system: PlayedOn,
  clock: { set(instant: Instant): void },
  { seed, from, until, report }: DemoPlay,
): Promise<DemoPlayed> {
  const households = system.app.get(HouseholdController);
  const rules = await system.platform.rules();
  const bus = system.app.get(CommandBus);
  const stage: Stage = { platform: system.platform, change: system.change, bus, divisions: rules.divisions };
  const cutOffs = monthsBetween(monthOf(from), monthOf(until)).map((month) =>
    localDateOf(cutOffOfMonth(month, rules.parameters.number('LATE-CUTOFF'), rules.calendar).dueAt),
  );
  const acts = demoActs(seed, { from, until, month: monthOf(from), cutOffOn: cutOffs[0] ?? until });
  const homes = new Map<DemoFamily, Home>();
  const keyOf = ({ family, name }: Act) => `${seed}/${from}/${family.key}/${name}`;
  const perform = async (act: Act): Promise<void> => {
    const home = homes.get(act.family) ?? newHome();
    homes.set(act.family, home);
    const householdId = home.householdId === '' ? undefined : home.householdId;
    await act.perform(
      households,
      await openDemoDoor(stage, { account: act.account, key: keyOf(act), householdId }),
      home,
    );
  };
  const days = byDay(acts);
  let done = 0;
  for (let day = from; day <= until; day = addDays(day, 1)) {
    clock.set(startOfDay(day));
    if (cutOffs.includes(addDays(day, -1))) await system.monthlyVisits.round();
    const today = days.get(day) ?? [];
    await makeKeys(
      stage,
      today.map((act) => ({ key: keyOf(act), count: act.brings ?? 0 })),
    );
    for (const together of batches(today)) {
      clock.set(together.at(-1)?.at ?? startOfDay(day));
      await Promise.all(together.map(perform));
      done += together.length;
      report({ done, total: acts.length, day, facts: await system.platform.store.head() });
    }
    await policiesAnswered(system);
  }
  await viewsPoured(system);
  return { households: homes.size, facts: await system.platform.store.head() };
}

function newHome(): Home {
  return { householdId: '', headId: '', memberIds: [], listedBy: '', lastVisitId: '', lastProposalId: '' };
}

function byDay(acts: readonly Act[]): ReadonlyMap<LocalDate, readonly Act[]> {
  const days = new Map<LocalDate, Act[]>();
  for (const act of acts) {
    const day = localDateOf(act.at);
    const others = days.get(day);
    if (others) others.push(act);
    else days.set(day, [act]);
  }
  return days;
}

/** Neighbours in time that may go together: one family has one thing entered after the other. */
function batches(acts: readonly Act[]): readonly (readonly Act[])[] {
  const found: Act[][] = [];
  let batch: Act[] = [];
  for (const act of acts) {
    if (batch.length === AT_ONCE || batch.some(({ family }) => family === act.family)) {
      found.push(batch);
      batch = [];
    }
    batch.push(act);
  }
  return batch.length === 0 ? found : [...found, batch];
}

/** Policies write facts of their own, which may move others: until nothing comes any more. */
async function policiesAnswered({ platform, policies }: PlayedOn): Promise<void> {
  const answers = { of: platform.views.of.bind(platform.views), position: async () => policies.position };
  for (let seen = -1, head = await platform.store.head(); seen !== head; head = await platform.store.head()) {
    await waitForPosition(answers, ['policies'], head, DRAIN_WITHIN);
    seen = head;
  }
}

async function viewsPoured({ platform }: PlayedOn): Promise<void> {
  const names = projections.map(({ name }) => name);
  await waitForPosition(platform.views, names, await platform.store.head(), DRAIN_WITHIN);
}
