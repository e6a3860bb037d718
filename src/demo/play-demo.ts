import { CommandBus } from '@nestjs/cqrs';
import { cutOffOfMonth } from '../platform/calendar/deadline.js';
import { addDays, localDateOf, monthOf, monthsBetween, startOfDay } from '../platform/calendar/local-date.js';
import type { Rules } from '../platform/change/given.js';
import type { Instant, LocalDate } from '../platform/fact.js';
import type { System } from '../system.js';
import type { Stage } from './demo-door.js';
import { factOfAct, idBroughtBy, makeKeys, openDemoDoor } from './demo-door.js';
import { demoDoorsOf } from './demo-doors.js';
import type { Act, CutOffs, DemoScript, DemoSpan, Home, Play } from './demo-script.js';
import { isOfCase, isOfFamily, subjectOf } from './demo-script.js';

export type PlayedOn = Pick<
  System,
  'app' | 'platform' | 'change' | 'policies' | 'monthlyVisits' | 'dayDeadlines' | 'caseDeadlines'
>;

export interface DemoProgress {
  /** Acts entered so far, of `total`. */
  readonly done: number;
  readonly total: number;
  /** The day that has been played. */
  readonly day: LocalDate;
  /** Facts in the log so far, those of the policies included: the embedded log counts without gaps. */
  readonly facts: number;
}

export interface DemoPlay extends DemoSpan {
  readonly script: DemoScript;
  readonly seed: number;
  /** Told after every day. */
  report(progress: DemoProgress): void;
}

export interface DemoPlayed {
  readonly households: number;
  readonly facts: number;
}

/** How many people enter something at one moment: the log commits in groups, so that one alone only waits. */
const AT_ONCE = 96;
const ANSWERED_WITHIN_MS = 120_000;

/**
 * Plays a script on the doors: one day after another, within a day many families and offices at a time. A day that
 * policies answer is over when they have; on the morning after a cut-off the round of the monthly visits has looked,
 * and on the one after a term that an act set, the round of such terms; where there are cases, that of their clocks looks
 * once a week: it dates each breach by its own end. Played again with the same seed and span it
 * adds only what is missing.
 */
export async function playDemo(
  system: PlayedOn,
  clock: { set(instant: Instant): void },
  { script, seed, from, until, report }: DemoPlay,
): Promise<DemoPlayed> {
  const { platform } = system;
  const rules = await platform.rules();
  const cutOffOn = cutOffsBy(rules);
  const acts = script.acts(seed, { from, until }, cutOffOn);
  const keyOf = (subject: string, name: string) => `${seed}/${from}/${subject}/${name}`;
  const keyOfAct = (act: Act) => keyOf(subjectOf(act), act.name);
  const stage = stageOf(system, script, rules);
  await makeKeys(
    stage,
    acts.map((act) => ({ key: keyOfAct(act), count: act.brings ?? 0 })),
  );
  const idOf: Play['idOf'] = (subject, name, nth) => idBroughtBy(keyOf(subject, name), nth);
  const factOf: Play['factOf'] = (subject, name) => factOfAct(keyOf(subject, name));
  const perform = performer({ ...demoDoorsOf(system), idOf, factOf }, stage, keyOfAct);
  const days = byDay(acts);
  const rounds = new Set(monthsBetween(monthOf(from), monthOf(until)).map((month) => addDays(cutOffOn(month), 1)));
  const termsEnded = new Set(acts.flatMap(({ dueOn }) => (dueOn === undefined ? [] : [addDays(dueOn, 1)])));
  const casesLookedAt = new Set(acts.some(isOfCase) ? weekly(from, until) : []);
  let done = 0;
  for (let day = from; day <= until; day = addDays(day, 1)) {
    clock.set(startOfDay(day));
    if (rounds.has(day)) await system.monthlyVisits.round();
    if (termsEnded.has(day)) await system.dayDeadlines.round();
    if (casesLookedAt.has(day)) await system.caseDeadlines.round();
    const today = days.get(day) ?? [];
    for (const together of [
      ...crowds(today.filter(({ apart }) => !apart)),
      ...crowds(today.filter(({ apart }) => apart)),
    ]) {
      clock.set(together.at(-1)?.at ?? startOfDay(day));
      await Promise.all(bySubject(together).map(perform));
    }
    if (today.some(({ answered }) => answered)) await policiesAnswered(system);
    done += today.length;
    report({ done, total: acts.length, day, facts: await platform.store.head() });
  }
  await policiesAnswered(system);
  const households = new Set(acts.filter(isOfFamily).map(subjectOf)).size;
  return { households, facts: await platform.store.head() };
}

function stageOf({ app, platform, change }: PlayedOn, { actors }: DemoScript, { divisions }: Rules): Stage {
  const byAccount = new Map(actors.map((actor) => [actor.account, actor]));
  return { platform, change, bus: app.get(CommandBus), divisions, actors: byAccount };
}

/** Has the acts of one family or office entered, one after the other. */
function performer(play: Play, stage: Stage, keyOf: (act: Act) => string): (acts: readonly Act[]) => Promise<void> {
  const homes = new Map<string, Home>();
  return async (acts) => {
    for (const act of acts) {
      const entrance = { account: act.account, key: keyOf(act) };
      if (isOfFamily(act)) {
        const home = homes.get(act.family.key) ?? newHome();
        homes.set(act.family.key, home);
        const householdId = home.householdId === '' ? undefined : home.householdId;
        await act.perform(play, await openDemoDoor(stage, { ...entrance, householdId }), home);
      } else await act.perform(play, await openDemoDoor(stage, entrance));
    }
  };
}

function cutOffsBy({ parameters, calendar }: Rules): CutOffs {
  return (month) => localDateOf(cutOffOfMonth(month, parameters.number('LATE-CUTOFF'), calendar).dueAt);
}

function newHome(): Home {
  return { householdId: '', headId: '', memberIds: [], listedBy: '', lastVisitId: '', lastProposalId: '' };
}

function byDay(acts: readonly Act[]): ReadonlyMap<LocalDate, readonly Act[]> {
  return grouped(acts, ({ at }) => localDateOf(at));
}

/** The first day, every seventh one after it, and the last. */
function weekly(from: LocalDate, until: LocalDate): readonly LocalDate[] {
  const days = [until];
  for (let day = from; day < until; day = addDays(day, 7)) days.push(day);
  return days;
}

/** As many as enter something at one moment. */
function crowds(acts: readonly Act[]): readonly (readonly Act[])[] {
  const count = Math.ceil(acts.length / AT_ONCE);
  return Array.from({ length: count }, (_, nth) => acts.slice(nth * AT_ONCE, (nth + 1) * AT_ONCE));
}

/** One family or office has one thing entered after the other, whatever others do. */
function bySubject(acts: readonly Act[]): readonly (readonly Act[])[] {
  return [...grouped(acts, subjectOf).values()];
}

function grouped<Key>(acts: readonly Act[], keyOf: (act: Act) => Key): ReadonlyMap<Key, readonly Act[]> {
  const groups = new Map<Key, Act[]>();
  for (const act of acts) {
    const group = groups.get(keyOf(act));
    if (group) group.push(act);
    else groups.set(keyOf(act), [act]);
  }
  return groups;
}

/** Policies write facts of their own, which may move others: until nothing comes any more. */
async function policiesAnswered({ platform, policies }: PlayedOn): Promise<void> {
  for (let seen = -1, head = await platform.store.head(); seen !== head; head = await platform.store.head()) {
    await policies.reached(head, ANSWERED_WITHIN_MS);
    seen = head;
  }
}
