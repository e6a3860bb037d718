import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import { idNumber, morning, ok, registerHousehold, visit } from '../support/clerk.js';
import { SharedStores } from '../support/shared-stores.js';

const PAIRS = 5;

/** Both apps act on the same stores at the same time, without a lease. */
describe('A into B and B into A, approved through two processes at once', () => {
  let stores: SharedStores;
  let apps: readonly [TestApp, TestApp];

  beforeAll(async () => {
    stores = await SharedStores.open();
    const options = { now: morning('2026-09-10'), folder: stores.folder, env: stores.env, leased: false };
    apps = [await startApp(options), await startApp(options)];
  }, 180_000);
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.stop()));
    await stores.close();
  });

  /** A family registered twice, visited once in each, and each of the two proposed to end in the other. */
  async function twice(officer: TestCaller) {
    const numbers = [idNumber(), idNumber()];
    const [one, other] = [
      await registerHousehold(officer, { registeredOn: '2026-09-01', head: { idNo: numbers[0] } }),
      await registerHousehold(officer, { registeredOn: '2026-09-01', head: { idNo: numbers[1] } }),
    ];
    for (const family of [one, other]) await visit(officer, family, '2026-09-09T08:00:00+08:00');
    const propose = async (from: Registered, into: Registered) => {
      const merge = { into: into.householdId, headHolds: 'SURVIVOR', addressHolds: 'SURVIVOR', reason: '登记两次' };
      const path = `/households/${from.householdId}/mergers`;
      return `${path}/${String((await ok(officer.post(path, merge)))['proposalId'])}/approvals`;
    };
    return { numbers, families: [one, other], approvals: [await propose(one, other), await propose(other, one)] };
  }

  it('end in exactly one whole household each time, never in both and never in none', async () => {
    const officer = await apps[0].as('officer-gangkou');
    const reviewers = await Promise.all(apps.map((app) => app.as('reviewer-gangkou')));
    const pairs = [];
    for (let n = 0; n < PAIRS; n++) pairs.push(await twice(officer));
    for (const { approvals } of pairs) {
      const answers = await Promise.all(reviewers.map((reviewer, index) => reviewer.post(approvals[index] ?? '', {})));
      const statuses = answers.map(({ status }) => status);
      expect(statuses.filter((status) => status !== 200 && status !== 404 && status !== 409)).toEqual([]);
      expect(statuses).toContain(200);
    }
    for (const app of apps) await app.settle();
    for (const { families, numbers } of pairs) {
      const pages = await Promise.all(
        families.map(async ({ householdId }) => (await officer.get(`/households/${householdId}`)).body),
      );
      const [survivor] = pages.filter(({ mergedInto }) => mergedInto === null);
      const [ended] = pages.filter(({ mergedInto }) => mergedInto !== null);
      expect([
        ended?.mergedInto,
        [survivor?.visitCount, survivor?.rows.length, ended?.rows],
        survivor?.members.map(({ memberId }: { memberId: string }) => memberId).sort(),
      ]).toEqual([survivor?.householdId, [2, 2, []], families.map(({ headMemberId }) => headMemberId).sort()]);
      for (const idNo of numbers) {
        const form = { villageCode: survivor.villageCode, address: '一组', source: 'SWEEP' };
        const head = { name: '张三', idNo, relation: 'HEAD' };
        const { status, body } = await officer.post('/households', { ...form, head });
        expect([status, body.rule, body.householdId]).toEqual([409, 'I-21', survivor.householdId]);
      }
    }
    expect(await stores.hashes()).toEqual(await stores.freshHashes());
  }, 600_000);
});
