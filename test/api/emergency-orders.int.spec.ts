import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  GANGKOU,
  OTHER_VILLAGE,
  VILLAGE,
  attemptForm,
  listedHousehold,
  morning,
  ok,
  visitForm,
} from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let home: Registered;
let neighbour: Registered;
let orderId: string;

const call = async ({ householdId, headMemberId }: Registered, day: string): Promise<string> => {
  const form = visitForm(headMemberId, { mode: 'PHONE', visitedAt: `${day}T10:00:00+08:00` });
  const { status, body } = await officer.post(`/households/${householdId}/patrol-visits`, form);
  return status === 200 || status === 201 ? 'visit' : String((body as { rule?: string }).rule);
};
const at = async (day: string): Promise<void> => {
  await app.at(morning(day));
  officer = await app.as('officer-gangkou');
};

beforeAll(async () => {
  app = await startApp({ now: morning('2026-12-25') });
  officer = await app.as('officer-gangkou');
  home = await listedHousehold(officer, { registeredOn: '2026-12-01' }, { listedOn: '2026-12-10' });
  neighbour = await listedHousehold(officer, { villageCode: OTHER_VILLAGE, registeredOn: '2026-12-01' });
}, 180_000);
afterAll(async () => {
  await app.stop();
});

describe('an emergency order and visits by telephone (rules.md)', () => {
  it('a call is no visit before an order is declared, nor an unanswered one an attempt', async () => {
    expect(await call(home, '2026-12-24')).toBe('remote-visit-needs-order');
    const form = attemptForm({ mode: 'PHONE', attemptedAt: '2026-12-24T10:00:00+08:00' });
    const { body } = await officer.post(`/households/${home.householdId}/failed-visits`, form);
    expect((body as { rule?: string }).rule).toBe('remote-visit-needs-order');
  });

  it('the order lets calls count from its day on and in its villages alone, over New Year too', async () => {
    const order = { townCode: GANGKOU, villages: [VILLAGE], from: '2026-12-25', until: '2027-01-10', reason: '雪灾' };
    orderId = String((await ok(officer.post('/townships/emergency-orders', order)))['orderId']);
    await at('2027-01-04');
    expect([
      await call(home, '2026-12-24'),
      await call(home, '2026-12-26'),
      await call(home, '2027-01-03'),
      await call(neighbour, '2027-01-03'),
    ]).toEqual(['remote-visit-needs-order', 'visit', 'visit', 'remote-visit-needs-order']);
    const form = attemptForm({ mode: 'VIDEO', attemptedAt: '2027-01-02T10:00:00+08:00' });
    await ok(officer.post(`/households/${home.householdId}/failed-visits`, form));
  });

  it('a visit is corrected to a call on a day of the order alone, at proposal and at approval', async () => {
    const visitId = async (visitedAt: string) => {
      const form = visitForm(home.headMemberId, { visitedAt });
      return String((await ok(officer.post(`/households/${home.householdId}/patrol-visits`, form)))['visitId']);
    };
    const propose = (correctsVisitId: string) =>
      officer.post(`/households/${home.householdId}/visit-corrections`, {
        correctsVisitId,
        corrected: { mode: 'PHONE' },
        reason: '实为电话',
      });
    const before = await propose(await visitId('2026-12-20T10:00:00+08:00'));
    expect((before.body as { rule?: string }).rule).toBe('remote-visit-needs-order');
    const { proposalId } = await ok(propose(await visitId('2026-12-28T10:00:00+08:00')));
    const approval = `/households/${home.householdId}/visit-corrections/${String(proposalId)}/approvals`;
    await ok((await app.as('reviewer-gangkou')).post(approval, {}));
  });

  it('ended early, it holds to the end of that day; what was visited under it can still be entered', async () => {
    await ok(officer.post('/townships/emergency-order-endings', { townCode: GANGKOU, year: '2026', orderId }));
    await at('2027-01-06');
    expect([await call(home, '2027-01-05'), await call(home, '2027-01-04')]).toEqual([
      'remote-visit-needs-order',
      'visit',
    ]);
  });
});
