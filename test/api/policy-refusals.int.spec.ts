import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { watchedCase } from '../support/case-clerk.js';
import { allRows, morning, ok } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let first: string;
let second: string;

/** Two families classified as watched on the 10th, of whom somebody wrote meanwhile that they were observed until the 12th. */
beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-10') });
  officer = await app.as('officer-gangkou');
  await app.system.policies.stop();
  first = await watchedCase(officer);
  app.clock.set('2026-09-10T03:00:00.000Z');
  second = await watchedCase(officer);
  app.clock.set(morning('2026-09-12'));
  officer = await app.as('officer-gangkou');
  for (const caseId of [first, second]) {
    const path = `/households/${await linkedTo(caseId)}`;
    const beneficiaries = [await headOf(path)];
    await ok(officer.post(`${path}/watches`, { on: '2026-09-11', reasonCodes: ['AGE'], beneficiaries }));
    await ok(officer.post(`${path}/watch-releases`, { on: '2026-09-12', reason: 'RECOVERED' }));
  }
  await app.system.policies.start();
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

/** The household named in the case's own stream. */
async function linkedTo(caseId: string): Promise<string> {
  const fact = (await app.facts(['case'])).find(
    ({ stream, type }) => stream === `case-${caseId}` && type === 'CaseOpenedFromRoster',
  );
  return String(fact?.data['householdRef']);
}

async function headOf(path: string): Promise<string> {
  const fact = (await app.facts(['household'])).find(
    ({ stream, type }) => `/households/${stream.slice('household-'.length)}` === path && type === 'HouseholdRegistered',
  );
  return (fact?.data['head'] as { memberId: string }).memberId;
}

/** The cases with a refused step, the oldest refusal first; of one instant in the order of their numbers. */
async function refused(): Promise<readonly string[]> {
  const facts = (await app.facts(['case'])).filter(({ type }) => type === 'PolicyStepRefused');
  return facts
    .map(({ stream, data, metadata }) => [`${metadata.recordedAt} ${String(data['refusalId'])}`, stream] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, stream]) => stream.slice('case-'.length));
}

const rows = async (who: TestCaller, query = '') =>
  (await allRows(who, `/policy-refusals${query}`)).map(({ caseId, policyName, rule, reason, stateName }) => ({
    caseId,
    policyName,
    rule,
    reason,
    stateName,
  }));
const waiting = (caseId: string) => ({
  caseId,
  policyName: '列入救助观察',
  rule: 'out-of-order',
  reason: '列入观察日期早于上次移出日期 2026-09-12',
  stateName: '待重试',
});
const retry = async (caseId: string, who: TestCaller) => {
  const refusals = (await app.facts(['case'])).filter(({ type }) => type === 'PolicyStepRefused');
  const refusal = refusals.find(({ stream }) => stream === `case-${caseId}`);
  const answer = await who.post(`/cases/${caseId}/policy-refusals/${String(refusal?.data['refusalId'])}/retries`, {});
  await app.settle();
  return [answer.status, (answer.body as { rule?: string }).rule];
};

describe('a step of a policy that was refused', () => {
  it('is on the list of its area with the rule’s words, once, also when its fact is delivered again', async () => {
    await app.system.policies.stop();
    await app.system.platform.readStore.db.collection('_marks').deleteMany({});
    await app.system.policies.start();
    await app.settle();
    const both = (await refused()).map(waiting);
    expect([...both.map(({ caseId }) => caseId)].sort()).toEqual([first, second].sort());
    expect([await rows(officer), await rows(officer, '?limit=1'), await rows(await app.as('bureau'))]).toEqual([
      both,
      both,
      both,
    ]);
    expect(await rows(await app.as('officer-nanshan'))).toEqual([]);
    expect(await rows(officer, '?asOf=2026-09-11T00:00:00Z')).toEqual([]);
    expect((await (await app.as('coordinator-gangkou')).get('/policy-refusals')).status).toBe(403);
  });

  it('is tried again once by hand: it closes where the way is free, and is final where it is refused again', async () => {
    const path = `/households/${await linkedTo(first)}`;
    const watch = { on: '2026-09-12', reasonCodes: ['AGE'], beneficiaries: [await headOf(path)] };
    await ok(officer.post(`${path}/watches`, watch));
    expect(await retry(first, await app.as('officer-nanshan'))).toEqual([404, undefined]);
    expect(await retry(first, officer)).toEqual([200, undefined]);
    expect(await retry(second, await app.as('bureau'))).toEqual([200, undefined]);
    expect(await retry(second, officer)).toEqual([409, 'retried-once']);
    expect(await rows(officer)).toEqual([]);
    expect(await rows(officer, '?state=DONE')).toEqual([{ ...waiting(first), stateName: '已办成' }]);
    const [last, ...others] = await allRows(officer, '/policy-refusals?state=FINAL');
    expect([last?.['caseId'], last?.['finalRule'], last?.['finalReason'], others]).toEqual([
      second,
      'out-of-order',
      waiting(second).reason,
      [],
    ]);
  });
});
