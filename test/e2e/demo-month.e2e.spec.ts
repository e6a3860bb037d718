import request from 'supertest';
import { startDemo } from '../../src/demo/start-demo.js';
import type { HouseholdFact } from '../../src/aggregates/household/household.events.js';
import type { MemberParticulars } from '../../src/aggregates/household/members/member.js';
import { SimulatedClock } from '../../src/platform/clock/simulated.clock.js';
import type { Recorded } from '../../src/platform/fact.js';
import { parseIdNumber } from '../../src/platform/identity/id-number.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { readSettings } from '../../src/platform/settings/settings.js';
import { projections } from '../../src/projections.js';
import type { System } from '../../src/system.js';
import { LogLines } from '../support/app.js';
import { tempFolder } from '../support/temp-folder.js';

const NOW = '2026-10-20T01:00:00.000Z';
const WHOLE_PLAY = 300_000;

/** One start of the demo on a folder, with the lines it said. */
class Demo {
  readonly said: string[] = [];
  readonly logs = new LogLines();

  readonly clock = new SimulatedClock(NOW);

  constructor(
    private readonly folder: string,
    private readonly hear: (clock: SimulatedClock) => void = () => undefined,
  ) {}

  start(): Promise<System> {
    const settings = readSettings({ DISCOVERY_DATA_DIR: this.folder, DISCOVERY_LOG_LEVEL: 'warn' });
    const say = (line: string): void => {
      this.said.push(line);
      this.hear(this.clock);
    };
    const log = createLogger('warn', this.logs);
    return startDemo({ settings, log, say, script: 'month', real: this.clock });
  }
}

async function factsOf({ platform }: System): Promise<readonly Recorded[]> {
  return (await platform.store.readAll(0, { limit: 1_000_000 })).events;
}

/** Which facts each household's stream holds, in order; its name comes from the seed alone. */
function storiesIn(facts: readonly Recorded[]): Record<string, readonly string[]> {
  const stories: Record<string, string[]> = {};
  for (const { stream, type } of facts) {
    if (stream.startsWith('household-')) (stories[stream] ??= []).push(type);
  }
  return stories;
}

async function hashesOf({ platform }: System): Promise<readonly string[]> {
  return Promise.all(projections.map((projection) => platform.runner.hashOf(projection)));
}

describe('the month the demo plays before it opens', () => {
  let folder: string;
  let system: System;
  let first: Demo;
  let facts: readonly Recorded[];

  beforeAll(async () => {
    folder = (await tempFolder()).path;
    first = new Demo(folder);
    system = await first.start();
    facts = await factsOf(system);
  }, WHOLE_PLAY);
  afterAll(async () => {
    await system.stop();
  });

  test('it fills four townships and seven villages with 216 households, and says so', () => {
    const registered = facts.filter(({ type }) => type === 'HouseholdRegistered');
    expect(registered.length).toBe(216);
    expect(new Set(registered.map(({ metadata }) => metadata.townCode))).toEqual(
      new Set(['341881100', '341881002', '341871001', '341881104']),
    );
    expect(new Set(registered.map(({ metadata }) => metadata.villageCode)).size).toBe(7);
    expect(first.said[0]).toBe('正在生成演示数据：2026-09-01 至 2026-10-19，种子 20260901');
    expect(first.said.at(-1)).toMatch(
      new RegExp(`^演示数据已就绪：216 户，${facts.length} 条事实，用时 \\d+ 秒，每秒 \\d+ 条$`),
    );
    expect(first.logs.lines).toEqual([]);
  });

  test('every person has a number of his own with a right check digit, in an area that does not exist', async () => {
    const people = (facts as readonly Recorded<HouseholdFact>[]).flatMap((fact): readonly MemberParticulars[] => {
      if (fact.type === 'HouseholdRegistered') return [fact.data.head];
      return fact.type === 'MemberAdded' ? [fact.data.member] : [];
    });
    const boxes = people.flatMap(({ idNo }) => (idNo === undefined ? [] : [{ box: idNo, group: 'PI3' as const }]));
    const numbers = await system.platform.sealer.openAll(boxes);
    expect(people.filter(({ idNo }) => idNo === undefined).map(({ noIdReason }) => noIdReason)).toEqual([
      'NOT_REGISTERED',
      'NOT_REGISTERED',
    ]);
    expect(numbers.filter((number) => !parseIdNumber(number).ok || !number.startsWith('990101'))).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('September is closed: fulfilled, late, missed and excused visits in the calendar', async () => {
    const token = await system.platform.demoIssuer?.issue('bureau', NOW);
    const answer = await request(system.app.getHttpServer())
      .get('/api/v1/visit-calendar/counts?month=2026-09')
      .set({ authorization: `Bearer ${token}` });
    expect(answer.body).toEqual({
      month: '2026-09',
      counts: { NOT_DUE: 10, OWED: 0, PENDING: 0, FULFILLED: 173, FULFILLED_LATE: 8, MISSED: 18, EXCUSED: 7 },
    });
    expect(facts.filter(({ type }) => type === 'MonthlyVisitMissed').length).toBe(28);
  });

  test('corrections, excuses, delistings, deaths and a change of address are among the facts', () => {
    const counted = (type: string) => facts.filter((fact) => fact.type === type).length;
    const types = ['PatrolVisitCorrected', 'VisitCorrectionRejected', 'FactCorrected', 'MonthlyVisitExcused'];
    const others = ['ExcuseRejected', 'HouseholdDelisted', 'MemberRemoved', 'AddressChanged', 'KeyListingAdjusted'];
    expect([...types, ...others].map(counted)).toEqual([3, 1, 1, 7, 1, 6, 3, 3, 6]);
  });

  test('nothing is recorded in the future or out of order, and then the real clock counts', () => {
    const recordedAt = facts.map(({ metadata }) => metadata.recordedAt);
    expect(recordedAt).toEqual([...recordedAt].sort());
    expect(recordedAt.filter((instant) => instant >= NOW)).toEqual([]);
    expect(system.platform.clock.now()).toBe(NOW);
  });

  test('a restart plays nothing again and pours the same views', async () => {
    const before = await hashesOf(system);
    await system.stop();
    const again = new Demo(folder);
    system = await again.start();
    expect(again.said).toEqual([]);
    expect((await factsOf(system)).length).toBe(facts.length);
    expect(await hashesOf(system)).toEqual(before);
  });

  test(
    'a play that is broken off goes on where it stood and comes to the same facts',
    async () => {
      const other = (await tempFolder()).path;
      // The machine's clock is set back while the play runs: it ends there, since nothing is recorded in the future.
      const broken = new Demo(other, (clock) => clock.set('2026-10-05T01:00:00.000Z'));
      await expect(broken.start()).rejects.toThrow('晚于当前时间');
      const resumed = await new Demo(other).start();
      try {
        const played = await factsOf(resumed);
        expect(storiesIn(played)).toEqual(storiesIn(facts));
        expect(played.length).toBe(facts.length);
      } finally {
        await resumed.stop();
      }
    },
    WHOLE_PLAY,
  );
});
