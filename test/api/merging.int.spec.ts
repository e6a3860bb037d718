import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  NANSHAN_VILLAGE,
  OTHER_VILLAGE,
  VILLAGE,
  addMember,
  allRows,
  attempt,
  idNumber,
  list,
  morning,
  ok,
  registerHousehold,
  visit,
} from '../support/clerk.js';

const reason = '同一户登记两次';

let app: TestApp;
let officer: TestCaller;
let reviewer: TestCaller;

beforeAll(async () => {
  app = await startApp({ now: morning('2026-08-03') });
  await on('2026-08-03');
});
afterAll(async () => {
  await app.stop();
});

/** Moves to the morning of that day; tokens are of that day too. */
async function on(day: string): Promise<void> {
  await app.at(morning(day));
  officer = await app.as('officer-gangkou');
  reviewer = await app.as('reviewer-gangkou');
}

async function pageOf(caller: TestCaller, { householdId }: Pick<Registered, 'householdId'>) {
  await app.settle();
  return (await ok(caller.get(`/households/${householdId}`))) as unknown as {
    readonly mergedInto: string | null;
    readonly headName: string;
    readonly visitCount: number;
    readonly attemptCount: number;
    readonly rows: readonly Record<string, unknown>[];
    readonly duties: readonly { month: string; state: string }[];
    readonly members: readonly { memberId: string; head: boolean; present: boolean }[];
  };
}

function propose(caller: TestCaller, from: Registered, into: Registered, given: object = {}) {
  const merge = { into: into.householdId, headHolds: 'SURVIVOR', addressHolds: 'SURVIVOR', reason, ...given };
  return caller.post(`/households/${from.householdId}/mergers`, merge);
}

describe('F01 · a family registered twice becomes one household', () => {
  let ended: Registered;
  let survivor: Registered;
  let fresh: string;
  const idNo = idNumber();

  it('its reviewer’s word carries three months of visits over, with their days and authors', async () => {
    const coordinator = () => app.as('coordinator-gangkou');
    ended = await registerHousehold(officer, { registeredOn: '2026-08-01', head: { idNo } });
    fresh = (await addMember(officer, ended.householdId, { on: '2026-08-02' })).memberId;
    await list(officer, ended.householdId, { listedOn: '2026-08-01' });
    survivor = await registerHousehold(officer, { registeredOn: '2026-08-01', villageCode: OTHER_VILLAGE });
    for (const month of ['08', '09', '10']) {
      await on(`2026-${month}-20`);
      await visit(await coordinator(), ended, `2026-${month}-20T08:00:00+08:00`);
    }
    await attempt(officer, ended.householdId, '2026-10-20T07:00:00+08:00');
    const { proposalId } = await ok(propose(officer, ended, survivor));
    const path = `/households/${ended.householdId}/mergers/${String(proposalId)}/approvals`;
    expect((await officer.post(path, {})).status).toBe(403);
    await ok(reviewer.post(path, {}));
    const { rows, visitCount, attemptCount, members, duties } = await pageOf(officer, survivor);
    expect([
      rows.map(({ kind, occurredAt, author, villageCode }) => [kind, occurredAt, author, villageCode]),
      [visitCount, attemptCount],
      members.map(({ memberId, head, present }) => [memberId, head, present]),
      duties,
    ]).toEqual([
      [
        ['visit', '2026-10-20T00:00:00.000Z', 'demo-coordinator-gangkou', VILLAGE],
        ['attempt', '2026-10-19T23:00:00.000Z', 'demo-officer-gangkou', VILLAGE],
        ['visit', '2026-09-20T00:00:00.000Z', 'demo-coordinator-gangkou', VILLAGE],
        ['visit', '2026-08-20T00:00:00.000Z', 'demo-coordinator-gangkou', VILLAGE],
      ],
      [3, 1],
      [
        [survivor.headMemberId, true, true],
        [ended.headMemberId, false, true],
        [fresh, false, true],
      ],
      [
        { month: '2026-08', state: 'FULFILLED' },
        { month: '2026-09', state: 'FULFILLED' },
        { month: '2026-10', state: 'FULFILLED' },
      ],
    ]);
  });

  it('the one that ended answers “merged into” with the survivor’s id, and takes nothing more', async () => {
    const { mergedInto, rows } = await pageOf(officer, ended);
    const late = await officer.post(`/households/${ended.householdId}/address-changes`, {
      address: '一组 1 号',
      on: '2026-10-20',
    });
    const { rule, householdId } = late.body as Record<string, unknown>;
    expect([mergedInto, rows, late.status, rule, householdId]).toEqual([
      survivor.householdId,
      [],
      409,
      'household-merged',
      survivor.householdId,
    ]);
  });

  it('it is one household on roster and calendar, and every month is there once', async () => {
    const roster = await allRows(officer, '/roster');
    const months = await Promise.all(
      ['2026-08', '2026-09', '2026-10'].map((month) => allRows(officer, `/visit-calendar?month=${month}`)),
    );
    expect([
      roster.map(({ householdId }) => householdId),
      months.map((rows) => rows.map(({ householdId, state }) => [householdId, state])),
    ]).toEqual([
      [survivor.householdId],
      [
        [[survivor.householdId, 'FULFILLED']],
        [[survivor.householdId, 'FULFILLED']],
        [[survivor.householdId, 'FULFILLED']],
      ],
    ]);
  });

  it('the ID number of whoever came along is the survivor’s: nobody registers him once more (I-21)', async () => {
    const { status, body } = await officer.post('/households', {
      villageCode: VILLAGE,
      address: '一组',
      source: 'SWEEP',
      head: { name: '张三', idNo, relation: 'HEAD' },
    });
    expect([status, body.rule, body.householdId]).toEqual([409, 'I-21', survivor.householdId]);
  });

  it('no month is missed for the household that ended, and the next ones are the survivor’s', async () => {
    await on('2026-12-10');
    const missed = (await app.facts(['household']))
      .filter(({ type }) => type === 'MonthlyVisitMissed')
      .map(({ stream, data }) => [stream, data['month']]);
    expect(missed).toEqual([[`household-${survivor.householdId}`, '2026-11']]);
  });

  it('the page is the same as of now, poured anew from the log', async () => {
    const live = await pageOf(officer, survivor);
    const asOf = encodeURIComponent(app.clock.now());
    expect(await ok(officer.get(`/households/${survivor.householdId}?asOf=${asOf}`))).toEqual(live);
  });
});

describe('households of two townships', () => {
  it('become one by the bureau’s word alone, found there by name', async () => {
    const nanshan = await app.as('officer-nanshan');
    const bureau = await app.as('bureau');
    const name = '欧阳并户';
    const ended = await registerHousehold(officer, { head: { name } });
    const survivor = await registerHousehold(nanshan, { villageCode: NANSHAN_VILLAGE });
    const { proposalId } = await ok(propose(officer, ended, survivor));
    await app.settle();
    const path = `/households/${ended.householdId}/mergers/${String(proposalId)}/approvals`;
    const waiting = async (caller: TestCaller) =>
      (await allRows(caller, '/proposals?kind=MERGE')).map(({ mayApprove }) => mayApprove);
    expect([await waiting(reviewer), await waiting(bureau), (await reviewer.post(path, {})).status]).toEqual([
      [false],
      [true],
      403,
    ]);
    await ok(bureau.post(path, {}));
    await app.settle();
    const found = async (caller: TestCaller) => {
      const { body } = await caller.post('/household-searches', { name });
      return (body as { rows: { householdId: string }[] }).rows.map(({ householdId }) => householdId);
    };
    expect([await found(nanshan), await found(officer), (await pageOf(officer, ended)).mergedInto]).toEqual([
      [survivor.householdId],
      [],
      survivor.householdId,
    ]);
  });
});
