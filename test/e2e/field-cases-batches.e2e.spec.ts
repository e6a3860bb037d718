import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { allRows, householdForm, idNumber, morning, ok } from '../support/clerk.js';

const VILLAGE_OF_THE_BATCH = '341881100203';
/** Row 57, counted as a clerk counts. */
const WRONG = 56;

interface RowResult {
  readonly key: string;
  readonly status: number;
  readonly alreadyDone?: true;
  readonly answer: Readonly<Record<string, unknown>>;
}

describe('F07 · batch entry', () => {
  let app: TestApp;
  let officer: TestCaller;
  beforeAll(async () => {
    app = await startApp({ now: morning('2026-09-10') });
    officer = await app.as('officer-gangkou');
  });
  afterAll(async () => {
    await app.stop();
  });

  const send = async (rows: readonly unknown[]): Promise<readonly RowResult[]> =>
    (await ok(officer.post('/batches', { rows })))['results'] as readonly RowResult[];
  const told = (results: readonly RowResult[]): readonly unknown[] =>
    results.map(({ key, status, alreadyDone = false }) => [key, status, alreadyDone]);

  it('says of each row of the second sending whether it is new, was done before, or is refused and why', async () => {
    const right = Array.from({ length: 100 }, (_, index) => ({
      operation: 'registerHousehold',
      key: `entry-${index + 1}`,
      path: {},
      body: householdForm({ villageCode: VILLAGE_OF_THE_BATCH, head: { idNo: idNumber('19620304') } }),
    }));
    const wrong = right.map((row, index) =>
      index === WRONG ? { ...row, body: { ...row.body, head: { name: '张三', relation: 'HEAD' } } } : row,
    );
    const first = await send(wrong);
    expect(told(first)).toEqual(right.map(({ key }, index) => [key, index === WRONG ? 409 : 201, false]));
    expect(first[WRONG]?.answer['detail']).toBe('没有身份证号的，必须注明原因');

    const second = await send(right);
    expect(told(second)).toEqual(right.map(({ key }, index) => [key, 201, index !== WRONG]));
    const others = (results: readonly RowResult[]): readonly unknown[] =>
      results.filter((_, index) => index !== WRONG).map(({ answer }) => answer);
    expect(others(second)).toEqual(others(first));

    await app.settle();
    const households = await allRows(officer, `/roster?state=ALL&village=${VILLAGE_OF_THE_BATCH}&limit=200`);
    const ids = second.map(({ answer }) => answer['householdId']);
    expect(households.map(({ householdId }) => householdId).sort()).toEqual(ids.sort());
    expect(new Set(ids).size).toBe(100);
  }, 600_000);

  it('marks a single request that is repeated the same way, and leaves its answer as it was', async () => {
    const key = { 'idempotency-key': 'single' };
    const body = householdForm();
    const first = await officer.post('/households', body, key);
    const again = await officer.post('/households', body, key);
    expect([first.headers['idempotent-replayed'], again.headers['idempotent-replayed']]).toEqual([undefined, 'true']);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
  });
});
