import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { VILLAGE, appointCoordinator, madeUpCaller, ok } from '../support/clerk.js';

const from = '2026-09-08';
const on = '2026-09-08';
let app: TestApp;
let officer: TestCaller;
let people = 0;

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
});
afterAll(async () => {
  await app.stop();
});

/** A coordinator in post of the first village, and the account that is his. */
async function somebody() {
  const person = `person-${++people}`;
  const coordinatorId = await appointCoordinator(officer, { particulars: { personRef: person } });
  const caller = await madeUpCaller(app, { account: `account-${people}`, role: 'COORDINATOR', org: VILLAGE, person });
  return { caller, coordinatorId };
}

/** How each of the three acts a coordinator records himself is answered about a post. */
async function answers(caller: TestCaller, coordinatorId: string): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (const [path, body] of [
    ['duties', { kind: 'S06-1', on, text: '入户宣讲政策' }],
    ['social-forces', { kind: 'VOLUNTEERS', on, who: '红马甲服务队' }],
    ['public-labour', { on, hours: 2 }],
  ] as const)
    statuses.push((await caller.post(`/coordinators/${coordinatorId}/${path}`, body)).status);
  return statuses;
}

const MISSING = '1f0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c6d';

describe('a coordinator records his own duties (S06)', () => {
  it('in his own post, as he did them, under his own name', async () => {
    const { caller, coordinatorId } = await somebody();
    expect(await answers(caller, coordinatorId)).toEqual([200, 200, 200]);
    const facts = await app.facts(['coordinator']);
    const his = facts.filter(({ stream }) => stream === `coordinator-${coordinatorId}`);
    expect(his.map(({ type, metadata }) => [type, metadata.actorRole, metadata.actorPerson])).toEqual([
      ['CoordinatorAppointed', 'OFFICER', officer.caller.person],
      ['DutyPerformed', 'COORDINATOR', caller.caller.person],
      ['SocialForceMobilised', 'COORDINATOR', caller.caller.person],
      ['PublicLabourParticipated', 'COORDINATOR', caller.caller.person],
    ]);
  });

  it('and reports what he was asked to do', async () => {
    const { caller, coordinatorId } = await somebody();
    const path = `/coordinators/${coordinatorId}`;
    const task = { kind: 'S06-6', on, text: '秋季防汛' };
    const { dutyId } = await ok(officer.post(`${path}/duty-assignments`, task));
    await ok(caller.post(`${path}/duties`, { kind: 'S06-6', on, dutyId, text: '巡查堤坝' }));
    const own = await caller.post(`${path}/duty-assignments`, task);
    expect([own.status, own.body.type]).toEqual([403, expect.stringContaining('role')]);
  });

  it('in nobody else’s: the colleague of his own village answers as one who was never appointed', async () => {
    const [mine, colleague] = [await somebody(), await somebody()];
    expect(await answers(mine.caller, colleague.coordinatorId)).toEqual([404, 404, 404]);
    const duty = { kind: 'S06-1', on };
    const his = await mine.caller.post(`/coordinators/${colleague.coordinatorId}/duties`, duty);
    const madeUp = await mine.caller.post(`/coordinators/${MISSING}/duties`, duty);
    expect({ ...his.body, traceId: '' }).toEqual({ ...madeUp.body, traceId: '' });
  });

  it('only with a post that names him: whoever is named in none has none', async () => {
    const coordinatorId = await appointCoordinator(officer);
    const caller = await madeUpCaller(app, { account: 'nobody', role: 'COORDINATOR', org: VILLAGE });
    expect(await answers(caller, coordinatorId)).toEqual([404, 404, 404]);
  });

  it('until he is suspended or relieved, and again once he is back', async () => {
    const { caller, coordinatorId } = await somebody();
    const path = `/coordinators/${coordinatorId}`;
    await ok(officer.post(`${path}/suspensions`, { from, reason: 'LEAVE' }));
    const suspended = await answers(caller, coordinatorId);
    await ok(officer.post(`${path}/resumptions`, { from, reason: 'RETURNED' }));
    const back = await answers(caller, coordinatorId);
    await ok(officer.post(`${path}/reliefs`, { from, reason: 'RETIRED' }));
    expect([suspended, back, await answers(caller, coordinatorId)]).toEqual([
      [404, 404, 404],
      [200, 200, 200],
      [404, 404, 404],
    ]);
  });

  it('while the township goes on entering them for him', async () => {
    const { coordinatorId } = await somebody();
    expect(await answers(officer, coordinatorId)).toEqual([200, 200, 200]);
  });
});
