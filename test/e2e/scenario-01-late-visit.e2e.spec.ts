import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import { listedHousehold, morning, visit } from '../support/clerk.js';

describe('1 · a visit at the end of the month, entered late', () => {
  let app: TestApp;
  let inTime: Registered;
  let tooLate: Registered;

  beforeAll(async () => {
    app = await startApp({ now: morning('2026-09-03') });
    const officer = await app.as('officer-gangkou');
    inTime = await listedHousehold(officer, { groupNo: '01' });
    tooLate = await listedHousehold(officer, { groupNo: '02' });

    await app.at(morning('2026-10-02'));
    await visit(await app.as('coordinator-gangkou'), inTime, '2026-09-30T23:40:00+08:00');
    await app.at('2026-10-13T16:00:00.000Z');
    await app.at(morning('2026-10-20'));
    await visit(await app.as('coordinator-gangkou'), tooLate, '2026-09-30T23:40:00+08:00');
    await app.settle();
  });
  afterAll(async () => {
    await app.stop();
  });

  const september = async (query = ''): Promise<unknown> => {
    const answer = await (await app.as('officer-gangkou')).get(`/visit-calendar?month=2026-09${query}`);
    return answer.body.rows.map(({ householdId, state }: { householdId: string; state: string }) => [
      householdId,
      state,
    ]);
  };

  it('is fulfilled when entered by the cut-off, fulfilled late afterwards', async () => {
    expect(await september()).toEqual([
      [inTime.householdId, 'FULFILLED'],
      [tooLate.householdId, 'FULFILLED_LATE'],
    ]);
  });

  it('was pending on 1 October and missed just after the cut-off', async () => {
    expect(await september('&asOf=2026-10-01T12:00:00%2B08:00')).toEqual([
      [inTime.householdId, 'PENDING'],
      [tooLate.householdId, 'PENDING'],
    ]);
    expect(await september('&asOf=2026-10-14T00:30:00%2B08:00')).toEqual([
      [inTime.householdId, 'FULFILLED'],
      [tooLate.householdId, 'MISSED'],
    ]);
  });

  it('shows both times in the ledger and marks the late entry', async () => {
    const ledger = await (await app.as('officer-gangkou')).get('/patrol-ledger?month=2026-09');
    const shown = ledger.body.rows.map((row: Record<string, unknown>) => [
      row['householdId'],
      row['occurredAt'],
      row['recordedAt'],
      row['late'],
    ]);
    expect(shown.sort((a: unknown[], b: unknown[]) => String(a[2]).localeCompare(String(b[2])))).toEqual([
      [inTime.householdId, '2026-09-30T15:40:00.000Z', '2026-10-02T01:00:00.000Z', false],
      [tooLate.householdId, '2026-09-30T15:40:00.000Z', '2026-10-20T01:00:00.000Z', true],
    ]);
  });

  it('keeps the breach fact of the cut-off in the history, once', async () => {
    const facts = (await app.facts(['household'])).map(({ stream, type, metadata }) => [
      stream,
      type,
      metadata.occurredAt,
      metadata.subjectPeriod,
      metadata.lateEntry,
    ]);
    expect(facts.filter(([, type]) => type === 'PatrolVisitRecorded' || type === 'MonthlyVisitMissed')).toEqual([
      [`household-${inTime.householdId}`, 'PatrolVisitRecorded', '2026-09-30T15:40:00.000Z', '2026-09', undefined],
      [`household-${tooLate.householdId}`, 'MonthlyVisitMissed', '2026-10-13T15:59:59.999Z', '2026-09', undefined],
      [`household-${tooLate.householdId}`, 'PatrolVisitRecorded', '2026-09-30T15:40:00.000Z', '2026-09', 'true'],
    ]);
  });
});
