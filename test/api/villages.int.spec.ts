import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { GANGKOU, NANSHAN_VILLAGE, OTHER_VILLAGE, VILLAGE, appointCoordinator, allRows, ok } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const sweep = (villageCode: string) => ({
  villageCode,
  from: '2026-09-01',
  until: '2026-09-05',
  households: 412,
  clues: ['clue-1'],
});

describe('a village’s secretary and sweeps over HTTP (S08, S14)', () => {
  it('stand in the village’s stream, the person sealed, before anybody answers for the village', async () => {
    await ok((await app.as('coordinator-gangkou')).post('/villages/sweeps', sweep(VILLAGE)));
    const secretary = { villageCode: VILLAGE, name: '孙支书', phone: '13812340000', from: '2026-09-01' };
    const { personId } = await ok(officer.post('/villages/secretaries', secretary));
    const facts = await app.facts(['village']);
    expect(facts.map(({ stream, type, metadata }) => [stream, type, metadata.townCode, metadata.villageCode])).toEqual([
      [`village-${VILLAGE}`, 'SweepCompleted', GANGKOU, VILLAGE],
      [`village-${VILLAGE}`, 'SecretaryDesignated', GANGKOU, VILLAGE],
    ]);
    expect(facts[1]?.data['personId']).toBe(personId);
    const log = JSON.stringify(facts);
    expect(['孙支书', '13812340000'].filter((word) => log.includes(word))).toEqual([]);
    await appointCoordinator(officer);
    await app.settle();
    const row = (await allRows(officer, '/coverage')).find((one) => one['villageCode'] === VILLAGE);
    expect([row?.['villageCode'], row?.['state'], row?.['neverCovered']]).toEqual([VILLAGE, 'COVERED', false]);
  });

  it('are nobody else’s: not of the next village’s coordinator, not of another township, not of a village that is not', async () => {
    const asked: readonly (readonly [account: string, village: string])[] = [
      ['coordinator-gangkou', OTHER_VILLAGE],
      ['officer-nanshan', VILLAGE],
      ['officer-gangkou', NANSHAN_VILLAGE],
      ['officer-gangkou', '341881999999'],
    ];
    const before = (await app.facts(['village'])).length;
    const statuses = [];
    for (const [account, village] of asked)
      statuses.push((await (await app.as(account)).post('/villages/sweeps', sweep(village))).status);
    expect([statuses, (await app.facts(['village'])).length]).toEqual([[404, 404, 404, 404], before]);
  });
});

describe('a policy document over HTTP (S01)', () => {
  it('is put on record by the bureau, once, also without a number', async () => {
    const bureau = await app.as('bureau');
    const basis = { title: '通知', issuer: '天湖街道办事处', on: '2022-02-25', goals: [{ goal: '应救尽救' }] };
    const { basisId } = await ok(bureau.post('/policy-bases', basis));
    const [fact] = (await app.facts(['city'])).filter(({ type }) => type === 'PolicyBasisRecorded');
    expect(fact?.data).toEqual({ ...basis, basisId, goals: ['应救尽救'] });
    expect([
      (await bureau.post('/policy-bases', basis)).status,
      (await officer.post('/policy-bases', basis)).status,
    ]).toEqual([409, 403]);
  });
});
