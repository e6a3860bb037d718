import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import {
  GANGKOU,
  NANSHAN_VILLAGE,
  OTHER_VILLAGE,
  VILLAGE,
  allRows,
  madeUpCaller,
  morning,
  ok,
  openCaseOf,
  ownerChain,
  registerHousehold,
  reportClue,
} from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
});
afterAll(async () => {
  await app.stop();
});

const VERIFIED = { verifiedAt: '2026-09-10T08:00:00+08:00', result: 'CONFIRMED', needsListing: false };

describe('a case from its opening on, over HTTP', () => {
  it('is opened with its number and four owners; the board counts it and its timeline tells every step', async () => {
    const caseId = await reportClue(officer);
    expect((await officer.post(`/cases/${caseId}/openings`, { ownerChain })).body.rule).toBe('not-verified');
    await ok(officer.post(`/cases/${caseId}/verifications`, VERIFIED));
    await app.at(morning('2026-09-12'));
    officer = await app.as('officer-gangkou');
    await ok(officer.post(`/cases/${caseId}/openings`, { ownerChain }));
    await ok(officer.post(`/cases/${caseId}/urgency-assessments`, { urgency: 'URGENT', basis: '断粮' }));
    const { householdId } = await registerHousehold(officer);
    const { position } = await ok(officer.post(`/cases/${caseId}/household-links`, { householdRef: householdId }));
    await openCaseOf(officer, householdId, { villageCode: OTHER_VILLAGE });
    await openCaseOf(officer, householdId, { villageCode: OTHER_VILLAGE });
    await app.at(morning('2026-09-15'));
    officer = await app.as('officer-gangkou');
    await app.settle();
    const { body } = await officer.get('/case-board');
    expect(body.rows).toEqual([
      {
        townCode: GANGKOU,
        townName: '港口镇',
        status: 'OPEN',
        statusName: '已立案',
        cases: 3,
        urgent: 1,
        oldestSince: '2026-09-12T01:00:00.000Z',
        oldestDays: 3,
        medianDays: 3,
      },
    ]);
    const [row, ...others] = await allRows(officer, `/cases?village=${VILLAGE}`);
    expect([row, others]).toEqual([
      {
        caseId,
        caseNo: expect.stringMatching(/^202681100[0-9A-Z]{6}$/),
        townCode: GANGKOU,
        villageCode: VILLAGE,
        villageName: '灰山村委会',
        status: 'OPEN',
        statusName: '已立案',
        since: '2026-09-12T01:00:00.000Z',
        days: 3,
        begunAt: '2026-09-10T01:00:00.000Z',
        openedAt: '2026-09-12T01:00:00.000Z',
        source: 'COORDINATOR',
        urgency: 'URGENT',
        householdRef: householdId,
        died: [],
      },
      [],
    ]);
    const timeline = await officer.get(`/cases/${caseId}/timeline`);
    const told = (rows: { sentence: string; statusName: string }[]) =>
      rows.map(({ sentence, statusName }) => [sentence, statusName]);
    const steps = [
      [`报告一般线索（协理员上报，${VILLAGE}），需求：生活`, '线索已报'],
      ['核实线索：属实，无需列入花名册', '线索已报'],
      [`立案 ${String(row?.['caseNo'])}，责任人：组 g-1、村 c-1、乡镇 o-1、市 b-1`, '已立案'],
      ['判定为急难', '已立案'],
      [`关联家庭 ${householdId.slice(0, 8)}`, '已立案'],
    ];
    expect(told(timeline.body.rows)).toEqual(steps);
    const then = await officer.get(`/cases/${caseId}/timeline?asOf=2026-09-11T08:00:00%2B08:00`);
    expect(told(then.body.rows)).toEqual(steps.slice(0, 2));
    const last = await officer.get(`/cases/${caseId}/timeline?asOf=${encodeURIComponent(position)}`);
    expect(told(last.body.rows)).toEqual(steps);
    const counted = await officer.get('/case-board?asOf=2026-09-11T08:00:00%2B08:00');
    expect(counted.body.rows).toMatchObject([{ status: 'REPORTED', cases: 1, oldestDays: 1 }]);
  });

  it('an emergency is opened at once where it happens, inside the township (I-19)', async () => {
    const caseId = await reportClue(officer, { urgencyHint: 'URGENT', knownAt: '2026-09-15T08:00:00+08:00' });
    const foreign = await officer.post(`/cases/${caseId}/openings`, { ownerChain, placeOfEmergency: NANSHAN_VILLAGE });
    expect([foreign.status, foreign.body.rule]).toEqual([409, 'I-19']);
    await ok(officer.post(`/cases/${caseId}/openings`, { ownerChain, placeOfEmergency: OTHER_VILLAGE }));
    await app.settle();
    expect(
      (await allRows(officer, `/cases?village=${OTHER_VILLAGE}&urgency=URGENT`)).map((one) => one['caseId']),
    ).toEqual([caseId]);
    // Whoever belongs to the village where it was first reported has no part in it any more.
    expect((await (await app.as('coordinator-gangkou')).get(`/cases/${caseId}/timeline`)).status).toBe(404);
  });

  it('is nobody’s outside the township: its timeline answers like one that never was, the list and the board are empty', async () => {
    const [row] = await allRows(officer, '/cases');
    const nanshan = await app.as('officer-nanshan');
    const [foreign, unknown] = [
      await nanshan.get(`/cases/${String(row?.['caseId'])}/timeline`),
      await nanshan.get('/cases/0b0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c6d/timeline'),
    ];
    expect([foreign.status, { ...foreign.body, traceId: '' }]).toEqual([404, { ...unknown.body, traceId: '' }]);
    expect([await allRows(nanshan, '/cases'), (await nanshan.get('/case-board')).body.rows]).toEqual([[], []]);
    const secretary = await madeUpCaller(app, { account: 's-2', role: 'SECRETARY', org: OTHER_VILLAGE });
    expect((await allRows(secretary, '/cases')).map(({ villageCode }) => villageCode)).toEqual(
      Array(3).fill(OTHER_VILLAGE),
    );
  });
});
