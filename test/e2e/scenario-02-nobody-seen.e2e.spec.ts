import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import { attempt, listedHousehold, morning, visitForm } from '../support/clerk.js';

describe('2 · nobody seen', () => {
  let app: TestApp;
  let home: Registered;

  beforeAll(async () => {
    app = await startApp({ now: morning('2026-08-01') });
    const officer = await app.as('officer-gangkou');
    home = await listedHousehold(officer, {}, { listedOn: '2026-08-01', coordinatorRef: 'c-august' });
    // August is visited, so that September alone is in question.
    await app.at(morning('2026-08-20'));
    await (
      await app.as('coordinator-gangkou')
    ).post(
      `/households/${home.householdId}/patrol-visits`,
      visitForm(home.headMemberId, { visitedAt: '2026-08-20T08:00:00+08:00' }),
    );
    for (const day of ['2026-09-05', '2026-09-12', '2026-09-20']) {
      await app.at(morning(day));
      await attempt(await app.as('coordinator-gangkou'), home.householdId, `${day}T08:30:00+08:00`);
    }
    await app.at(morning('2026-09-30'));
    await (
      await app.as('officer-gangkou')
    ).post(`/households/${home.householdId}/listing-adjustments`, {
      coordinatorRef: 'c-september',
      reason: '换人包保',
    });
    await app.at(morning('2026-10-10'));
  });
  afterAll(async () => {
    await app.stop();
  });

  it('refuses a visit in which nobody was seen with I-06 and writes nothing', async () => {
    const before = await app.facts();
    const answer = await (
      await app.as('coordinator-gangkou')
    ).post(`/households/${home.householdId}/patrol-visits`, visitForm(home.headMemberId, { whoSeen: [] }));
    expect([
      answer.status,
      answer.body.rule,
      answer.body.errors.map(({ pointer }: { pointer: string }) => pointer),
    ]).toEqual([409, 'I-06', ['/whoSeen']]);
    expect(await app.facts()).toEqual(before);
  });

  it('is missed after the cut-off with three attempts, naming who was responsible on the last day', async () => {
    await app.at('2026-10-13T16:00:00.000Z');
    await app.at(morning('2026-10-15'));
    const missed = (await app.facts(['household'])).filter(({ type }) => type === 'MonthlyVisitMissed');
    expect(missed.map(({ data }) => data)).toEqual([
      expect.objectContaining({ month: '2026-09', responsible: ['c-september'], attempts: 3 }),
    ]);
    const calendar = await (await app.as('officer-gangkou')).get('/visit-calendar?month=2026-09');
    expect(
      calendar.body.rows.map((row: Record<string, unknown>) => [
        row['state'],
        row['attempts'],
        row['responsible'],
        row['visits'],
      ]),
    ).toEqual([['MISSED', 3, ['c-september'], []]]);
  });
});
