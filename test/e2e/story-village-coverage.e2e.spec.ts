import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { VILLAGE, allRows, appointCoordinator, listedHousehold, morning, ok } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let householdId: string;
beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-01') });
  await on('2026-09-01');
});
afterAll(async () => {
  await app.stop();
});

async function on(day: string): Promise<void> {
  await app.at(morning(day));
  officer = await app.as('officer-gangkou');
}

/** What coverage, alerts and the visit duty of September say of the village. */
async function told() {
  await app.settle();
  const covered = (await allRows(officer, '/coverage?about=2026-09')).find((row) => row['villageCode'] === VILLAGE);
  const alerts = await allRows(officer, '/alerts?kind=COVERAGE_LOST');
  const [duty] = await allRows(officer, `/visit-calendar?month=2026-09&village=${VILLAGE}`);
  return {
    coverage: [covered?.['state'], covered?.['uncoveredSince'], covered?.['responsible']],
    alerts: alerts.map(({ day, endedOn }) => [day, endedOn]),
    duty: [duty?.['state'], duty?.['responsible']],
  };
}

describe('a village that loses, covers and regains its coordinator in mid-month', () => {
  let jia: string;
  let yi: string;

  it('has him answer for the visit that is owed', async () => {
    jia = await appointCoordinator(officer, { from: '2026-09-01' });
    householdId = (await listedHousehold(officer, { registeredOn: '2026-09-01' }, { listedOn: '2026-09-01' }))
      .householdId;
    expect(await told()).toEqual({ coverage: ['COVERED', null, [jia]], alerts: [], duty: ['OWED', [jia]] });
  });

  it('loses him: an alert is raised, the visit stays owed, and nobody answers for it', async () => {
    await on('2026-09-10');
    await ok(officer.post(`/coordinators/${jia}/suspensions`, { from: '2026-09-10', reason: 'LEAVE' }));
    expect(await told()).toEqual({
      coverage: ['UNCOVERED', '2026-09-10', []],
      alerts: [['2026-09-10', null]],
      duty: ['OWED', []],
    });
  });

  it('is covered by another one: the alert ends, and the duty is his', async () => {
    await on('2026-09-16');
    yi = await appointCoordinator(officer, { from: '2026-09-16' });
    expect(await told()).toEqual({
      coverage: ['COVERED', null, [yi]],
      alerts: [['2026-09-10', '2026-09-16']],
      duty: ['OWED', [yi]],
    });
  });

  it('regains him without a day between, and the duty goes back with the village', async () => {
    await on('2026-09-21');
    await ok(officer.post(`/coordinators/${jia}/resumptions`, { from: '2026-09-21', reason: 'RETURNED' }));
    await ok(
      officer.post(`/coordinators/${yi}/reliefs`, { from: '2026-09-21', reason: 'ADJUSTMENT', handOverTo: jia }),
    );
    expect(await told()).toEqual({
      coverage: ['COVERED', null, [jia]],
      alerts: [['2026-09-10', '2026-09-16']],
      duty: ['OWED', [jia]],
    });
  });

  it('the month nobody visited is missed by who answered at its end; 24 of its 30 days were covered', async () => {
    await on('2026-10-14');
    const { duty } = await told();
    const missed = (await app.facts(['household'])).filter(({ type }) => type === 'MonthlyVisitMissed');
    const row = (await allRows(officer, '/coverage?about=2026-09')).find((one) => one['villageCode'] === VILLAGE);
    expect([
      duty,
      missed.map(({ stream, data }) => [stream, data['month'], data['responsible']]),
      row?.['days'],
    ]).toEqual([
      ['MISSED', [jia]],
      [[`household-${householdId}`, '2026-09', [jia]]],
      { about: '2026-09', ended: 30, covered: 24 },
    ]);
  });

  it('and as of each of those days it stands as it was known then, also after a rebuild', async () => {
    await app.system.platform.runner.rebuild('coverage');
    await app.system.platform.runner.rebuild('visit-calendar');
    const answers = async (asOf: string) => {
      const query = `month=2026-09&village=${VILLAGE}&asOf=${encodeURIComponent(asOf)}`;
      return (await allRows(officer, `/visit-calendar?${query}`)).map(({ responsible }) => responsible);
    };
    const days = ['2026-09-05', '2026-09-12', '2026-09-18', '2026-09-25'];
    expect(await Promise.all(days.map((day) => answers(morning(day))))).toEqual([[[jia]], [[]], [[yi]], [[jia]]]);
  });
});
