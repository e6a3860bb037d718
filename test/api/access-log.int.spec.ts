import type { Recorded } from '../../src/platform/fact.js';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  NANSHAN_VILLAGE,
  householdForm,
  idNumber,
  listedHousehold,
  listingForm,
  memberForm,
  ok,
  registerHousehold,
} from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let home: Registered;
const idNo = idNumber();

beforeEach(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
  home = await listedHousehold(officer, { head: { idNo, phone: '13812345678' } });
  await app.settle();
});
afterEach(async () => {
  await app.stop();
});

const forVisit = (): Record<string, string> => ({ 'x-purpose': 'VISIT_TASK', 'x-purpose-ref': home.householdId });
const reveal = (headers: Record<string, string>, fields = ['idNo']) =>
  officer.post(`/households/${home.householdId}/reveals`, { fields, memberId: home.headMemberId }, headers);

/** What stands in the second log after that position, in order. */
async function accesses(after = 0): Promise<readonly Recorded[]> {
  await app.system.platform.accessLog.flush();
  return durable(after);
}
async function durable(after = 0): Promise<readonly Recorded[]> {
  return (await app.system.platform.accessStore.readAll(after, { limit: 1000 })).events;
}
const told = (facts: readonly Recorded[]): unknown[] =>
  facts.map(({ type, data, metadata }) => [metadata.actorId, type, data]);

describe('who looked', () => {
  it('is on record within a second of a routine view, with the subjects, the fields and the number of rows', async () => {
    const { accessStore } = app.system.platform;
    const after = await accessStore.head();
    const began = performance.now();
    let arrived: (milliseconds: number) => void = () => undefined;
    const recorded = new Promise<number>((resolve) => (arrived = resolve));
    const subscription = accessStore.subscribeAll(after, {}, async ({ events }) => {
      if (events.length > 0) arrived(performance.now() - began);
    });
    await ok(officer.get('/roster'));
    expect(await recorded).toBeLessThan(1000);
    await subscription.stop();
    expect(told(await durable(after))).toEqual([
      [
        'demo-officer-gangkou',
        'SensitiveDataViewed',
        {
          operation: 'findRoster',
          subjects: [home.householdId],
          fields: ['name', 'idNo', 'phone', 'address', 'remark'],
          kind: 'routine',
          purposeCode: 'ROUTINE_DUTY',
          resultCount: 1,
          channel: 'api',
        },
      ],
    ]);
  });

  it('is on record before revealed particulars leave', async () => {
    const after = await app.system.platform.accessStore.head();
    const answer = await reveal(forVisit(), ['idNo', 'phone']);
    // No flush: the record stands as soon as the answer is there.
    expect(told(await durable(after))).toEqual([
      [
        'demo-officer-gangkou',
        'SensitiveDataViewed',
        {
          operation: 'revealParticulars',
          subjects: [home.householdId, home.headMemberId],
          fields: ['idNo', 'phone'],
          kind: 'revealed',
          purposeCode: 'VISIT_TASK',
          purposeRef: home.householdId,
          resultCount: 1,
          channel: 'api',
        },
      ],
    ]);
    expect([answer.status, answer.body.values]).toEqual([200, { idNo, phone: '13812345678' }]);
  });

  it('reveals nothing when the record cannot be written', async () => {
    await app.system.platform.accessStore.close();
    const answer = await reveal(forVisit());
    expect([answer.status, answer.headers['content-type'], answer.headers['retry-after']]).toEqual([
      503,
      'application/problem+json; charset=utf-8',
      '2',
    ]);
    expect(JSON.stringify(answer.body)).not.toContain(idNo);
  });

  it('refuses a reveal without a purpose, or with one that is not his, and records the refusal', async () => {
    const other = await registerHousehold(officer);
    const after = (await accesses()).at(-1)?.position ?? 0;
    const answers = [
      await reveal({}),
      await reveal({ 'x-purpose': 'VISIT_TASK' }),
      await reveal({ 'x-purpose': 'CURIOSITY', 'x-purpose-ref': home.householdId }),
      // Not on the roster: no visit task.
      await reveal({ 'x-purpose': 'VISIT_TASK', 'x-purpose-ref': other.householdId }),
      await reveal({ 'x-purpose': 'AUDIT_ORDER', 'x-purpose-ref': 'SJ-1' }),
    ];
    expect(answers.map(({ status, body }) => [status, body.type, body.values])).toEqual(
      Array(5).fill([403, 'urn:proactive-discovery:problem:forbidden-purpose', undefined]),
    );
    const denied = { operation: 'revealParticulars', reason: 'purpose' };
    expect(told(await accesses(after))).toEqual([
      ['demo-officer-gangkou', 'AccessDenied', { ...denied, subjects: [home.householdId] }],
      ...Array(4).fill(['demo-officer-gangkou', 'AccessDenied', denied]),
    ]);
  });

  it('opens only the household that the visit task names', async () => {
    const other = await listedHousehold(officer);
    const answer = await officer.post(
      `/households/${other.householdId}/reveals`,
      { fields: ['idNo'], memberId: other.headMemberId },
      forVisit(),
    );
    expect([answer.status, answer.body.values]).toEqual([403, undefined]);
  });

  it('records who was refused for his role, for a search without a purpose, for a person registered elsewhere', async () => {
    const nanshan = await app.as('officer-nanshan');
    const before = (await accesses()).at(-1)?.position ?? 0;
    const answers = [
      await (await app.as('coordinator-gangkou')).post(`/households/${home.householdId}/listings`, listingForm()),
      await officer.post('/household-searches', { idNo }),
      await nanshan.post('/households', householdForm({ villageCode: NANSHAN_VILLAGE, head: { idNo } })),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 409]);
    expect(told(await accesses(before))).toEqual([
      ['demo-coordinator-gangkou', 'AccessDenied', { operation: 'listHousehold', reason: 'role' }],
      ['demo-officer-gangkou', 'AccessDenied', { operation: 'searchHouseholds', reason: 'purpose' }],
      ['demo-officer-nanshan', 'AccessDenied', { operation: 'registerHousehold', reason: 'I-21' }],
    ]);
  });

  it('answers who has seen this household, the latest first, and that question is on record too', async () => {
    await ok(officer.get(`/households/${home.householdId}`));
    await app.system.platform.accessLog.flush();
    app.clock.set('2026-09-10T01:05:00.000Z');
    await reveal(forVisit());
    app.clock.set('2026-09-10T01:10:00.000Z');
    const ask = () => officer.get(`/households/${home.householdId}/accesses`);
    const rows = (answer: { body: { rows: Record<string, unknown>[] } }): unknown[] =>
      answer.body.rows.map((row) => [
        row['at'],
        row['actor'],
        row['operation'],
        row['kind'],
        row['purpose'],
        row['purposeRef'],
      ]);
    const seen = [
      [
        '2026-09-10T01:05:00.000Z',
        'demo-officer-gangkou',
        'revealParticulars',
        'revealed',
        'VISIT_TASK',
        home.householdId,
      ],
      ['2026-09-10T01:00:00.000Z', 'demo-officer-gangkou', 'getHouseholdPage', 'routine', 'ROUTINE_DUTY', ''],
    ];
    expect(rows(await ask())).toEqual(seen);
    app.clock.set('2026-09-10T01:11:00.000Z');
    expect(rows(await ask())).toEqual([
      ['2026-09-10T01:10:00.000Z', 'demo-officer-gangkou', 'findAccessHistory', 'routine', 'ROUTINE_DUTY', ''],
      ...seen,
    ]);
  });

  it('holds no value that was seen', async () => {
    await reveal(forVisit(), ['idNo', 'phone']);
    await officer.post('/household-searches', { name: '张三' });
    await officer.post('/household-searches', { idNo }, forVisit());
    await officer.post(`/households/${home.householdId}/members`, memberForm({ idNo }));
    const text = JSON.stringify(await accesses());
    expect(
      [idNo, '13812345678', '张三', app.system.platform.hashes.idHash(idNo)].filter((value) => text.includes(value)),
    ).toEqual([]);
  });
});
