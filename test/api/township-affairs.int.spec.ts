import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { GANGKOU, OTHER_VILLAGE, VILLAGE, allRows, ok } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let bureau: TestCaller;

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
  const townCode = GANGKOU;
  const post = (path: string, form: object) => ok(officer.post(`/townships/${path}`, { townCode, ...form }));
  await post('supervisions', { villageCode: VILLAGE, on: '2026-09-05', finding: '东组报告迟缓' });
  await post('supervisions', { on: '2025-12-31', finding: '全镇报告及时' });
  const score = { year: '2025', score: 9_250, rubricVersion: '2025-1' };
  await post('village-assessments', { villageCode: OTHER_VILLAGE, on: '2026-09-06', ...score });
  await post('rewards-and-penalties', { villageCode: VILLAGE, kind: 'PENALTY', on: '2026-09-07', measure: '约谈支书' });
  const order = { villages: [VILLAGE], from: '2026-09-10', until: '2026-09-20', reason: '汛情' };
  const { orderId } = await post('emergency-orders', order);
  await post('emergency-orders', { villages: [], from: '2026-12-31', until: '2027-01-05', reason: '冰雪' });
  app.clock.set('2026-09-12T01:00:00.000Z');
  [officer, bureau] = [await app.as('officer-gangkou'), await app.as('bureau')];
  await ok(officer.post('/townships/emergency-order-endings', { townCode, year: '2026', orderId }));
  await ok(
    (await app.as('officer-nanshan')).post('/townships/supervisions', {
      townCode: '341881002',
      on: '2026-09-08',
      finding: '及时',
    }),
  );
  for (const [title, on] of [
    ['主动发现机制', '2022-02-25'],
    ['宁办发〔2021〕73号', '2021-11-01'],
    ['实施细则', '2023-03-01'],
  ])
    await ok(bureau.post('/policy-bases', { title, issuer: '宁国市', on, goals: [{ goal: '应救尽救' }] }));
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const told = (rows: readonly Record<string, unknown>[]) => rows.map((row) => [row['kind'], row['on']]);

describe('the affairs of a township (S35)', () => {
  const all = [
    ['EMERGENCY_ORDER', '2026-12-31'],
    ['EMERGENCY_ORDER', '2026-09-10'],
    ['REWARD_OR_PENALTY', '2026-09-07'],
    ['ASSESSMENT', '2026-09-06'],
    ['SUPERVISION', '2026-09-05'],
    ['SUPERVISION', '2025-12-31'],
  ];

  it('are told with what was found, scored, done and ordered, the latest first', async () => {
    const rows = await allRows(officer, '/townships/affairs');
    expect(told(rows)).toEqual(all);
    expect(
      rows.map(({ text, score, answer, reason, until, inForce, endedEarly }) => [
        text,
        score,
        answer,
        reason,
        until,
        inForce,
        endedEarly,
      ]),
    ).toEqual([
      [null, null, null, '冰雪', '2027-01-05', false, false],
      [null, null, null, '汛情', '2026-09-12', true, true],
      ['约谈支书', null, 'PENALTY', null, null, false, false],
      [null, 9_250, null, null, null, false, false],
      ['东组报告迟缓', null, null, null, null, false, false],
      ['全镇报告及时', null, null, null, null, false, false],
    ]);
    expect(rows[3]).toMatchObject({
      assessedYear: '2025',
      rubricVersion: '2025-1',
      villages: [{ name: '西村村委会' }],
    });
  });

  it('page by page, by kind, village and year', async () => {
    expect(told(await allRows(officer, '/townships/affairs?limit=1'))).toEqual(all);
    expect(told(await allRows(officer, '/townships/affairs?kind=SUPERVISION'))).toEqual(all.slice(4));
    expect(told(await allRows(officer, `/townships/affairs?village=${VILLAGE}`))).toEqual([all[1], all[2], all[4]]);
    expect(told(await allRows(officer, '/townships/affairs?year=2025'))).toEqual([all[5]]);
  });

  it('as they were known before the order was ended', async () => {
    const asOf = encodeURIComponent('2026-09-11T00:00:00.000Z');
    const [row] = await allRows(
      officer,
      `/townships/affairs?kind=EMERGENCY_ORDER&year=2026&village=${VILLAGE}&asOf=${asOf}`,
    );
    expect([row?.['until'], row?.['inForce'], row?.['endedEarly']]).toEqual(['2026-09-20', true, false]);
  });

  it('of the own township alone, and of the whole city for the bureau', async () => {
    const nanshan = await app.as('officer-nanshan');
    expect(told(await allRows(nanshan, '/townships/affairs'))).toEqual([['SUPERVISION', '2026-09-08']]);
    expect(await allRows(nanshan, `/townships/affairs?town=${GANGKOU}`)).toEqual([]);
    expect((await allRows(bureau, '/townships/affairs?limit=2')).length).toBe(7);
    expect((await (await app.as('coordinator-gangkou')).get('/townships/affairs')).status).toBe(403);
  });
});

describe('the documents the work rests on (S01)', () => {
  it('are there for everybody who works by them, the latest first, page by page', async () => {
    const titles = ['实施细则', '主动发现机制', '宁办发〔2021〕73号'];
    for (const account of ['bureau', 'officer-nanshan', 'coordinator-gangkou', 'window-gangkou'])
      expect((await allRows(await app.as(account), '/policy-bases?limit=1')).map(({ title }) => title)).toEqual(titles);
    const [row] = await allRows(officer, '/policy-bases');
    expect(row).toMatchObject({ issuer: '宁国市', documentNo: null, on: '2023-03-01', goals: ['应救尽救'] });
    expect((await (await app.as('auditor')).get('/policy-bases')).status).toBe(403);
  });
});
