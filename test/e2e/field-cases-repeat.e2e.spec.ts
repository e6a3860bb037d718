import { request as httpRequest } from 'node:http';
import { projections } from '../../src/projections.js';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import {
  allRows,
  delist,
  householdForm,
  idNumber,
  listedHousehold,
  listingForm,
  morning,
  ok,
  registerHousehold,
  visitForm,
} from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-03') });
});
beforeEach(async () => {
  officer = await app.as('officer-gangkou');
});
afterAll(async () => {
  await app.stop();
});

const typesOf = async (householdId: string): Promise<readonly string[]> =>
  (await app.facts()).filter(({ stream }) => stream === `household-${householdId}`).map(({ type }) => type);

describe('F05 · offline resend', () => {
  it('writes a visit once though it is sent ten times at once and the first answers never arrive', async () => {
    const home = await listedHousehold(officer);
    const visitId = '1f0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c01';
    const body = visitForm(home.headMemberId, { visitId, visitedAt: '2026-09-03T08:30:00+08:00' });
    const path = `/households/${home.householdId}/patrol-visits`;
    await cutOff(path, body, 'phone-1');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => officer.post(path, body, { 'idempotency-key': 'phone-1' })),
    );
    expect(new Set(answers.map(({ status, body: answer }) => JSON.stringify([status, answer]))).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    expect(await typesOf(home.householdId)).toEqual([
      'HouseholdRegistered',
      'HouseholdListedAsKey',
      'PatrolVisitRecorded',
    ]);

    const coordinator = await app.as('coordinator-gangkou');
    const others = [
      await officer.post(path, body, { 'idempotency-key': 'phone-2' }),
      await coordinator.post(path, body, { 'idempotency-key': 'phone-1' }),
    ];
    expect(others.map(({ status, body: said }) => [status, said.rule, said.errors[0].pointer])).toEqual([
      [409, 'visit-already-recorded', '/visitId'],
      [409, 'visit-already-recorded', '/visitId'],
    ]);
    expect(await typesOf(home.householdId)).toHaveLength(3);
  });

  /** Sends a whole request and hangs up without waiting for the answer. */
  const cutOff = async (path: string, body: unknown, key: string): Promise<void> => {
    const { port } = app;
    const text = JSON.stringify(body);
    await new Promise<void>((resolve, reject) => {
      void app.token('officer-gangkou').then((token) => {
        const sent = httpRequest({
          port,
          path: `/api/v1${path}`,
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'idempotency-key': key,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(text),
          },
        });
        sent.on('error', () => resolve());
        sent.on('close', () => resolve());
        sent.end(text, () => sent.destroy());
      }, reject);
    });
  };
});

describe('F07 · batch entry', () => {
  it('takes 99 of 100, then the corrected one, and never one twice', async () => {
    const rows = Array.from({ length: 100 }, (_, index) => ({
      operation: 'registerHousehold',
      key: `row-${index + 1}`,
      path: {},
      body: householdForm({ villageCode: '341881100203', head: { idNo: idNumber('19610203') } }),
    }));
    const wrong = rows.map((row, index) => (index === 56 ? { ...row, body: { ...row.body, source: 'NOWHERE' } } : row));
    const first = (await ok(officer.post('/batches', { rows: wrong })))['results'] as {
      key: string;
      status: number;
      answer: Record<string, unknown>;
    }[];
    expect(first.map(({ key, status }) => `${key} ${status}`)).toEqual(
      rows.map(({ key }, index) => `${key} ${index === 56 ? 422 : 201}`),
    );
    expect(first[56]?.answer['errors']).toEqual([{ pointer: '/source', detail: '不在代码表中' }]);

    const second = (await ok(officer.post('/batches', { rows })))['results'] as typeof first;
    expect(second.map(({ status }) => status)).toEqual(Array(100).fill(201));
    const ids = (results: typeof first): unknown[] => results.map(({ answer }) => answer['householdId']);
    expect(ids(second).filter((_, index) => index !== 56)).toEqual(ids(first).filter((_, index) => index !== 56));
    await app.settle();
    const households = await allRows(officer, '/roster?state=ALL&village=341881100203&limit=200');
    expect(households.map((row) => row['householdId']).sort()).toEqual(ids(second).sort());
  }, 600_000);

  it('gives each row its own answer: a foreign household, an operation that is none, a path that is missing', async () => {
    const home = await listedHousehold(officer);
    const row = (key: string, operation: string, path: object, body: object): object => ({
      operation,
      key,
      path,
      body,
    });
    const answer = await ok(
      officer.post('/batches', {
        rows: [
          row(
            'b-1',
            'recordPatrolVisit',
            { householdId: home.householdId },
            visitForm(home.headMemberId, { visitedAt: '2026-09-03T08:30:00+08:00' }),
          ),
          row('b-2', 'recordPatrolVisit', { householdId: '1f0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c02' }, {}),
          row('b-3', 'dropDatabase', {}, {}),
          row('b-4', 'findRoster', {}, {}),
          row('b-5', 'recordPatrolVisit', {}, {}),
          row('b-6', 'recordPatrolVisit', { householdId: '../roster' }, {}),
          row('b-7', 'runBatch', {}, { rows: [] }),
          row('b-8', 'constructor', {}, {}),
        ],
      }),
    );
    expect((answer['results'] as { key: string; status: number }[]).map(({ key, status }) => [key, status])).toEqual([
      ['b-1', 200],
      ['b-2', 404],
      ['b-3', 422],
      ['b-4', 422],
      ['b-5', 422],
      ['b-6', 422],
      ['b-7', 422],
      ['b-8', 422],
    ]);
  });
});

describe('F64 · lost update', () => {
  it('lets the second of two who read the same revision know what has changed, and loses nothing', async () => {
    const home = await listedHousehold(officer, { head: { phone: '13800000001', health: '良好' } });
    const at = `/households/${home.householdId}`;
    await app.settle();
    const { headers } = await officer.get(at);
    const match = { 'if-match': String(headers['etag']) };
    await ok(officer.post(`${at}/members/${home.headMemberId}/changes`, { phone: '13800000002' }, match));
    const late = await officer.post(`${at}/listing-adjustments`, { remark: '新备注', reason: '补充' }, match);
    expect([late.status, late.headers['etag'], late.body.currentRevision, late.body.since]).toEqual([
      412,
      '"r2"',
      2,
      ['MemberChanged'],
    ]);
    expect(await typesOf(home.householdId)).toEqual(['HouseholdRegistered', 'HouseholdListedAsKey', 'MemberChanged']);

    const { position } = await ok(officer.post(`${at}/listing-adjustments`, { remark: '新备注', reason: '补充' }));
    expect(await typesOf(home.householdId)).toEqual([
      'HouseholdRegistered',
      'HouseholdListedAsKey',
      'MemberChanged',
      'KeyListingAdjusted',
    ]);
    const roster = await officer.get('/roster?village=341881100201&limit=200', { 'x-min-position': position });
    const row = roster.body.rows.find(({ householdId }: { householdId: string }) => householdId === home.householdId);
    expect([row.phone, row.remark, row.categoryCodes, row.coordinatorRef]).toEqual([
      '138****0002',
      '新备注',
      ['DIBAO_EDGE'],
      'c-1',
    ]);
  });

  it('lets one of sixteen with one If-Match win, and tells the others the current revision', async () => {
    const home = await listedHousehold(officer);
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        officer.post(
          `/households/${home.householdId}/listing-adjustments`,
          { coordinatorRef: `c-${index + 10}`, reason: '换人' },
          { 'if-match': '"r1"' },
        ),
      ),
    );
    expect(answers.map(({ status, body }) => [status, body.currentRevision ?? body.revision]).sort()).toEqual([
      [200, 2],
      ...Array(15).fill([412, 2]),
    ]);
  });
});

describe('F67 · repeat key', () => {
  it('answers the same for the same, 422 for another body, and never one user’s answer to another', async () => {
    const body = householdForm();
    const key = { 'idempotency-key': 'K' };
    const first = await officer.post('/households', body, key);
    const again = await officer.post('/households', body, key);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const other = await officer.post('/households', householdForm(), key);
    expect([other.status, other.body.type]).toEqual([422, 'urn:proactive-discovery:problem:key-reused']);

    const elsewhere = await (
      await app.as('officer-nanshan')
    ).post('/households', householdForm({ villageCode: '341881002201' }), key);
    expect(elsewhere.status).toBe(201);
    expect(elsewhere.body.householdId).not.toBe(first.body.householdId);
    const listing = await officer.post(`/households/${String(first.body.householdId)}/listings`, listingForm(), key);
    expect([listing.status, listing.body.revision]).toEqual([200, 1]);
  });

  it('decides a refusal anew once its cause is gone', async () => {
    const home = await listedHousehold(officer);
    const key = { 'idempotency-key': 'K-409' };
    const again = listingForm({ listedOn: '2026-09-03' });
    expect((await officer.post(`/households/${home.householdId}/listings`, again, key)).body.rule).toBe('I-05');
    await delist(officer, home.householdId, '2026-09-03');
    expect((await officer.post(`/households/${home.householdId}/listings`, again, key)).status).toBe(200);
  });

  it('keeps its answer over a restart', async () => {
    const own = await startApp({ now: morning('2026-09-03') });
    const body = householdForm({ head: { idNo: idNumber('19630101') } });
    const first = await (await own.as('officer-gangkou')).post('/households', body, { 'idempotency-key': 'K' });
    const reopened = await own.restart();
    const again = await (await reopened.as('officer-gangkou')).post('/households', body, { 'idempotency-key': 'K' });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect((await reopened.facts(['household'])).map(({ type }) => type)).toEqual(['HouseholdRegistered']);
    await reopened.stop();
  });
});

describe('F68 · own write', () => {
  it('is in every one of 200 answers read with its position, under load', async () => {
    const home = await listedHousehold(officer);
    const busy = await registerHousehold(officer);
    const wrong: number[] = [];
    for (let index = 0; index < 200; index++) {
      // Somebody else's write is always on its way while the answer is asked for.
      const other = ok(
        officer.post(`/households/${busy.householdId}/members/${busy.headMemberId}/changes`, {
          phone: `138${String(index).padStart(8, '0')}`,
        }),
      );
      const { position } = await ok(
        officer.post(`/households/${home.householdId}/listing-adjustments`, { remark: `第${index}次`, reason: '核对' }),
      );
      const { status, body } = await officer.get(`/roster?village=341881100201&limit=200&minPosition=${position}`);
      const row = (body.rows as Record<string, unknown>[] | undefined)?.find(
        ({ householdId }) => householdId === home.householdId,
      );
      if (status !== 200 || row?.['remark'] !== `第${index}次`) wrong.push(index);
      await other;
    }
    expect(wrong).toEqual([]);
  }, 600_000);

  it('is waited for two seconds while the views stand still, then told not to enter again', async () => {
    await app.settle();
    await app.system.platform.runner.stop();
    const { position } = await registerHousehold(officer);
    const began = performance.now();
    const answer = await officer.get('/roster', { 'x-min-position': position });
    expect([answer.status, answer.headers['retry-after'], answer.body.type]).toEqual([
      503,
      '2',
      'urn:proactive-discovery:problem:view-behind',
    ]);
    expect(answer.body.detail).toContain('请勿重复登记');
    expect(performance.now() - began).toBeLessThan(4000);
    expect(projections.map(({ name }) => name)).toContain(answer.body.projection);
  });
});
