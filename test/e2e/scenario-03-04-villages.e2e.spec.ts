import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import {
  allRows,
  clueForm,
  householdForm,
  list,
  listingForm,
  madeUpCaller,
  registerHousehold,
  reportClue,
} from '../support/clerk.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await app.stop();
});

const officerOf = (org: string): Promise<TestCaller> =>
  madeUpCaller(app, { account: `officer-${org}`, role: 'OFFICER', org });

describe('3 · 天湖 is ours, and nobody else’s', () => {
  const MACUN = '341871001200';
  const UNKNOWN = '341881001999';
  const PSEUDO = '341881400498';

  it('lets an officer of 天湖街道 register and list in 马村', async () => {
    const tianhu = await app.as('officer-tianhu');
    const home = await registerHousehold(tianhu, { villageCode: MACUN });
    await list(tianhu, home.householdId);
    await app.settle();
    expect(
      (await allRows(tianhu, '/roster')).map((row) => [row['householdId'], row['townCode'], row['villageName']]),
    ).toEqual([[home.householdId, '341871001', '马村村委会']]);
  });

  it('answers an officer of 西津街道 as for a village that does not exist, and writes nothing', async () => {
    const xijin = await officerOf('341881001');
    const before = await app.facts();
    const [foreign, unknown] = [
      await xijin.post('/households', householdForm({ villageCode: MACUN })),
      await xijin.post('/households', householdForm({ villageCode: UNKNOWN })),
    ];
    expect(foreign.status).toBe(404);
    expect([unknown.status, { ...unknown.body, traceId: '' }]).toEqual([
      foreign.status,
      { ...foreign.body, traceId: '' },
    ]);
    expect(await app.facts()).toEqual(before);
  });

  it('lets an officer of 天湖街道 report a clue in 马村; for one of 西津街道 it does not exist, and nothing is written', async () => {
    await reportClue(await app.as('officer-tianhu'), { villageCode: MACUN });
    const xijin = await officerOf('341881001');
    const before = await app.facts();
    const [foreign, unknown] = [
      await xijin.post('/cases/clues', clueForm({ villageCode: MACUN })),
      await xijin.post('/cases/clues', clueForm({ villageCode: UNKNOWN })),
    ];
    expect([foreign.status, { ...foreign.body, traceId: '' }]).toEqual([404, { ...unknown.body, traceId: '' }]);
    expect(await app.facts()).toEqual(before);
  });

  it('lets nobody of 西津街道 list a family of 马村: it answers as for a family that was made up', async () => {
    const home = await registerHousehold(await app.as('officer-tianhu'), { villageCode: MACUN });
    const xijin = await officerOf('341881001');
    await app.settle();
    const before = await app.facts();
    const listed = async (householdId: string) => {
      const { status, body } = await xijin.post(`/households/${householdId}/listings`, listingForm());
      return [status, { ...body, traceId: '' }];
    };
    const [foreign, madeUp] = [await listed(home.householdId), await listed('00000000-0000-7000-8000-00000000dead')];
    expect(foreign[0]).toBe(404);
    expect(JSON.stringify(foreign).replaceAll(home.householdId, '')).toBe(
      JSON.stringify(madeUp).replaceAll('00000000-0000-7000-8000-00000000dead', ''),
    );
    expect(await app.facts()).toEqual(before);
  });

  it('refuses the pseudo-village 虚拟社区 for everybody, and writes nothing', async () => {
    const before = await app.facts();
    const answers: unknown[] = [];
    for (const caller of [
      await officerOf('341881001'),
      await officerOf('341881400'),
      await app.as('officer-gangkou'),
    ]) {
      const registered = await caller.post('/households', householdForm({ villageCode: PSEUDO }));
      const reported = await caller.post('/cases/clues', clueForm({ villageCode: PSEUDO }));
      answers.push([registered.status, reported.status]);
    }
    expect(answers).toEqual([1, 2, 3].map(() => [404, 404]));
    expect(await app.facts()).toEqual(before);
  });
});

describe('4 · two villages of one name', () => {
  it('keeps two families of two 杨山村 apart though their heads bear one name', async () => {
    const [nanshan, xianxia] = [await app.as('officer-nanshan'), await officerOf('341881104')];
    const head = { name: '杨小山' };
    const one = await registerHousehold(nanshan, { villageCode: '341881002201', head });
    const two = await registerHousehold(xianxia, { villageCode: '341881104203', head });
    await list(nanshan, one.householdId);
    await list(xianxia, two.householdId);
    await app.settle();

    const rosters = [await allRows(nanshan, '/roster'), await allRows(xianxia, '/roster')];
    expect(rosters.map((rows) => rows.map((row) => [row['householdId'], row['villageName'], row['headName']]))).toEqual(
      [[[one.householdId, '杨山村委会', '杨小山']], [[two.householdId, '杨山村委会', '杨小山']]],
    );
    const searches = [nanshan, xianxia].map(
      async (caller) => (await caller.post('/household-searches', { name: '杨小山' })).body,
    );
    const found = await Promise.all(searches);
    expect(
      found.map(({ count, rows }) => [count, rows.map((row: { householdId: string }) => row.householdId)]),
    ).toEqual([
      [1, [one.householdId]],
      [1, [two.householdId]],
    ]);
    expect(one.householdId).not.toBe(two.householdId);
  });
});
