import { createHash } from 'node:crypto';
import type { Act, CutOffs } from '../../src/demo/demo-script.js';
import { demoYear } from '../../src/demo/demo-year.js';
import { playDemo } from '../../src/demo/play-demo.js';
import { localDateOf, nextMonth, startOfDay } from '../../src/platform/calendar/local-date.js';
import { loadDivisions } from '../../src/platform/divisions/divisions.js';
import type { Recorded } from '../../src/platform/fact.js';
import { parseIdNumber } from '../../src/platform/identity/id-number.js';
import { startApp } from '../support/app.js';

const SEED = 20_260_901;
const TODAY = '2026-10-20';
const tenth: CutOffs = (month) => `${nextMonth(month)}-10`;
const year = demoYear();
const span = year.spanBefore(TODAY);
const acts = year.acts(SEED, span, tenth);

/** A year has 28,000 acts: its whole telling is compared by its hash. */
function told(played: readonly Act[]): string {
  const lines = played.map(({ at, family, name, account }) => [
    at,
    family.key,
    family.head,
    family.others,
    name,
    account,
  ]);
  return createHash('sha256').update(JSON.stringify(lines)).digest('hex');
}

describe('the script of a year of the city', () => {
  const families = [...new Set(acts.map(({ family }) => family))];
  const people = families.flatMap(({ head, others }) => [head, ...others]);

  test('it spans twelve months and ends yesterday', () => {
    expect(span).toEqual({ from: '2025-11-01', until: '2026-10-19' });
    expect(acts.filter(({ at }) => localDateOf(at) < span.from || localDateOf(at) > span.until)).toEqual([]);
    expect(acts.map(({ at }) => at)).toEqual(acts.map(({ at }) => at).sort());
  });

  test('every township and village has families, 154 coordinators call on them, the biggest villages have two', () => {
    const divisions = loadDivisions('2023');
    const villages = [...new Set(families.map(({ village }) => village))];
    expect(families.length).toBe(2057);
    expect(villages.map(({ code }) => code).sort()).toEqual(divisions.villages().map(({ code }) => code));
    expect(new Set(villages.map(({ code }) => divisions.townOf(code))).size).toBe(19);
    const calling = new Set(acts.filter(({ name }) => name.startsWith('visit-2')).map(({ account }) => account));
    expect(calling.size).toBe(154);
    expect([...calling].filter((account) => !year.actors.some((actor) => actor.account === account))).toEqual([]);
    const two = villages.filter(({ coordinators }) => coordinators.length === 2);
    const one = villages.filter(({ coordinators }) => coordinators.length === 1);
    expect(Math.min(...two.map(({ families: size }) => size))).toBeGreaterThan(
      Math.max(...one.map(({ families: size }) => size)),
    );
  });

  test('every person has a number of his own, right to the check digit and of no area there is', () => {
    const numbers = people.map(({ idNo = '' }) => idNo);
    expect(numbers.filter((number) => !parseIdNumber(number).ok || !number.startsWith('990101'))).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('rare characters and names with a dot are among the heads', () => {
    const names = families.map(({ head }) => head.name);
    const trying = names.filter((name) => name.includes('·') || /[\u3400-\u4dbf\u{20000}-\u{3ffff}]/u.test(name));
    expect(trying.sort()).toEqual([
      '㛃𬀩',
      '买买提·艾力',
      '刘䶮',
      '古丽娜尔·买买提',
      '扎西·多吉',
      '李𪟝',
      '王𬭎',
      '赵𫖯',
      '赵𬱖',
      '阿依夏木·吐尔逊',
      '陈㵑',
      '𠅤家旺',
    ]);
  });

  test('no family does one thing twice', () => {
    const keys = acts.map(({ family, name }) => `${family.key}/${name}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('the same seed gives the same acts, another seed others', () => {
    expect(told(demoYear().acts(SEED, span, tenth))).toBe(told(acts));
    expect(told(year.acts(SEED + 1, span, tenth))).not.toBe(told(acts));
  });
});

/** One that gets along and one that is short of people. */
const few = demoYear({ townships: ['341881202', '341881203'] });

/** What each household's stream holds, in order; its name comes from the seed alone. */
function storiesIn(facts: readonly Recorded[]): Record<string, readonly string[]> {
  const stories: Record<string, string[]> = {};
  for (const { stream, type, metadata } of facts) {
    if (stream.startsWith('household-')) (stories[stream] ??= []).push(`${type} ${metadata.occurredAt}`);
  }
  return stories;
}

async function playedFacts(): Promise<readonly Recorded[]> {
  const app = await startApp({ now: startOfDay(span.from) });
  try {
    await playDemo(app.system, app.clock, { script: few, seed: SEED, ...span, report: () => undefined });
    return await app.facts();
  } finally {
    await app.stop();
  }
}

describe('a year of two small townships, played', () => {
  let facts: readonly Recorded[];
  beforeAll(async () => {
    facts = await playedFacts();
  }, 120_000);

  test('it has missed, late and failed visits, corrections, excuses and delistings', () => {
    const counted = (type: string) => facts.filter((fact) => fact.type === type).length;
    const types = ['MonthlyVisitMissed', 'PatrolVisitAttempted', 'PatrolVisitCorrected'];
    const others = ['MonthlyVisitExcused', 'ExcuseRejected', 'HouseholdDelisted', 'MemberAdded', 'MemberRemoved'];
    expect([...types, ...others].map(counted)).toEqual([123, 83, 9, 10, 8, 6, 148, 1]);
    const late = facts.filter(({ type, metadata }) => type === 'PatrolVisitRecorded' && metadata.lateEntry === 'true');
    expect(late.length).toBe(25);
  });

  interface Named {
    readonly proposalId?: string;
  }

  test('who decides is never who proposed', () => {
    const proposers = new Map<string, string>();
    const deciders: (readonly [proposer: string | undefined, decider: string])[] = [];
    for (const { type, data, metadata } of facts) {
      const { ground, proposalId = ground?.proposalId } = data as Named & { readonly ground?: Named };
      if (proposalId === undefined) continue;
      if (type.endsWith('Proposed')) proposers.set(proposalId, metadata.actorPerson);
      else deciders.push([proposers.get(proposalId), metadata.actorPerson]);
    }
    expect(deciders.length).toBe(27);
    expect(deciders.filter(([proposer, decider]) => proposer === undefined || proposer === decider)).toEqual([]);
  });

  test('played again with the same seed it comes to the same facts', async () => {
    expect(storiesIn(await playedFacts())).toEqual(storiesIn(facts));
  }, 120_000);
});
