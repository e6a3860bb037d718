import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import { VILLAGE, addMember, idNumber, list, morning, ok, registerHousehold, visit } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let reviewer: TestCaller;
let family: Registered;
let son: string;
let wife: string;
let newHouseholdId: string;
const idNo = idNumber();

beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-20') });
  officer = await app.as('officer-gangkou');
  reviewer = await app.as('reviewer-gangkou');
});
afterAll(async () => {
  await app.stop();
});

interface Page {
  readonly villageCode: string;
  readonly splitFrom: string | null;
  readonly visitCount: number;
  readonly listings: readonly unknown[];
  readonly members: readonly { readonly memberId: string; readonly name: string; readonly relation: string }[];
}

async function pageOf(householdId: string): Promise<Page> {
  await app.settle();
  return (await ok(officer.get(`/households/${householdId}`))) as unknown as Page;
}

const joining = (given: object) => ({ name: '李四', idNo, relation: 'CHILD', on: '2026-09-20', ...given });

describe('a part of a family becomes a household of its own', () => {
  it('by two persons’ word: who leaves is there from that day, visits and listing stay', async () => {
    family = await registerHousehold(officer, { registeredOn: '2026-09-01' });
    son = (await addMember(officer, family.householdId, { idNo, on: '2026-09-02' })).memberId;
    wife = (await addMember(officer, family.householdId, { name: '王芳', on: '2026-09-03', relation: 'OTHER' }))
      .memberId;
    await list(officer, family.householdId, { listedOn: '2026-09-01' });
    await visit(officer, family, '2026-09-10T08:00:00+08:00');
    const form = { memberIds: [wife, son], newHeadMemberId: son, address: '三组 3 号', reason: '婚后分居' };
    const asked = await ok(officer.post(`/households/${family.householdId}/splits`, form));
    newHouseholdId = String(asked['newHouseholdId']);
    const path = `/households/${family.householdId}/splits/${String(asked['proposalId'])}/approvals`;
    expect((await officer.get(`/households/${newHouseholdId}`)).status).toBe(404);
    await ok(reviewer.post(path, {}));
    const [rest, fresh] = [await pageOf(family.householdId), await pageOf(newHouseholdId)];
    const shown = ({ villageCode, splitFrom, visitCount, listings, members }: Page) => [
      [villageCode, splitFrom, visitCount, listings.length],
      members.map(({ memberId, name, relation }) => [memberId, name, relation]),
    ];
    expect([shown(rest).at(0), shown(fresh)]).toEqual([
      [VILLAGE, null, 1, 1],
      [
        [VILLAGE, family.householdId, 0, 0],
        [
          [son, '李四', 'HEAD'],
          [wife, '王芳', 'OTHER'],
        ],
      ],
    ]);
  });

  it('his ID number is the new household’s now, for the old one too (I-21)', async () => {
    const back = await officer.post(`/households/${family.householdId}/members`, joining({}));
    const [, facts] = [back.body, await app.facts(['person'])];
    expect([back.status, back.body.rule, back.body.householdId]).toEqual([409, 'I-21', newHouseholdId]);
    const his = facts
      .filter(({ data }) => data['memberId'] === son)
      .map(({ type, data }) => [type, data['householdRef']]);
    expect(his).toEqual([
      ['PersonReserved', family.householdId],
      ['PersonConfirmed', family.householdId],
      ['PersonConfirmed', newHouseholdId],
    ]);
  });

  it('once the new household has let him go he may come back to the old one', async () => {
    const leaving = { reason: 'MOVED_AWAY', on: '2026-09-20', newHeadMemberId: wife };
    await ok(officer.post(`/households/${newHouseholdId}/members/${son}/removals`, leaving));
    await app.settle();
    const back = await ok(officer.post(`/households/${family.householdId}/members`, joining({})));
    expect(back['memberId']).toBe(son);
  });
});

describe('between a split and the hand-over of an ID number', () => {
  it('nobody comes back to the old household, and nobody is registered elsewhere (I-21)', async () => {
    const again = await registerHousehold(officer, { registeredOn: '2026-09-01' });
    const number = idNumber();
    const { memberId } = await addMember(officer, again.householdId, { idNo: number, on: '2026-09-02' });
    await app.settle();
    const form = { memberIds: [memberId], newHeadMemberId: memberId, address: '三组 3 号', reason: '婚后分居' };
    const { proposalId } = await ok(officer.post(`/households/${again.householdId}/splits`, form));
    await app.system.policies.stop();
    await ok(reviewer.post(`/households/${again.householdId}/splits/${String(proposalId)}/approvals`, {}));
    const back = await officer.post(`/households/${again.householdId}/members`, joining({ idNo: number }));
    const head = { name: '李四', idNo: number, relation: 'HEAD' };
    const elsewhere = await officer.post('/households', {
      villageCode: VILLAGE,
      address: '一组',
      source: 'SWEEP',
      head,
    });
    expect([back, elsewhere].map(({ status, body }) => [status, body.rule])).toEqual([
      [409, 'I-21'],
      [409, 'I-21'],
    ]);
    await app.system.policies.start();
    await app.settle();
  });
});
