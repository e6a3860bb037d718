import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  NANSHAN_VILLAGE,
  OTHER_VILLAGE,
  VILLAGE,
  allRows,
  appointCoordinator,
  listedHousehold,
  madeUpCaller,
  ok,
  visitForm,
} from '../support/clerk.js';

const NANSHAN = '341881002';
const from = '2026-09-08';
const reason = 'ADJUSTMENT';
/** The families were registered that day. */
const visitedAt = '2026-09-10T08:30:00+08:00';

let app: TestApp;
let officer: TestCaller;
let nanshan: TestCaller;
/** A household in each of three villages. */
let families: readonly (readonly [village: string, family: Registered])[];
let people = 0;

beforeAll(async () => {
  app = await startApp();
  [officer, nanshan] = [await app.as('officer-gangkou'), await app.as('officer-nanshan')];
  families = [
    [VILLAGE, await listedHousehold(officer)],
    [OTHER_VILLAGE, await listedHousehold(officer, { villageCode: OTHER_VILLAGE })],
    [NANSHAN_VILLAGE, await listedHousehold(nanshan, { villageCode: NANSHAN_VILLAGE })],
  ];
  await app.settle();
});
afterAll(async () => {
  await app.stop();
});

/** Somebody whose token names all three villages for ever, and his post in the first of them. */
async function somebody(villages: readonly string[] = [VILLAGE]) {
  const person = `person-${++people}`;
  const coordinatorId = await appointCoordinator(officer, { particulars: { personRef: person }, villages });
  const org = [VILLAGE, OTHER_VILLAGE, NANSHAN_VILLAGE].join(',');
  const caller = await madeUpCaller(app, { account: `account-${people}`, role: 'COORDINATOR', org, person });
  return { caller, coordinatorId };
}

/** Villages in which he reads a page, enters a visit, and sees rows on the roster. */
async function rightsOf(caller: TestCaller) {
  const read: string[] = [];
  const write: string[] = [];
  for (const [village, { householdId, headMemberId }] of families) {
    const page = await caller.get(`/households/${householdId}`);
    const visit = await caller.post(`/households/${householdId}/patrol-visits`, visitForm(headMemberId, { visitedAt }));
    if (page.status !== 404) read.push(`${village} ${page.status}`);
    if (visit.status !== 404) write.push(`${village} ${visit.status}`);
  }
  const rows = await allRows(caller, '/roster');
  return { read, write, roster: [...new Set(rows.map(({ villageCode }) => villageCode))] };
}

function allOf(...villages: readonly string[]) {
  return {
    read: villages.map((village) => `${village} 200`),
    write: villages.map((village) => `${village} 200`),
    roster: villages,
  };
}

describe('a coordinator’s rights end with his assignment, whatever his token says', () => {
  it('whoever no appointment names has the villages of his token', async () => {
    const caller = await madeUpCaller(app, {
      account: 'nobody',
      role: 'COORDINATOR',
      org: `${VILLAGE},${OTHER_VILLAGE}`,
    });
    expect(await rightsOf(caller)).toEqual(allOf(VILLAGE, OTHER_VILLAGE));
  });

  it('an appointment leaves him the villages it names', async () => {
    const { caller } = await somebody();
    expect(await rightsOf(caller)).toEqual(allOf(VILLAGE));
  });

  it('a relief leaves him nothing from the next request on', async () => {
    const { caller, coordinatorId } = await somebody();
    await ok(officer.post(`/coordinators/${coordinatorId}/reliefs`, { from, reason: 'RETIRED' }));
    expect(await rightsOf(caller)).toEqual(allOf());
  });

  it('a foreign household answers him as one that was never given out', async () => {
    const { caller, coordinatorId } = await somebody();
    await ok(officer.post(`/coordinators/${coordinatorId}/reliefs`, { from, reason: 'RETIRED' }));
    const [, { householdId }] = families[0] ?? ['', { householdId: '' }];
    const his = await caller.get(`/households/${householdId}`);
    const madeUp = await caller.get('/households/1f0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c6d');
    expect({ ...his.body, traceId: '' }).toEqual({ ...madeUp.body, traceId: '' });
  });

  it('a suspension takes all, a return gives it back', async () => {
    const { caller, coordinatorId } = await somebody();
    await ok(officer.post(`/coordinators/${coordinatorId}/suspensions`, { from, reason: 'LEAVE' }));
    const suspended = await rightsOf(caller);
    await ok(officer.post(`/coordinators/${coordinatorId}/resumptions`, { from, reason: 'RETURNED' }));
    expect([suspended, await rightsOf(caller)]).toEqual([allOf(), allOf(VILLAGE)]);
  });

  it('a transfer takes all, until the other township assigns its own village', async () => {
    const { caller, coordinatorId } = await somebody();
    await ok(officer.post(`/coordinators/${coordinatorId}/transfers`, { toTown: NANSHAN, from, reason }));
    const between = await rightsOf(caller);
    const assigned = { villages: [NANSHAN_VILLAGE], from, reason };
    await ok(nanshan.post(`/coordinators/${coordinatorId}/village-assignments`, assigned));
    expect([between, await rightsOf(caller)]).toEqual([allOf(), allOf(NANSHAN_VILLAGE)]);
  });

  it('whoever covers for another sees and writes his village as well, and the other no longer', async () => {
    const [absent, covering] = [await somebody(), await somebody([OTHER_VILLAGE])];
    const covers = { villages: [VILLAGE, OTHER_VILLAGE], from, reason, takesOverFrom: absent.coordinatorId };
    await ok(officer.post(`/coordinators/${covering.coordinatorId}/village-assignments`, covers));
    const leave = { from, reason: 'LEAVE', handOverTo: covering.coordinatorId };
    await ok(officer.post(`/coordinators/${absent.coordinatorId}/suspensions`, leave));
    expect([await rightsOf(absent.caller), await rightsOf(covering.caller)]).toEqual([
      allOf(),
      allOf(VILLAGE, OTHER_VILLAGE),
    ]);
  });

  it('a token that names fewer villages than he is assigned is not widened', async () => {
    const { coordinatorId } = await somebody([VILLAGE, OTHER_VILLAGE]);
    const person = `person-${people}`;
    const caller = await madeUpCaller(app, { account: 'narrow', role: 'COORDINATOR', org: VILLAGE, person });
    expect([coordinatorId.length, await rightsOf(caller)]).toEqual([36, allOf(VILLAGE)]);
  });
});
