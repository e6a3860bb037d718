import { loadDivisions } from '../../src/platform/divisions/divisions.js';
import { projections } from '../../src/projections.js';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  GANGKOU,
  OTHER_VILLAGE as Q,
  VILLAGE as P,
  allRows,
  appointCoordinator,
  list,
  madeUpCaller,
  morning,
  ok,
  registerHousehold,
  visit,
} from '../support/clerk.js';

const ON = '2027-01-01';
/** A third village that lost its coordinator before it became part of Q too. */
const VACANT = '341881100203';

let app: TestApp;
let officer: TestCaller;
let ofP: { readonly id: string; readonly family: Registered };
let ofQ: { readonly id: string; readonly family: Registered };

beforeAll(async () => {
  app = await startApp({ now: morning('2026-11-02') });
  await on('2026-11-02');
  const settled = async (village: string, person: string, name: string) => ({
    id: await appointCoordinator(officer, {
      villages: [village],
      from: '2026-11-01',
      particulars: { name, personRef: person },
    }),
    family: await registerHousehold(officer, { villageCode: village, registeredOn: '2026-11-01', head: { name } }),
  });
  ofP = await settled(P, 'person-p', '彭甲');
  ofQ = await settled(Q, 'person-q', '秦乙');
  for (const { id, family } of [ofP, ofQ])
    await list(officer, family.householdId, { listedOn: '2026-11-01', coordinatorRef: id });
  await on('2026-11-20');
  for (const { family } of [ofP, ofQ]) await visit(officer, family, '2026-11-20T08:00:00+08:00');
});
afterAll(async () => {
  await app.stop();
});

async function on(day: string): Promise<void> {
  await app.at(morning(day));
  officer = await app.as('officer-gangkou');
}

/** The coordinator of P, with a token that names P for ever. */
function coordinatorOfP(): Promise<TestCaller> {
  return madeUpCaller(app, { account: 'account-p', role: 'COORDINATOR', org: P, person: 'person-p' });
}

async function monthsOf(caller: TestCaller, month: string, village: string, asOf = '') {
  const rows = await allRows(caller, `/visit-calendar?month=${month}&village=${village}${asOf}`);
  return rows.map(({ householdId, villageCode, state, responsible }) => [householdId, villageCode, state, responsible]);
}

async function townshipSums(month: string): Promise<unknown> {
  return (await officer.get(`/visit-calendar/counts?month=${month}&town=${GANGKOU}`)).body.counts;
}

async function coverageOf(about: string, villages: readonly string[] = [P, Q]) {
  const rows = await allRows(officer, `/coverage?town=${GANGKOU}&about=${about}`);
  return rows
    .filter(({ villageCode }) => villages.includes(String(villageCode)))
    .map(({ villageCode, state, responsible, days }) => [villageCode, state, responsible, days]);
}

async function rosterOf(village: string, asOf = '') {
  const rows = await allRows(officer, `/roster?village=${village}${asOf}`);
  return rows.map(({ householdId, villageCode, responsible }) => [householdId, villageCode, responsible]);
}

async function alertsOfVacancy(): Promise<unknown> {
  const rows = await allRows(officer, '/alerts?kind=COVERAGE_LOST');
  return rows.map(({ about, day, endedOn }) => [about, day, endedOn]);
}

/** Everything an answer may have changed by: read again after each step that must change nothing. */
async function past() {
  const sums = await Promise.all(['2026-11', '2026-12'].map(townshipSums));
  const months = await Promise.all(['2026-11', '2026-12'].map((month) => monthsOf(officer, month, P)));
  return { sums, months };
}

describe('F16 · village P becomes part of village Q on the first of January', () => {
  const asOfDecember = `&asOf=${encodeURIComponent('2026-12-30T04:00:00.000Z')}`;
  let november: unknown;

  it('nothing is different before that day, though the edition was published', async () => {
    await on('2026-12-10');
    const left = await appointCoordinator(officer, { villages: [VACANT], from: '2026-12-01' });
    await ok(officer.post(`/coordinators/${left}/reliefs`, { from: '2026-12-10', reason: 'RETIRED' }));
    await on('2026-12-20');
    november = [await townshipSums('2026-11'), await monthsOf(officer, '2026-11', P)];
    const { divisions } = loadDivisions('2023');
    const rest = divisions.filter(({ code }) => code !== P && code !== VACANT).map((division) => ({ ...division }));
    const edition = {
      edition: '2027',
      divisions: rest,
      source: '试验',
      effectiveFrom: ON,
      mergers: [P, VACANT].map((code) => ({ code, into: Q })),
    };
    await ok((await app.as('bureau')).post('/rulebook/divisions', edition));
    await on('2026-12-31');
    expect([await rosterOf(P), await rosterOf(Q)]).toEqual([
      [[ofP.family.householdId, P, [ofP.id]]],
      [[ofQ.family.householdId, Q, [ofQ.id]]],
    ]);
  });

  it('from that day on both families are of Q, both coordinators answer there, and the old name finds the family', async () => {
    await on(ON);
    const both = [ofQ.id, ofP.id];
    const roster = [
      [ofP.family.householdId, Q, both],
      [ofQ.family.householdId, Q, both],
    ];
    const found = await officer.post('/household-searches', { name: '彭甲' });
    const sorted = async (village: string) => (await rosterOf(village)).sort(byFirst);
    expect([
      await sorted(P),
      await sorted(Q),
      await rosterOf(P, asOfDecember),
      (found.body as { rows: { householdId: string; villageCode: string }[] }).rows.map(
        ({ householdId, villageCode }) => [householdId, villageCode],
      ),
      await coverageOf('2027-01'),
    ]).toEqual([
      roster.sort(byFirst),
      roster.sort(byFirst),
      [[ofP.family.householdId, P, [ofP.id]]],
      [[ofP.family.householdId, Q]],
      [[Q, 'COVERED', both, { about: '2027-01', ended: 0, covered: 0 }]],
    ]);
  });

  it('nobody is registered in P any more', async () => {
    const form = {
      villageCode: P,
      head: { name: '吴', noIdReason: 'LOST', relation: 'HEAD' },
      address: '一组',
      source: 'SWEEP',
    };
    expect((await officer.post('/households', form)).status).toBe(404);
  });

  it('the months of 2026 stay under P with whoever answered there, those of 2027 are under Q', async () => {
    await on('2027-01-12');
    const [p, q] = [ofP.family.householdId, ofQ.family.householdId];
    const both = [ofQ.id, ofP.id];
    expect([
      [await townshipSums('2026-11'), await monthsOf(officer, '2026-11', P)],
      await monthsOf(officer, '2026-12', P),
      await monthsOf(officer, '2026-12', Q),
      await monthsOf(officer, '2027-01', P),
      (await monthsOf(officer, '2027-01', Q)).sort(byFirst),
    ]).toEqual([
      november,
      [[p, P, 'MISSED', [ofP.id]]],
      [[q, Q, 'MISSED', [ofQ.id]]],
      [],
      [
        [p, Q, 'OWED', both],
        [q, Q, 'OWED', both],
      ].sort(byFirst),
    ]);
    expect(await townshipSums('2026-12')).toEqual(expect.objectContaining({ MISSED: 2, FULFILLED: 0 }));
  });

  it('coverage of 2026 is P’s own, to its last day', async () => {
    expect([await coverageOf('2026-12'), await coverageOf('2026')]).toEqual([
      [
        [P, 'COVERED', [ofP.id], { about: '2026-12', ended: 31, covered: 31 }],
        [Q, 'COVERED', [ofQ.id, ofP.id], { about: '2026-12', ended: 31, covered: 31 }],
      ],
      [
        [P, 'COVERED', [ofP.id], { about: '2026', ended: 365, covered: 61 }],
        [Q, 'COVERED', [ofQ.id, ofP.id], { about: '2026', ended: 365, covered: 61 }],
      ],
    ]);
    const lost = (await app.facts(['village'])).filter(({ type }) => type === 'VillageCoverageLost');
    expect(lost.map(({ stream }) => stream)).toEqual([`village-${VACANT}`]);
  });

  it('a village that nobody covered is nobody’s to cover any more: its alert has ended', async () => {
    const asOf = encodeURIComponent('2026-12-30T04:00:00.000Z');
    const [then] = await allRows(officer, `/alerts?kind=COVERAGE_LOST&asOf=${asOf}`);
    expect([await alertsOfVacancy(), then?.['endedOn']]).toEqual([[[VACANT, '2026-12-10', ON]], null]);
  });

  it('P’s coordinator loses no history, and goes on in Q with the token he has', async () => {
    const coordinator = await coordinatorOfP();
    const ledger = await allRows(coordinator, '/patrol-ledger?month=2026-11');
    expect([
      await monthsOf(coordinator, '2026-11', P),
      ledger.map(({ householdId, villageCode }) => [householdId, villageCode]).sort(byFirst),
    ]).toEqual([
      [[ofP.family.householdId, P, 'FULFILLED', [ofP.id]]],
      [
        [ofP.family.householdId, P],
        [ofQ.family.householdId, Q],
      ].sort(byFirst),
    ]);
    await visit(coordinator, ofP.family, '2027-01-12T08:30:00+08:00');
    await app.settle();
    expect((await monthsOf(officer, '2027-01', Q)).map(([id, , state]) => [id, state]).sort(byFirst)).toEqual(
      [
        [ofP.family.householdId, 'FULFILLED'],
        [ofQ.family.householdId, 'OWED'],
      ].sort(byFirst),
    );
  });

  it('nothing counts twice: another round, a rebuild and a new start change nothing', async () => {
    const before = [await past(), (await app.facts()).length];
    expect(await app.system.villageMergers.round()).toBe(0);
    for (const { name } of projections) await app.system.platform.runner.rebuild(name);
    expect([await past(), (await app.facts()).length]).toEqual(before);
    app = await app.restart();
    await on('2027-01-12');
    expect([await past(), (await app.facts()).length]).toEqual(before);
    const moves = (await app.facts(['household'])).filter(({ type }) => type === 'HouseholdMoved');
    expect(moves.map(({ stream, data }) => [stream, data['toVillage'], data['on'], data['edition']])).toEqual([
      [`household-${ofP.family.householdId}`, Q, ON, '2027'],
    ]);
  });
});

function byFirst(one: readonly unknown[], other: readonly unknown[]): number {
  return String(one[0]) < String(other[0]) ? -1 : 1;
}
