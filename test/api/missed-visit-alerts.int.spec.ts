import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  NANSHAN_VILLAGE,
  OTHER_VILLAGE,
  VILLAGE,
  allRows,
  list,
  morning,
  ok,
  registerHousehold,
  visit,
} from '../support/clerk.js';

const reason = '核对后更正';
/** Day of every alert about September. */
const DAY = '2026-10-13';

let app: TestApp;
let officer: TestCaller;
let nanshan: TestCaller;

beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-01') });
  officer = await app.as('officer-gangkou');
});
afterAll(async () => {
  await app.stop();
});

async function on(day: string): Promise<void> {
  await app.at(morning(day));
  officer = await app.as('officer-gangkou');
  nanshan = await app.as('officer-nanshan');
}

/** Of the family's alerts about missed months: month, village, day, and when it ended. */
async function alertsOf(caller: TestCaller, { householdId }: Registered, asOf?: string) {
  await app.settle();
  const query = `kind=MISSED_VISIT${asOf === undefined ? '' : `&asOf=${encodeURIComponent(asOf)}`}`;
  const rows = await allRows(caller, `/alerts?${query}`);
  return rows
    .filter(({ about }) => about === householdId)
    .map(({ month, villageCode, day, endedOn }) => [month, villageCode, day, endedOn]);
}

async function approved(path: string, proposed: object): Promise<void> {
  const { proposalId } = await ok(officer.post(path, { ...proposed, reason }));
  await ok((await app.as('reviewer-gangkou')).post(`${path}/${String(proposalId)}/approvals`, {}));
}

async function listedOnTheFirst(): Promise<Registered> {
  const family = await registerHousehold(officer, { registeredOn: '2026-09-01' });
  await list(officer, family.householdId, { listedOn: '2026-09-01' });
  return family;
}

describe('the alert of a missed month', () => {
  let moving: Registered;
  let corrected: Registered;
  let relisted: Registered;
  let delisted: Registered;
  let merging: Registered;

  it('is there from the cut-off on', async () => {
    moving = await listedOnTheFirst();
    corrected = await listedOnTheFirst();
    relisted = await listedOnTheFirst();
    delisted = await listedOnTheFirst();
    merging = await listedOnTheFirst();
    await on('2026-10-14');
    for (const family of [moving, corrected, relisted, delisted, merging])
      expect(await alertsOf(officer, family)).toEqual([['2026-09', VILLAGE, DAY, null]]);
  });

  it('follows the family into another village, and into another township', async () => {
    await on('2026-10-20');
    const path = `/households/${moving.householdId}/moves`;
    await ok(officer.post(path, { toVillage: OTHER_VILLAGE, on: '2026-10-18', reason }));
    expect(await alertsOf(officer, moving)).toEqual([['2026-09', OTHER_VILLAGE, DAY, null]]);
    const { requestId } = await ok(officer.post(path, { toVillage: NANSHAN_VILLAGE, on: '2026-10-19', reason }));
    expect(await alertsOf(nanshan, moving)).toEqual([]);
    await ok(nanshan.post(`${path}/${String(requestId)}/acceptances`, {}));
    expect([await alertsOf(officer, moving), await alertsOf(nanshan, moving)]).toEqual([
      [],
      [['2026-09', NANSHAN_VILLAGE, DAY, null]],
    ]);
    const before = '2026-10-15T04:00:00.000Z';
    expect([await alertsOf(officer, moving, before), await alertsOf(nanshan, moving, before)]).toEqual([
      [['2026-09', VILLAGE, DAY, null]],
      [],
    ]);
  });

  it('ends with a visit entered late, opens again when that visit is put into another month, and ends once more', async () => {
    const { visitId } = await visit(officer, corrected, '2026-09-28T08:00:00+08:00');
    const ended = await alertsOf(officer, corrected);
    const path = `/households/${corrected.householdId}/visit-corrections`;
    const visitedAt = (at: string) => approved(path, { correctsVisitId: visitId, corrected: { visitedAt: at } });
    await on('2026-10-21');
    await visitedAt('2026-10-02T08:00:00+08:00');
    const open = await alertsOf(officer, corrected);
    await on('2026-10-22');
    await visitedAt('2026-09-30T23:40:00+08:00');
    expect([ended, open, await alertsOf(officer, corrected)]).toEqual([
      [['2026-09', VILLAGE, DAY, '2026-10-20']],
      [['2026-09', VILLAGE, DAY, null]],
      [['2026-09', VILLAGE, DAY, '2026-10-22']],
    ]);
  });

  it('ends when a correction makes the month one that was never due, and opens again with the next', async () => {
    const [first] = (await app.facts(['household'])).filter(
      ({ type, stream }) => type === 'HouseholdListedAsKey' && stream.endsWith(relisted.householdId),
    );
    const path = `/households/${relisted.householdId}/corrections`;
    const states: unknown[] = [];
    for (const listedOn of ['2026-09-16', '2026-09-15']) {
      await approved(path, { corrects: first?.id, corrected: { listedOn } });
      states.push((await alertsOf(officer, relisted))[0]?.[3]);
    }
    expect(states).toEqual(['2026-10-22', null]);
  });

  it('ends when the day of leaving the roster is put before the month', async () => {
    const path = `/households/${delisted.householdId}`;
    await ok(officer.post(`${path}/delistings`, { on: '2026-10-01', reason: 'RECOVERED' }));
    const stays = await alertsOf(officer, delisted);
    const [left] = (await app.facts(['household'])).filter(
      ({ type, stream }) => type === 'HouseholdDelisted' && stream.endsWith(delisted.householdId),
    );
    const [entered] = (await app.facts(['household'])).filter(
      ({ type, stream }) => type === 'HouseholdListedAsKey' && stream.endsWith(delisted.householdId),
    );
    await approved(`${path}/corrections`, { corrects: entered?.id, corrected: { listedOn: '2026-08-01' } });
    await approved(`${path}/corrections`, { corrects: left?.id, corrected: { on: '2026-08-31' } });
    expect([stays, (await alertsOf(officer, delisted)).filter(([month]) => month === '2026-09')]).toEqual([
      [['2026-09', VILLAGE, DAY, null]],
      [['2026-09', VILLAGE, DAY, '2026-10-22']],
    ]);
  });

  it('F01 · goes over to the household in which the family’s ends', async () => {
    const survivor = await registerHousehold(officer, { registeredOn: '2026-09-01' });
    const merge = { into: survivor.householdId, headHolds: 'SURVIVOR', addressHolds: 'SURVIVOR' };
    await approved(`/households/${merging.householdId}/mergers`, merge);
    const told = [await alertsOf(officer, merging), await alertsOf(officer, survivor)];
    expect(told.map((rows) => rows.map(([month, village, , endedOn]) => [month, village, endedOn]))).toEqual([
      [['2026-09', VILLAGE, '2026-10-22']],
      [['2026-09', VILLAGE, null]],
    ]);
  });

  it('stands the same when the view is poured anew', async () => {
    const before = await allRows(officer, '/alerts?kind=MISSED_VISIT');
    await app.system.platform.runner.rebuild('alerts');
    expect(await allRows(officer, '/alerts?kind=MISSED_VISIT')).toEqual(before);
  });
});
