import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  NANSHAN_VILLAGE,
  OTHER_VILLAGE,
  VILLAGE,
  allRows,
  appointCoordinator,
  list,
  morning,
  ok,
  registerHousehold,
  visit,
  visitForm,
} from '../support/clerk.js';

const reason = '投靠子女';

let app: TestApp;
let officer: TestCaller;
let nanshan: TestCaller;

beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-01') });
  await on('2026-09-01');
});
afterAll(async () => {
  await app.stop();
});

/** Moves to the morning of that day; tokens are of that day too. */
async function on(day: string): Promise<void> {
  await app.at(morning(day));
  officer = await app.as('officer-gangkou');
  nanshan = await app.as('officer-nanshan');
}

async function onRoster(caller: TestCaller, village: string): Promise<unknown> {
  await app.settle();
  return (await allRows(caller, `/roster?village=${village}`)).map(({ householdId }) => householdId);
}

async function onCalendar(caller: TestCaller, month: string): Promise<unknown> {
  await app.settle();
  const rows = await allRows(caller, `/visit-calendar?month=${month}`);
  return rows.map(({ householdId, villageCode, state }) => [householdId, villageCode, state]);
}

async function page(caller: TestCaller, { householdId }: Registered) {
  await app.settle();
  return caller.get(`/households/${householdId}`);
}

function visitAt(caller: TestCaller, { householdId, headMemberId }: Registered, visitedAt: string) {
  return caller.post(`/households/${householdId}/patrol-visits`, visitForm(headMemberId, { visitedAt }));
}

describe('a family that moves inside its township', () => {
  let family: Registered;
  let left: TestCaller;
  let there: TestCaller;

  it('is on the new village’s roster, and the rights of both villages’ coordinators follow it', async () => {
    family = await registerHousehold(officer, { registeredOn: '2026-08-01' });
    await list(officer, family.householdId, { listedOn: '2026-08-01' });
    await visit(officer, family, '2026-08-20T08:00:00+08:00');
    await on('2026-09-20');
    await ok(
      officer.post(`/households/${family.householdId}/moves`, { toVillage: OTHER_VILLAGE, on: '2026-09-16', reason }),
    );
    left = await app.as('coordinator-gangkou');
    there = await app.as('coordinator-xicun');
    expect([
      await onRoster(officer, VILLAGE),
      await onRoster(officer, OTHER_VILLAGE),
      (await page(left, family)).status,
      (await page(there, family)).status,
    ]).toEqual([[], [family.householdId], 404, 200]);
  });

  it('its page shows its old visits and where it came from', async () => {
    const { body } = await page(there, family);
    const { villageCode, visitCount, moves, rows } = body as Record<string, unknown>;
    expect([villageCode, visitCount, moves, (rows as { villageCode: string }[]).map((row) => row.villageCode)]).toEqual(
      [OTHER_VILLAGE, 1, [{ fromVillage: VILLAGE, toVillage: OTHER_VILLAGE, on: '2026-09-16', reason }], [VILLAGE]],
    );
  });

  it('leaves the months up to the move behind: moved after the 15th, September is still the old village’s', async () => {
    expect([
      await onCalendar(left, '2026-09'),
      await onCalendar(there, '2026-09'),
      await onCalendar(left, '2026-10'),
    ]).toEqual([[[family.householdId, VILLAGE, 'OWED']], [], []]);
    await on('2026-10-01');
    const [afterwards, before] = [await app.as('coordinator-gangkou'), await app.as('coordinator-xicun')];
    expect([await onCalendar(afterwards, '2026-10'), await onCalendar(before, '2026-10')]).toEqual([
      [],
      [[family.householdId, OTHER_VILLAGE, 'OWED']],
    ]);
  });

  it('the village left behind records what happened before the move, and nothing after it', async () => {
    left = await app.as('coordinator-gangkou');
    const late = await visitAt(left, family, '2026-09-17T09:00:00+08:00');
    const before = await visitAt(left, family, '2026-09-15T09:00:00+08:00');
    expect([late.status, before.status]).toEqual([404, 200]);
    expect(await onCalendar(left, '2026-09')).toEqual([[family.householdId, VILLAGE, 'FULFILLED']]);
  });

  it('a missed month names who answered for the village the month belongs to', async () => {
    const other = await registerHousehold(officer, { registeredOn: '2026-10-01' });
    await list(officer, other.householdId, { listedOn: '2026-10-01' });
    const [here, next] = [
      await appointCoordinator(officer, { villages: [VILLAGE], from: '2026-10-01' }),
      await appointCoordinator(officer, { villages: [OTHER_VILLAGE], from: '2026-10-01' }),
    ];
    await on('2026-10-20');
    await ok(
      officer.post(`/households/${other.householdId}/moves`, { toVillage: OTHER_VILLAGE, on: '2026-10-16', reason }),
    );
    await on('2026-12-10');
    const missed = (await app.facts(['household']))
      .filter(({ type, stream }) => type === 'MonthlyVisitMissed' && stream.endsWith(other.householdId))
      .map(({ data }) => [data['month'], data['responsible']]);
    expect(missed).toEqual([
      ['2026-10', [here]],
      ['2026-11', [next]],
    ]);
  });
});

describe('a family that moves into another township', () => {
  let family: Registered;
  let requestId: string;
  const name = '欧阳迁';

  it('is seen there only as a request, until its officer accepts it', async () => {
    family = await registerHousehold(officer, { head: { name }, registeredOn: '2026-12-05' });
    const asked = await ok(
      officer.post(`/households/${family.householdId}/moves`, { toVillage: NANSHAN_VILLAGE, on: '2026-12-08', reason }),
    );
    requestId = String(asked['requestId']);
    await app.settle();
    const waiting = await allRows(nanshan, '/proposals');
    expect([
      waiting.map(({ kind, proposalId, householdId, about, fields, reason: why, mayApprove }) => [
        [kind, proposalId, householdId],
        [about, fields, why, mayApprove],
      ]),
      await allRows(officer, '/proposals?kind=MOVE'),
      (await page(nanshan, family)).status,
      (await page(officer, family)).status,
    ]).toEqual([
      [
        [
          ['MOVE', requestId, family.householdId],
          [NANSHAN_VILLAGE, ['341881100', '2026-12-08'], reason, true],
        ],
      ],
      [],
      404,
      200,
    ]);
  });

  it('only the township that was asked accepts it', async () => {
    const path = `/households/${family.householdId}/moves/${requestId}/acceptances`;
    const others = ['officer-gangkou', 'officer-tianhu'];
    const refused = await Promise.all(others.map(async (account) => (await app.as(account)).post(path, {})));
    expect(refused.map(({ status }) => status)).toEqual([404, 404]);
    await ok(nanshan.post(path, {}));
    expect([
      (await page(nanshan, family)).status,
      (await page(officer, family)).status,
      await allRows(nanshan, '/proposals'),
      (await nanshan.post(path, {})).status,
    ]).toEqual([200, 404, [], 404]);
  });

  it('is found by name there, and no longer where it came from', async () => {
    const found = async (caller: TestCaller) => {
      const { body } = await caller.post('/household-searches', { name });
      return (body as { rows: { householdId: string }[] }).rows.map(({ householdId }) => householdId);
    };
    expect([await found(nanshan), await found(officer)]).toEqual([[family.householdId], []]);
  });
});
