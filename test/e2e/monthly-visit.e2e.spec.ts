import { MonthlyVisitTimer } from '../../src/policies/monthly-visit/monthly-visit.timer.js';
import { Change } from '../../src/platform/change/change.js';
import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import { delist, list, ok, registerHousehold, visit } from '../support/clerk.js';

/** Month ends and cut-offs of Asia/Shanghai; September's cut-off in 2026 is 24:00 of 10-13. */
const BEFORE_CUT_OFF = '2026-10-12T04:00:00.000Z';
const CUT_OFF = '2026-10-13T15:59:59.999Z';
const AFTER_CUT_OFF = '2026-10-13T16:00:00.000Z';
const LATER = '2026-10-20T04:00:00.000Z';

describe('the monthly visit', () => {
  let app: TestApp;
  let unvisited: string;

  beforeEach(async () => {
    app = await startApp({ now: '2026-09-01T01:00:00.000Z' });
    // A token lives for eight hours: every day begins with a new one.
    const officerOn = async (instant: string) => {
      app.clock.set(instant);
      return app.as('officer-gangkou');
    };
    const family = async (listedOn: string) => {
      const officer = await officerOn(`${listedOn}T02:00:00.000Z`);
      const registered = await registerHousehold(officer);
      await list(officer, registered.householdId, { listedOn, coordinatorRef: 'c-7' });
      return registered;
    };
    const first = await family('2026-09-03');
    unvisited = (await family('2026-09-15')).householdId;
    await family('2026-09-16');
    const officer = await officerOn('2026-09-29T02:00:00.000Z');
    await visit(officer, first, '2026-09-28T10:00:00+08:00');
    await delist(officer, unvisited, '2026-09-29');
  }, 180_000);

  afterEach(async () => {
    await app.stop();
  });

  const missed = async () =>
    (await app.facts(['household']))
      .filter(({ type }) => type === 'MonthlyVisitMissed')
      .map(({ stream, data, metadata }) => ({
        household: stream.replace('household-', ''),
        month: data['month'],
        responsible: data['responsible'],
        occurredAt: metadata.occurredAt,
        subjectPeriod: metadata.subjectPeriod,
        actorRole: metadata.actorRole,
      }));

  const september = () => [
    {
      household: unvisited,
      month: '2026-09',
      responsible: ['c-7'],
      occurredAt: CUT_OFF,
      subjectPeriod: '2026-09',
      actorRole: 'SYSTEM',
    },
  ];

  it('is missed once at the cut-off and not before, though delisted meanwhile; who was listed after the 15th owes nothing', async () => {
    await app.at(BEFORE_CUT_OFF);
    await app.at(CUT_OFF);
    expect(await missed()).toEqual([]);
    await app.at(AFTER_CUT_OFF);
    expect(await missed()).toEqual(september());
    await app.at(LATER);
    expect(await missed()).toEqual(september());
  });

  it('is missed once by two timers at the same moment, and again with the clock set back an hour', async () => {
    await app.settle();
    app.clock.set(AFTER_CUT_OFF);
    const { platform, change } = app.system;
    const parts = {
      clock: app.clock,
      store: platform.store,
      views: platform.views,
      policies: app.system.policies,
      rules: () => platform.rules(),
      failed: (error: unknown) => {
        throw error;
      },
    };
    const another = new Change({
      store: platform.store,
      clock: app.clock,
      rules: parts.rules,
      pause: async () => undefined,
    });
    const timers = [new MonthlyVisitTimer({ ...parts, change }), new MonthlyVisitTimer({ ...parts, change: another })];
    const written = await Promise.all(timers.map((timer) => timer.round()));
    expect(written.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(1);
    app.clock.set('2026-10-13T15:00:00.000Z');
    await Promise.all(timers.map((timer) => timer.round()));
    await app.at(AFTER_CUT_OFF);
    expect(await missed()).toEqual(september());
  });

  it('is missed once when nothing ran from the 12th to the 20th, and a restart adds nothing', async () => {
    await app.at(BEFORE_CUT_OFF);
    app.clock.set(LATER);
    app = await app.restart();
    await app.at(LATER);
    expect(await missed()).toEqual(september());
    const facts = (await app.facts()).length;
    app = await app.restart();
    await app.at(LATER);
    expect((await app.facts()).length).toBe(facts);
  });

  it('can be proven missing from the log: the calendar of each day, the sentence, and the late visit beside it', async () => {
    await app.at(AFTER_CUT_OFF);
    const officer = await app.as('officer-gangkou');
    const stateAt = async (asOf: string) => {
      const page = (await ok(
        officer.get(`/visit-calendar?month=2026-09&asOf=${encodeURIComponent(asOf)}`),
      )) as unknown as {
        rows: { householdId: string; state: string }[];
      };
      return page.rows.find(({ householdId }) => householdId === unvisited)?.state;
    };
    expect(await stateAt('2026-09-30T23:59:59+08:00')).toBe('OWED');
    expect(await stateAt('2026-10-01T00:00:00+08:00')).toBe('PENDING');
    expect(await stateAt('2026-10-13T23:59:59+08:00')).toBe('PENDING');
    expect(await stateAt('2026-10-14T00:00:00+08:00')).toBe('MISSED');
    const trail = (await ok(
      officer.get(`/audit-trail?stream=household-${unvisited}&type=MonthlyVisitMissed`),
    )) as unknown as {
      rows: { sentence: string }[];
    };
    expect(trail.rows.map(({ sentence }) => sentence)).toEqual(['2026-09 漏访（未遇 0 次），责任协理员 c-7']);
  });
});
