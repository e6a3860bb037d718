import { caseStatuses, statusAfter } from '../../src/aggregates/case/case-status.js';
import type { CaseStatus } from '../../src/aggregates/case/case-status.js';
import type { CaseFact } from '../../src/aggregates/case/case.events.js';
import { demoYear } from '../../src/demo/demo-year.js';
import { playAlone } from '../../src/demo/start-demo.js';
import { endOfDay, localDateOf, plusMillis } from '../../src/platform/calendar/local-date.js';
import { loadDivisions } from '../../src/platform/divisions/divisions.js';
import type { Recorded } from '../../src/platform/fact.js';
import { SimulatedClock } from '../../src/platform/clock/simulated.clock.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { readSettings } from '../../src/platform/settings/settings.js';
import type { TestApp } from '../support/app.js';
import { LogLines, startApp } from '../support/app.js';
import { tempFolder } from '../support/temp-folder.js';

const SEED = 20_260_901;
const TODAY = '2026-10-20';

/** One that gets along, and two that are short of people. */
const fewTowns = ['341881005', '341881202', '341881203'];
const few = demoYear({ townships: fewTowns });
const span = few.spanBefore(TODAY);
const WHOLE_PLAY = 600_000;

/** What each household's stream holds, in order; its name comes from the seed alone. */
function storiesIn(facts: readonly Recorded[]): Record<string, readonly string[]> {
  const stories: Record<string, string[]> = {};
  for (const { stream, type, metadata } of facts) {
    const told = /^(household|case|coordinator|village|group|filing|township|city)(-|$)/.test(stream);
    if (told) (stories[stream] ??= []).push(`${type} ${metadata.occurredAt}`);
  }
  return stories;
}

/** After everything that is played, and before any limit passes that the play has not looked at. */
const AFTERWARDS = plusMillis(endOfDay(span.until), -3_600_000);

async function playIn(folder: string): Promise<void> {
  const settings = readSettings({ DISCOVERY_DATA_DIR: folder, DISCOVERY_LOG_LEVEL: 'warn' });
  const sources = { settings, log: createLogger('warn', new LogLines()), real: new SimulatedClock(AFTERWARDS) };
  await playAlone(sources, { script: few, seed: SEED, ...span, report: () => undefined });
}

async function playedIn(folder: string): Promise<TestApp> {
  await playIn(folder);
  return startApp({ now: AFTERWARDS, folder });
}

describe('a year of three small townships, played', () => {
  let folder: string;
  let app: TestApp;
  let facts: readonly Recorded[];
  beforeAll(async () => {
    folder = (await tempFolder()).path;
    app = await playedIn(folder);
    facts = await app.facts();
  }, WHOLE_PLAY);
  afterAll(() => app.stop());

  const counted = (type: string) => facts.filter((fact) => fact.type === type).length;

  test('it has missed, late and failed visits, corrections, excuses and delistings', () => {
    const types = ['MonthlyVisitMissed', 'PatrolVisitAttempted', 'PatrolVisitCorrected'];
    const others = ['MonthlyVisitExcused', 'ExcuseRejected', 'HouseholdDelisted', 'MemberAdded', 'MemberRemoved'];
    expect([...types, ...others].map(counted)).toEqual([186, 145, 8, 22, 6, 9, 188, 2]);
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
    expect(deciders.length).toBe(58);
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

  test('one insurance ended and was not renewed, one was renewed too late, one was never taken out', async () => {
    const rows = await rowsOf('/guarantees?limit=100');
    const told = rows.map(({ townName, insurance, equipment }) => [
      townName,
      (insurance as { readonly state: string }).state,
      (equipment as readonly unknown[]).length,
    ]);
    expect(told).toEqual([
      ['青龙乡', 'NEVER', 1],
      ['青龙乡', 'EXPIRED', 1],
      ['竹峰街道', 'EXPIRED', 1],
      ['竹峰街道', 'INSURED', 1],
      ['青龙乡', 'INSURED', 0],
      ['万家乡', 'INSURED', 1],
      ['万家乡', 'INSURED', 1],
      ['竹峰街道', 'INSURED', 1],
      ['万家乡', 'INSURED', 1],
      ['万家乡', 'INSURED', 1],
      ['万家乡', 'INSURED', 0],
      ['青龙乡', 'INSURED', 1],
    ]);
    const alerts = await rowsOf('/alerts?kind=INSURANCE_EXPIRED&limit=100');
    expect(alerts.map(({ townName, day, endedOn }) => [townName, day, endedOn])).toEqual([
      ['青龙乡', '2026-05-31', null],
      ['竹峰街道', '2026-05-31', null],
      ['万家乡', '2026-05-31', '2026-06-19'],
    ]);
  });

  test('who missed the one training of his township is short of training', async () => {
    const rows = await rowsOf('/training?year=2026&limit=100');
    expect(rows.map(({ townName, held, short }) => [townName, (held as readonly unknown[]).length, short])).toEqual([
      ['竹峰街道', 1, 1],
      ['万家乡', 1, 2],
      ['青龙乡', 1, 2],
    ]);
    const alerts = await rowsOf('/alerts?kind=TRAINING_SHORT&limit=100');
    expect(alerts.map(({ townName, day, endedOn }) => [townName, day, endedOn])).toEqual([
      ['青龙乡', '2026-08-18', null],
      ['万家乡', '2026-07-07', null],
      ['万家乡', '2026-03-31', null],
      ['青龙乡', '2026-03-31', null],
      ['竹峰街道', '2026-03-31', '2026-09-12'],
    ]);
  });

  test('a township short of people makes the notice known by few channels and scores no village', () => {
    const types = ['PublicityActRecorded', 'SupervisionRecorded', 'VillageAssessed', 'RewardOrPenaltyRecorded'];
    const all = [...types, 'ResponsiblePersonDesignated', 'AlertAcknowledged', 'TrainingHeld'];
    const told = fewTowns.map((town) =>
      all.map((type) => facts.filter((fact) => fact.type === type && fact.metadata.townCode === town).length),
    );
    expect(told).toEqual([
      [4, 1, 0, 0, 1, 0, 1],
      [16, 4, 4, 2, 1, 1, 2],
      [4, 1, 0, 0, 2, 0, 1],
    ]);
    expect(counted('PolicyBasisRecorded')).toBe(2);
  });

  interface Told {
    readonly fromVillage: string;
    readonly toVillage: string;
    readonly requestId?: string;
    readonly townCode: string;
    readonly intoTown: string;
    readonly villageCode: string;
    readonly members: readonly unknown[];
    readonly splitFrom?: string;
  }
  const told = (type: string) => facts.filter((fact) => fact.type === type).map(({ data }) => data as unknown as Told);

  test('families move inside their township, or at its request into another that takes them over', () => {
    expect(
      told('HouseholdMoved').map(({ fromVillage, toVillage, requestId }) => [
        nameOf(fromVillage),
        nameOf(toVillage),
        requestId === undefined ? 'inside' : 'taken over',
      ]),
    ).toEqual([
      ['龙阁村委会', '竹峰村委会', 'taken over'],
      ['瓦窑铺村委会', '桥头铺村委会', 'inside'],
      ['万家村委会', '西泉村委会', 'inside'],
      ['龙阁村委会', '西林村委会', 'inside'],
      ['竹峰村委会', '龙阁村委会', 'taken over'],
      ['竹峰村委会', '西泉村委会', 'taken over'],
      ['云山村委会', '西泉村委会', 'inside'],
      ['万家村委会', '瓦窑铺村委会', 'taken over'],
      ['桥头铺村委会', '瓦窑铺村委会', 'inside'],
    ]);
    expect(counted('HouseholdMoveRequested')).toBe(4);
  });

  test('who was registered twice ends in the household known first, across townships by the bureau', () => {
    const approved = facts.filter(({ type }) => type === 'MergeApproved');
    expect(
      approved.map(({ data, metadata }) => [metadata.townCode, (data as unknown as Told).intoTown, metadata.actorRole]),
    ).toEqual([
      ['341881202', '341881005', 'BUREAU'],
      ['341881202', '341881202', 'REVIEWER'],
      ['341881005', '341881203', 'BUREAU'],
    ]);
    expect(['HouseholdAbsorbed', 'HouseholdMergedInto'].map(counted)).toEqual([3, 3]);
  });

  test('who parts becomes a household of his own with the children', () => {
    expect(told('HouseholdSplit').map(({ villageCode, members }) => [nameOf(villageCode), members.length])).toEqual([
      ['西泉村委会', 3],
      ['西林村委会', 3],
    ]);
    expect(told('HouseholdRegistered').filter(({ splitFrom }) => splitFrom !== undefined).length).toBe(2);
  });

  test('some are on the watch list, reviewed in time, late or never, and some are monitored', async () => {
    const types = ['HouseholdPutOnWatch', 'WatchReviewed', 'WatchReleased', 'WatchReviewMissed'];
    const others = ['LowIncomeMonitoringStarted', 'LowIncomeMonitoringEnded'];
    expect([...types, ...others].map(counted)).toEqual([16, 20, 2, 9, 16, 0]);
    const alerts = await rowsOf('/alerts?kind=WATCH_REVIEW_MISSED&limit=100');
    const told = alerts.map(({ townName, day, endedOn }) => [townName, day, endedOn]);
    // Besides those of families that cases have put there.
    expect(told).toEqual(
      expect.arrayContaining([
        ['竹峰街道', '2026-06-20', null],
        ['青龙乡', '2026-04-30', '2026-05-08'],
        ['万家乡', '2026-03-31', '2026-04-08'],
        ['青龙乡', '2026-03-31', '2026-04-08'],
      ]),
    );
    const watched = await rowsOf('/watch-list?limit=100');
    expect(watched.length).toBe(14);
  });

  test('cases stand in every state that takes more than a day, and limits that passed have been written', () => {
    const states = new Map<string, CaseStatus | undefined>();
    for (const fact of facts.filter(({ stream }) => stream.startsWith('case-')))
      states.set(fact.stream, statusAfter(states.get(fact.stream), fact as unknown as CaseFact));
    const standing = [...states.values()];
    expect(caseStatuses.map((status) => [status, standing.filter((one) => one === status).length])).toEqual([
      ['CALL_LOGGED', 3],
      ['REPORTED', 0],
      ['REJECTED', 22],
      ['DUPLICATE', 10],
      ['OPEN', 0],
      ['EMERGENCY', 1],
      ['INVESTIGATING', 4],
      ['INVESTIGATED', 1],
      ['INELIGIBLE', 0],
      ['AIDING', 9],
      ['AIDED', 6],
      ['WATCHED', 3],
      ['NO_NEED', 7],
      ['ARCHIVED', 52],
      ['REOPENED', 0],
    ]);
    const types = ['FirstResponseLate', 'MeasureOverdue', 'ReferralOverdue', 'PublicNoticeEnded', 'BenefitPaid'];
    expect(types.map(counted)).toEqual([10, 16, 3, 12, 42]);
  });

  test('what was mistyped in a case is put right by a second person, or sent back by him', () => {
    const types = ['CorrectionProposed', 'FactCorrected', 'CorrectionRejected'];
    const inCases = (type: string) => facts.filter((fact) => fact.type === type && fact.stream.startsWith('case-'));
    expect(types.map((type) => inCases(type).length)).toEqual([7, 5, 2]);
  });

  test('every village has its secretary, some a second one after an election', () => {
    expect(counted('SecretaryDesignated')).toBe(13);
  });

  test(
    'a play that is gone through once more on its own log adds nothing',
    async () => {
      const rows = await rowsOf('/filings?year=2025&limit=100');
      await app.stop();
      await playIn(folder);
      app = await startApp({ now: AFTERWARDS, folder });
      expect((await app.facts()).length).toBe(facts.length);
      expect(await rowsOf('/filings?year=2025&limit=100')).toEqual(rows);
    },
    WHOLE_PLAY,
  );

  test(
    'played again with the same seed it comes to the same facts',
    async () => {
      const again = await playedIn((await tempFolder()).path);
      try {
        expect(storiesIn(await again.facts())).toEqual(storiesIn(facts));
      } finally {
        await again.stop();
      }
    },
    WHOLE_PLAY,
  );
});
