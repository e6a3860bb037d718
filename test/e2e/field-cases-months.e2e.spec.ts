import { MonthlyVisitTimer } from '../../src/policies/monthly-visit/monthly-visit.timer.js';
import { Change } from '../../src/platform/change/change.js';
import { dueAfterCalendarDays, dueAfterMonths, isOverdue } from '../../src/platform/calendar/deadline.js';
import { localDateOf, plusMillis, quarterOf } from '../../src/platform/calendar/local-date.js';
import { nationalCalendars } from '../../src/platform/calendar/national-calendars.js';
import { workCalendar } from '../../src/platform/calendar/work-calendar.js';
import { deadlineIdOf } from '../../src/platform/policies/deadline-id.js';
import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import { delist, listedHousehold, morning, ok, visit } from '../support/clerk.js';
import { tempFolder } from '../support/temp-folder.js';

/** Nothing reviews a watch entry or grants a status yet: what such an aggregate will ask of the calendar is tried here. */
describe('F30 · months', () => {
  const calendar = workCalendar(nationalCalendars);

  it('lets a review of three months end on the last of February, and seven days of December in January', () => {
    expect(dueAfterMonths('2026-11-30', 3).dueOn).toBe('2027-02-28');
    expect(dueAfterCalendarDays('2026-12-28', 7, calendar).dueOn).toBe('2027-01-04');
    expect(quarterOf('2026-12-31')).toBe('2026-Q4');
  });

  it('lets a status of twelve months granted on a leap day expire once, on 1 March, however often somebody looks', () => {
    const { dueOn, dueAt } = dueAfterMonths('2028-02-29', 12);
    expect([dueOn, isOverdue(dueAt, '2029-02-28T15:59:59.999Z')]).toEqual(['2029-02-28', false]);
    const looks = ['2029-02-28T16:00:00.000Z', '2029-03-01T04:00:00.000Z', '2029-03-05T04:00:00.000Z'];
    expect(looks.map((now) => isOverdue(dueAt, now))).toEqual([true, true, true]);
    expect(localDateOf(plusMillis(dueAt, 1))).toBe('2029-03-01');
    // The identity of the breach knows no now: three looks are one fact.
    expect(new Set(looks.map(() => deadlineIdOf('status-expired', 'case-1', dueAt))).size).toBe(1);
  });
});

/** September's cut-off in 2026 is 24:00 of 10-13. */
const BEFORE_CUT_OFF = '2026-10-12T04:00:00.000Z';
const AFTER_CUT_OFF = '2026-10-13T16:00:00.000Z';
const AN_HOUR_BACK = '2026-10-13T15:00:00.000Z';
const LATER = '2026-10-20T04:00:00.000Z';

describe('F69 · month close', () => {
  let app: TestApp;
  let missing: readonly (readonly [Registered, string])[];

  beforeEach(async () => {
    app = await startApp({ now: morning('2026-09-01'), folder: (await tempFolder({ memory: true })).path });
    // A token lives for eight hours: every day begins with a new one.
    const officerOn = async (day: string) => {
      app.clock.set(morning(day));
      return app.as('officer-gangkou');
    };
    const officer = await officerOn('2026-09-03');
    const family = (coordinatorRef = 'c-1') => listedHousehold(officer, {}, { coordinatorRef });
    const visited = await family();
    const stayed = await family();
    const handedOverInTime = await family();
    const handedOverLate = await family();
    const gone = await family('c-9');
    await listedHousehold(await officerOn('2026-09-16'), {}, { listedOn: '2026-09-16' });

    const handOver = async (day: string, { householdId }: Registered, coordinatorRef: string) =>
      ok(
        (await officerOn(day)).post(`/households/${householdId}/listing-adjustments`, {
          coordinatorRef,
          reason: '协理员轮换',
        }),
      );
    await handOver('2026-09-20', handedOverInTime, 'c-2');
    await visit(await officerOn('2026-09-28'), visited, '2026-09-27T10:00:00+08:00');
    await delist(await officerOn('2026-10-02'), gone.householdId, '2026-10-02');
    await handOver('2026-10-05', handedOverLate, 'c-3');
    await handOver('2026-10-06', handedOverInTime, 'c-4');
    missing = [
      [stayed, 'c-1'],
      [handedOverInTime, 'c-2'],
      [handedOverLate, 'c-1'],
      [gone, 'c-9'],
    ];
    await app.settle();
  }, 180_000);
  afterEach(async () => {
    await app.stop();
  });

  /** Household, month and who is named, of every missed-visit fact of the log. */
  const missed = async (): Promise<readonly unknown[]> =>
    (await app.facts(['household']))
      .filter(({ type }) => type === 'MonthlyVisitMissed')
      .map(({ stream, data, metadata }) => [stream, data['month'], metadata.subjectPeriod, data['responsible']])
      .sort();
  const september = (): readonly unknown[] =>
    missing
      .map(([{ householdId }, coordinator]) => [`household-${householdId}`, '2026-09', '2026-09', [coordinator]])
      .sort();

  /** A second policy process: its own timer and its own memory of streams, on the same log. */
  const anotherTimer = (): MonthlyVisitTimer => {
    const { platform } = app.system;
    const rules = () => platform.rules();
    const change = new Change({ store: platform.store, clock: app.clock, rules, pause: async () => undefined });
    const failed = (error: unknown): void => {
      throw error;
    };
    return new MonthlyVisitTimer({
      clock: app.clock,
      change,
      store: platform.store,
      views: platform.views,
      policies: app.system.policies,
      rules,
      failed,
    });
  };
  const bothPass = async (): Promise<void> => {
    await Promise.all([app.system.monthlyVisits.round(), anotherTimer().round()]);
    await app.settle();
  };

  it('writes each missing visit once when two processes pass the cut-off together, and names who answered on 09-30', async () => {
    await app.at(BEFORE_CUT_OFF);
    expect(await missed()).toEqual([]);
    app.clock.set(AFTER_CUT_OFF);
    await bothPass();
    expect(await missed()).toEqual(september());
    await bothPass();
    expect(await missed()).toEqual(september());
  });

  it('writes it once when both were down from the 12th to the 20th', async () => {
    await app.at(BEFORE_CUT_OFF);
    await app.system.stop();
    app.clock.set(LATER);
    app = await startApp({ now: LATER, folder: app.folder });
    await bothPass();
    expect(await missed()).toEqual(september());
  });

  it('writes it once though the clock is set back an hour between the two', async () => {
    app.clock.set(AFTER_CUT_OFF);
    await app.system.monthlyVisits.round();
    app.clock.set(AN_HOUR_BACK);
    await anotherTimer().round();
    await app.at(AFTER_CUT_OFF);
    await anotherTimer().round();
    expect(await missed()).toEqual(september());
  });
});
