import ExcelJS from 'exceljs';
import { MonthlyVisitTimer } from '../../src/policies/monthly-visit/monthly-visit.timer.js';
import type { Views } from '../../src/platform/read-store/views.js';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  OTHER_VILLAGE,
  VILLAGE,
  allRows,
  appointCoordinator,
  delist,
  download,
  list,
  morning,
  ok,
  registerHousehold,
  visit,
} from '../support/clerk.js';

const reason = 'ADJUSTMENT';
/** A third village of 港口镇. */
const NEXT_DOOR = '341881100203';

let app: TestApp;
let officer: TestCaller;
let family: Registered;
/** Coordinators of the first village, in the order in which they were appointed. */
let people: { readonly first: string; readonly second: string; readonly later: string };
beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-01') });
  officer = await app.as('officer-gangkou');
});
afterAll(async () => {
  await app.stop();
});

async function onCalendar(): Promise<unknown> {
  await app.settle();
  const [row] = await allRows(officer, `/visit-calendar?month=2026-09&village=${VILLAGE}`);
  const visits = row?.['visits'] as readonly { readonly responsible: readonly string[] }[];
  return { answers: row?.['responsible'], visits: visits.map(({ responsible }) => responsible) };
}

/** One column of a workbook's only table, in the order of its lines. */
async function columnOf(path: string, heading: string): Promise<readonly unknown[]> {
  const { body } = await download(officer.get(path));
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(body as ArrayBuffer);
  const sheet = workbook.worksheets[0];
  let column = 0;
  const found: unknown[] = [];
  sheet?.eachRow((row) => {
    row.eachCell((cell, at) => {
      if (cell.value === heading) column = at;
    });
    if (column > 0 && typeof row.getCell(1).value === 'number') found.push(row.getCell(column).value);
  });
  return found;
}

/** Moves to the morning of that day; the officer's token is of that day too. */
async function on(day: string): Promise<void> {
  await app.at(morning(day));
  officer = await app.as('officer-gangkou');
}

describe('a visit and a month belong to whoever answered for the village then (S03, F21)', () => {
  it('while the village loses, regains and hands over its coordinator in the middle of a month', async () => {
    family = await registerHousehold(officer);
    await list(officer, family.householdId, { listedOn: '2026-09-01', coordinatorRef: 'named-on-paper' });
    const unappointed = await onCalendar();

    const first = await appointCoordinator(officer, { from: '2026-09-01' });
    await on('2026-09-05');
    await visit(officer, family, '2026-09-05T08:00:00+08:00');
    const appointed = await onCalendar();

    await on('2026-09-10');
    await ok(officer.post(`/coordinators/${first}/suspensions`, { from: '2026-09-10', reason: 'LEAVE' }));
    await visit(officer, family, '2026-09-10T08:00:00+08:00');
    const lost = await onCalendar();

    await on('2026-09-16');
    const second = await appointCoordinator(officer, { from: '2026-09-16' });
    await visit(officer, family, '2026-09-16T08:00:00+08:00');
    const covered = await onCalendar();

    await on('2026-09-20');
    await ok(officer.post(`/coordinators/${first}/resumptions`, { from: '2026-09-20', reason: 'RETURNED' }));
    const handOver = { from: '2026-09-20', reason: 'ADJUSTMENT', handOverTo: first };
    await ok(officer.post(`/coordinators/${second}/reliefs`, handOver));
    await visit(officer, family, '2026-09-20T08:00:00+08:00');
    const regained = await onCalendar();

    await on('2026-10-02');
    const later = await appointCoordinator(officer, { from: '2026-10-02' });
    await ok(
      officer.post(`/coordinators/${first}/village-assignments`, {
        villages: [],
        from: '2026-10-02',
        reason,
        handOverTo: later,
      }),
    );
    people = { first, second, later };
    expect([unappointed, appointed, lost, covered, regained, await onCalendar()]).toEqual([
      { answers: ['named-on-paper'], visits: [] },
      { answers: [first], visits: [[first]] },
      { answers: [], visits: [[first], []] },
      { answers: [second], visits: [[first], [], [second]] },
      { answers: [first], visits: [[first], [], [second], [first]] },
      { answers: [first], visits: [[first], [], [second], [first]] },
    ]);
  });

  it('the ledger and the page name for each visit who answered on its day', async () => {
    const { first, second } = people;
    const answered = [[first], [second], [], [first]];
    const ledger = await allRows(officer, `/patrol-ledger?village=${VILLAGE}`);
    const page = await allRows(officer, `/households/${family.householdId}`);
    expect([ledger, page].map((rows) => rows.map(({ responsible }) => responsible))).toEqual([answered, answered]);
    const sheet = await columnOf(`/households/${family.householdId}/page.xlsx`, '当日负责协理员');
    expect(sheet).toEqual([first, null, second, first]);
  });

  it('the roster names who answers, today and as it was, whatever the listing names', async () => {
    const { first, second, later } = people;
    const answers = async (asOf?: string) => {
      const query = `village=${VILLAGE}${asOf === undefined ? '' : `&asOf=${encodeURIComponent(asOf)}`}`;
      const [row] = await allRows(officer, `/roster?${query}`);
      return [
        row?.['responsible'],
        row?.['coordinatorRef'],
        ...(await columnOf(`/roster.xlsx?${query}`, '包保协理员')),
      ];
    };
    expect([
      await answers(),
      await answers('2026-09-18T00:00:00.000Z'),
      await answers('2026-09-12T00:00:00.000Z'),
      await answers('2026-09-05T01:00:00.000Z'),
    ]).toEqual([
      [[later], 'named-on-paper', later],
      [[second], 'named-on-paper', second],
      [[], 'named-on-paper', null],
      [[first], 'named-on-paper', first],
    ]);
  });

  it('of one delisted it names who answered on his last day', async () => {
    const gone = await registerHousehold(officer, { head: { name: '李四' } });
    await list(officer, gone.householdId, { listedOn: '2026-09-20', coordinatorRef: 'named-on-paper' });
    await delist(officer, gone.householdId, '2026-10-02');
    await app.settle();
    const rows = await allRows(officer, `/roster?village=${VILLAGE}&state=DELISTED`);
    expect(rows.map(({ householdId, responsible }) => [householdId, responsible])).toEqual([
      [gone.householdId, [people.first]],
    ]);
  });

  it('the calendar asked about one of them has the months he answers for, and only those', async () => {
    const { first, second, later } = people;
    const households = async (coordinator: string, month: string) => {
      const query = `month=${month}&village=${VILLAGE}&coordinator=${coordinator}`;
      const rows = await allRows(officer, `/visit-calendar?${query}`);
      const { body } = await officer.get(`/visit-calendar/counts?${query}`);
      const counted = Object.values(body.counts as Record<string, number>).reduce((sum, count) => sum + count, 0);
      return [rows.filter(({ householdId }) => householdId === family.householdId).length, counted > 0];
    };
    const asked = [];
    for (const month of ['2026-09', '2026-10'])
      for (const who of [first, second, later, 'named-on-paper']) asked.push(await households(who, month));
    const [yes, no] = [
      [1, true],
      [0, false],
    ];
    expect(asked).toEqual([yes, no, no, no, no, no, yes, no]);
  });

  it('and it stands so on the calendar of an earlier day', async () => {
    const asOf = encodeURIComponent('2026-09-12T00:00:00.000Z');
    const [row] = await allRows(officer, `/visit-calendar?month=2026-09&village=${VILLAGE}&asOf=${asOf}`);
    expect(row?.['responsible']).toEqual([]);
  });

  it('a missed month names who answered at its end, or nobody, by the village’s own word (F69)', async () => {
    const nextDoor = await registerHousehold(officer, { villageCode: OTHER_VILLAGE });
    await list(officer, nextDoor.householdId, { listedOn: '2026-10-02', coordinatorRef: 'named-on-paper' });
    const [early, late] = [
      await appointCoordinator(officer, { villages: [OTHER_VILLAGE], from: '2026-10-02' }),
      await appointCoordinator(officer, { villages: [NEXT_DOOR], from: '2026-10-02' }),
    ];
    await on('2026-11-02');
    const villages = [OTHER_VILLAGE, NEXT_DOOR];
    await ok(officer.post(`/coordinators/${late}/village-assignments`, { villages, from: '2026-11-01', reason }));
    await ok(
      officer.post(`/coordinators/${early}/reliefs`, { from: '2026-11-02', reason: 'RETIRED', handOverTo: late }),
    );
    await on('2026-12-02');
    await ok(officer.post(`/coordinators/${late}/reliefs`, { from: '2026-11-30', reason: 'RETIRED' }));
    await on('2026-12-10');
    const missed = (await app.facts(['household']))
      .filter(({ type, stream }) => type === 'MonthlyVisitMissed' && stream.endsWith(nextDoor.householdId))
      .map(({ data }) => [data['month'], data['responsible']]);
    expect(missed).toEqual([
      ['2026-10', [early]],
      ['2026-11', []],
    ]);
    await app.settle();
    const found = async (coordinator: string, month: string) =>
      (await allRows(officer, `/visit-calendar?month=${month}&village=${OTHER_VILLAGE}&coordinator=${coordinator}`))
        .length;
    expect([await found(early, '2026-10'), await found(late, '2026-10'), await found(late, '2026-11')]).toEqual([
      1, 0, 0,
    ]);
  });

  it('and is looked for only after the policies have passed all that stood in the log', async () => {
    const { platform, change } = app.system;
    const head = await platform.store.head();
    const steps: (string | number)[] = [];
    const policies = {
      reached: async (position: number): Promise<void> => {
        steps.push(position);
      },
    };
    const failed = (error: unknown): void => {
      throw error;
    };
    const { store, views: all } = platform;
    const views: Views = {
      position: (name) => all.position(name),
      positions: (names) => all.positions(names),
      of: (projection) => {
        steps.push('looks');
        return all.of(projection);
      },
    };
    const timer = new MonthlyVisitTimer({
      clock: app.clock,
      change,
      store,
      views,
      policies,
      rules: () => platform.rules(),
      failed,
    });
    await timer.round();
    expect(steps).toEqual([head, 'looks']);
  });
});
