import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import {
  GANGKOU,
  NANSHAN_VILLAGE,
  VILLAGE,
  addMember,
  allRows,
  list,
  morning,
  ok,
  registerHousehold,
  visit,
} from '../support/clerk.js';

type Row = Record<string, unknown>;

/** Two families of two townships over three days: several facts within one second, one entered late. */
describe('the audit trail', () => {
  let app: TestApp;
  let bureau: TestCaller;
  let whole: readonly Row[];
  let stream: string;

  const shownBy = async (filter: string): Promise<readonly unknown[]> =>
    (await allRows(bureau, `/audit-trail?limit=2&${filter}`)).map(place);

  beforeAll(async () => {
    app = await startApp({ now: morning('2026-09-01') });
    const officer = (): Promise<TestCaller> => app.as('officer-gangkou');
    const home = await registerHousehold(await officer());
    stream = `household-${home.householdId}`;
    await addMember(await officer(), home.householdId, { on: '2026-09-01' });
    await registerHousehold(await app.as('officer-nanshan'), { villageCode: NANSHAN_VILLAGE });
    await app.at(morning('2026-09-10'));
    await list(await officer(), home.householdId, { listedOn: '2026-09-10' });
    await app.at(morning('2026-10-20'));
    await visit(await officer(), home, '2026-09-11T10:00:00+08:00');
    await app.settle();
    bureau = await app.as('bureau');
    whole = (await ok(bureau.get('/audit-trail?limit=200')))['rows'] as readonly Row[];
  });
  afterAll(async () => {
    await app.stop();
  });

  it('shows every fact of the log, the latest first, in pages of any size', async () => {
    const facts = [...(await app.facts())].reverse();
    expect(whole.map(place)).toEqual(facts.map(({ stream, revision }) => `${stream}@${revision}`));
    for (const limit of [1, 2, 3, 7])
      expect((await allRows(bureau, `/audit-trail?limit=${limit}`)).map(place)).toEqual(whole.map(place));
  });

  it.each<[string, (row: Row) => boolean]>([
    ['type=HouseholdRegistered', ({ type }) => type === 'HouseholdRegistered'],
    ['actor=demo-officer-nanshan', ({ actor }) => actor === 'demo-officer-nanshan'],
    ['late=true', ({ late }) => late === true],
    ['late=false&type=MemberAdded', ({ late, type }) => late === false && type === 'MemberAdded'],
    [`village=${VILLAGE}`, ({ villageCode }) => villageCode === VILLAGE],
    [
      `village=${VILLAGE}&type=HouseholdRegistered`,
      ({ villageCode, type }) => villageCode === VILLAGE && type === 'HouseholdRegistered',
    ],
    [`town=${GANGKOU}`, ({ villageCode }) => String(villageCode).startsWith(GANGKOU)],
    ['from=2026-09-10', ({ recordedAt }) => String(recordedAt) >= '2026-09-09T16'],
    ['until=2026-09-10', ({ recordedAt }) => String(recordedAt) < '2026-09-10T16'],
    [
      'from=2026-09-10&until=2026-09-29',
      ({ recordedAt }) => String(recordedAt) >= '2026-09-09T16' && String(recordedAt) < '2026-09-29T16',
    ],
  ])('finds by %s what fits, and nothing else', async (filter, fits) => {
    const expected = whole.filter(fits).map(place);
    expect(expected).not.toEqual([]);
    expect(await shownBy(filter)).toEqual(expected);
  });

  it('finds the facts of one stream', async () => {
    expect(await shownBy(`stream=${stream}`)).toEqual(whole.map(place).filter((at) => at.startsWith(`${stream}@`)));
  });
});

function place(row: Row): string {
  return `${String(row['stream'])}@${String(row['revision'])}`;
}
