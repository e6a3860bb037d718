import { createHash } from 'node:crypto';
import type { Act, CutOffs } from '../../src/demo/demo-script.js';
import { isOfFamily, subjectOf } from '../../src/demo/demo-script.js';
import { demoYear } from '../../src/demo/demo-year.js';
import { playDemo } from '../../src/demo/play-demo.js';
import { localDateOf, nextMonth, startOfDay } from '../../src/platform/calendar/local-date.js';
import { loadDivisions } from '../../src/platform/divisions/divisions.js';
import type { Recorded } from '../../src/platform/fact.js';
import { parseIdNumber } from '../../src/platform/identity/id-number.js';
import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';

const SEED = 20_260_901;
const TODAY = '2026-10-20';
const tenth: CutOffs = (month) => `${nextMonth(month)}-10`;
const year = demoYear();
const span = year.spanBefore(TODAY);
const acts = year.acts(SEED, span, tenth);

/** A year has 30,000 acts: its whole telling is compared by its hash. */
function told(played: readonly Act[]): string {
  const lines = played.map((act) => [
    act.at,
    subjectOf(act),
    isOfFamily(act) ? [act.family.head, act.family.others] : [],
    act.name,
    act.account,
  ]);
  return createHash('sha256').update(JSON.stringify(lines)).digest('hex');
}

describe('the script of a year of the city', () => {
  const families = [...new Map(acts.filter(isOfFamily).map(({ family }) => [family.key, family])).values()];
  const people = families.flatMap(({ head, others }) => [head, ...others]);

  test('it spans twelve months and ends yesterday', () => {
    expect(span).toEqual({ from: '2025-11-01', until: '2026-10-19' });
    expect(acts.filter(({ at }) => localDateOf(at) < span.from || localDateOf(at) > span.until)).toEqual([]);
    expect(acts.map(({ at }) => at)).toEqual(acts.map(({ at }) => at).sort());
  });

  test('every township and village has families, 154 coordinators call on them first, the biggest villages have two', () => {
    const divisions = loadDivisions('2023');
    const villages = [...new Set(families.map(({ village }) => village))];
    expect(families.length).toBe(2057);
    expect(villages.map(({ code }) => code).sort()).toEqual(divisions.villages().map(({ code }) => code));
    expect(new Set(villages.map(({ code }) => divisions.townOf(code))).size).toBe(19);
    const calling = new Set(acts.filter(({ name }) => name.startsWith('visit-2')).map(({ account }) => account));
    const roles = [...calling].map((account) => {
      const actor = year.actors.find((one) => one.account === account);
      return account.endsWith('-next') ? 'SUCCESSOR' : actor?.role;
    });
    const shares = ['COORDINATOR', 'SUCCESSOR', 'OFFICER'].map((role) => roles.filter((one) => one === role).length);
    expect([...shares, calling.size]).toEqual([154, 14, 16, 184]);
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

  test('no family and no office does one thing twice', () => {
    const keys = acts.map((act) => `${subjectOf(act)}/${act.name}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('some townships hand their rosters in late or never, and posts stay empty', () => {
    const files = acts.filter(({ name }) => name.startsWith('file-'));
    const late = files.filter(({ at }) => at > '2025-11-12T16:00:00.000Z');
    expect(late.map((act) => [subjectOf(act), act.name, act.at])).toEqual([
      ['office-341881203', 'file-A4-1', '2025-11-12T16:11:00.000Z'],
      ['office-341881107', 'file-A3-2', '2025-11-16T08:00:00.000Z'],
      ['office-341881107', 'file-A4-2', '2025-11-16T08:01:00.000Z'],
      ['office-341881102', 'file-A3-1', '2025-11-17T08:00:00.000Z'],
    ]);
    expect(new Set(files.map((act) => `${subjectOf(act)} ${act.name.slice(0, 7)}`)).size).toBe(37);
    const offices = acts.filter((act) => !isOfFamily(act));
    const counted = (kind: string) => offices.filter(({ name }) => name.startsWith(kind)).length;
    const kinds = ['appoint-', 'relieve-', 'suspend-', 'resume-', 'return-A', 'group-new', 'secretary-'];
    expect(kinds.map(counted)).toEqual([168, 20, 4, 4, 8, 6, 142]);
  });

  test('the same seed gives the same acts, another seed others', () => {
    expect(told(demoYear().acts(SEED, span, tenth))).toBe(told(acts));
    expect(told(year.acts(SEED + 1, span, tenth))).not.toBe(told(acts));
  });
});

/** One that gets along, and two that are short of people. */
const fewTowns = ['341881005', '341881202', '341881203'];
const few = demoYear({ townships: fewTowns });
const WHOLE_PLAY = 240_000;

/** What each household's stream holds, in order; its name comes from the seed alone. */
function storiesIn(facts: readonly Recorded[]): Record<string, readonly string[]> {
  const stories: Record<string, string[]> = {};
  for (const { stream, type, metadata } of facts) {
    const told = /^(household|coordinator|village|group|filing|township|city)(-|$)/.test(stream);
    if (told) (stories[stream] ??= []).push(`${type} ${metadata.occurredAt}`);
  }
  return stories;
}

async function played(): Promise<TestApp> {
  const app = await startApp({ now: startOfDay(span.from) });
  await playDemo(app.system, app.clock, { script: few, seed: SEED, ...span, report: () => undefined });
  return app;
}

describe('a year of three small townships, played', () => {
  let app: TestApp;
  let facts: readonly Recorded[];
  beforeAll(async () => {
    app = await played();
    facts = await app.facts();
  }, WHOLE_PLAY);
  afterAll(() => app.stop());

  const counted = (type: string) => facts.filter((fact) => fact.type === type).length;

  test('it has missed, late and failed visits, corrections, excuses and delistings', () => {
    const types = ['MonthlyVisitMissed', 'PatrolVisitAttempted', 'PatrolVisitCorrected'];
    const others = ['MonthlyVisitExcused', 'ExcuseRejected', 'HouseholdDelisted', 'MemberAdded', 'MemberRemoved'];
    expect([...types, ...others].map(counted)).toEqual([186, 145, 9, 22, 6, 9, 184, 2]);
    const late = facts.filter(({ type, metadata }) => type === 'PatrolVisitRecorded' && metadata.lateEntry === 'true');
    expect(late.length).toBe(41);
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
    expect(deciders.length).toBe(40);
    expect(deciders.filter(([proposer, decider]) => proposer === undefined || proposer === decider)).toEqual([]);
  });

  const divisions = loadDivisions('2023');
  const nameOf = (code: unknown) => divisions.village(String(code))?.name;

  /** What a view shows the bureau of the three townships. */
  async function rowsOf(path: string): Promise<readonly Record<string, unknown>[]> {
    const { status, body } = await (await app.as('bureau')).get(path);
    expect(status).toBe(200);
    return (body.rows as Record<string, unknown>[]).filter(({ townCode }) => fewTowns.includes(String(townCode)));
  }

  test('posts change hands in mid-month: one stays empty, one was for a time, one was covered from the next village', () => {
    const later = facts.filter(({ stream, type, metadata: { occurredAt } }) => {
      return /^village-/.test(stream) && type !== 'SecretaryDesignated' && localDateOf(occurredAt) > span.from;
    });
    expect(
      later.map(({ type, metadata }) => [nameOf(metadata.villageCode), type, localDateOf(metadata.occurredAt)]),
    ).toEqual([
      ['西泉村委会', 'ResponsibilityEnded', '2026-03-12'],
      ['西泉村委会', 'VillageCoverageLost', '2026-03-12'],
      ['西泉村委会', 'ResponsibilityBegan', '2026-04-09'],
      ['西泉村委会', 'VillageCoverageRegained', '2026-04-09'],
      ['西林村委会', 'ResponsibilityBegan', '2026-04-16'],
      ['西林村委会', 'ResponsibilityEnded', '2026-04-16'],
      ['西林村委会', 'ResponsibilityBegan', '2026-05-21'],
      ['西林村委会', 'ResponsibilityEnded', '2026-05-21'],
      ['桥头铺村委会', 'ResponsibilityEnded', '2026-09-12'],
      ['桥头铺村委会', 'VillageCoverageLost', '2026-09-12'],
    ]);
    const types = ['CoordinatorAppointed', 'CoordinatorConverted', 'CoordinatorRelieved', 'VillagesAssigned'];
    expect(types.map(counted)).toEqual([10, 4, 3, 2]);
  });

  interface Days {
    readonly ended: number;
    readonly covered: number;
  }

  test('the board shows the village that nobody answers for, and the days the other had nobody', async () => {
    const rows = await rowsOf('/coverage?about=2026&limit=200');
    const gaps = rows.filter(({ days }) => (days as Days).covered < (days as Days).ended);
    expect(rows.length).toBe(10);
    expect(gaps.map(({ villageName, uncoveredSince, days }) => [villageName, uncoveredSince, days])).toEqual([
      ['桥头铺村委会', '2026-09-12', { about: '2026', ended: 291, covered: 254 }],
      ['西泉村委会', null, { about: '2026', ended: 291, covered: 263 }],
    ]);
    const alerts = await rowsOf('/alerts?kind=COVERAGE_LOST&limit=100');
    expect(alerts.map(({ villageName, day, endedOn }) => [villageName, day, endedOn])).toEqual([
      ['桥头铺村委会', '2026-09-12', null],
      ['西泉村委会', '2026-03-12', '2026-04-09'],
    ]);
  });

  interface Member {
    readonly leads: boolean;
    readonly civilAffairsStaff: boolean;
    readonly villages: readonly unknown[];
  }

  test('each township has a group with one leader, who is civil-affairs staff, a number, and every village in its charge', async () => {
    const rows = await rowsOf('/groups?limit=100');
    const told = rows.map(({ townName, hotlines, members, leaders }) => [
      townName,
      hotlines,
      (members as readonly Member[]).filter(({ leads }) => leads).map(({ civilAffairsStaff }) => civilAffairsStaff),
      (members as readonly Member[]).flatMap(({ villages }) => villages).length,
      (leaders as readonly unknown[]).length,
    ]);
    expect(told).toEqual([
      ['竹峰街道', ['0563-4100185'], [true], 3, 1],
      ['万家乡', ['0563-4100592'], [true], 4, 2],
      ['青龙乡', ['0563-4100629'], [true], 3, 1],
    ]);
  });

  test('filings are in time, late, sent back and handed in again, and one never came', async () => {
    const rows = await rowsOf('/filings?year=2025&limit=100');
    const told = rows.map(({ townName, annex, state, timing, lateWorkingDays, rows: lines, submissions }) => [
      townName,
      annex,
      state,
      timing,
      timing === 'OVERDUE' ? null : lateWorkingDays,
      lines,
      submissions,
    ]);
    expect(told).toEqual([
      ['竹峰街道', 'A3', 'ACCEPTED', 'ON_TIME', 0, 3, 1],
      ['竹峰街道', 'A4', 'NOT_FILED', 'OVERDUE', null, null, 0],
      ['万家乡', 'A3', 'ACCEPTED', 'ON_TIME', 0, 5, 2],
      ['万家乡', 'A4', 'ACCEPTED', 'ON_TIME', 0, 3, 2],
      ['青龙乡', 'A3', 'ACCEPTED', 'ON_TIME', 0, 4, 1],
      ['青龙乡', 'A4', 'ACCEPTED', 'LATE', 1, 3, 1],
    ]);
    const overdue = await rowsOf('/alerts?kind=FILING_OVERDUE&limit=100');
    expect(overdue.map(({ about, endedOn }) => [about, endedOn])).toEqual([
      ['2025_341881005_A4', null],
      ['2025_341881203_A4', '2025-11-13'],
    ]);
  });

  test('every village has its secretary, some a second one after an election', () => {
    expect(counted('SecretaryDesignated')).toBe(13);
  });

  test(
    'played again with the same seed it comes to the same facts',
    async () => {
      const again = await played();
      try {
        expect(storiesIn(await again.facts())).toEqual(storiesIn(facts));
      } finally {
        await again.stop();
      }
    },
    WHOLE_PLAY,
  );
});
