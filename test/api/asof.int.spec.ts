import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  GANGKOU,
  NANSHAN_VILLAGE,
  addMember,
  delist,
  list,
  madeUpCaller,
  morning,
  ok,
  registerHousehold,
  visit,
} from '../support/clerk.js';

type Row = Record<string, unknown>;

/**
 * Two clocks: `asOf` is what was known at, the times in a row say when it happened. One household: registered on the
 * 1st, listed on the 3rd; a visit of the 5th entered on the 20th; a second member from the 12th; a correction proposed
 * on the 21st and approved on the 22nd; delisted on the 24th.
 */
describe('as known at a date', () => {
  let app: TestApp;
  let home: Registered;
  const tokens: Record<string, string> = {};
  const officer = (): Promise<TestCaller> => app.as('officer-gangkou');

  beforeAll(async () => {
    app = await startApp({ now: morning('2026-09-01') });
    home = await registerHousehold(await officer());
    tokens['registered'] = home.position;
    await registerHousehold(await app.as('officer-nanshan'), { villageCode: NANSHAN_VILLAGE });
    await app.at(morning('2026-09-03'));
    tokens['listed'] = (await list(await officer(), home.householdId, { listedOn: '2026-09-03' })).position;
    await app.at(morning('2026-09-12'));
    tokens['joined'] = (await addMember(await officer(), home.householdId, { on: '2026-09-12' })).position;
    await app.at(morning('2026-09-20'));
    const visited = await visit(await officer(), home, '2026-09-05T10:00:00+08:00');
    tokens['visited'] = visited.position;
    await app.at(morning('2026-09-21'));
    const { proposalId, position } = await ok(
      (await officer()).post(`/households/${home.householdId}/visit-corrections`, {
        correctsVisitId: visited['visitId'],
        corrected: { visitedAt: '2026-09-06T10:00:00+08:00' },
        reason: '日期记错',
      }),
    );
    tokens['proposed'] = position;
    await app.at(morning('2026-09-22'));
    const approved = await ok(
      (await app.as('reviewer-gangkou')).post(
        `/households/${home.householdId}/visit-corrections/${String(proposalId)}/approvals`,
        {},
      ),
    );
    tokens['corrected'] = approved.position;
    await app.at(morning('2026-09-24'));
    tokens['delisted'] = (await delist(await officer(), home.householdId, '2026-09-24')).position;
    await app.at(morning('2026-09-25'));
  });
  afterAll(async () => {
    await app.stop();
  });

  const rows = async (path: string, pick: (row: Row) => unknown): Promise<unknown[]> => {
    const answer = await (await officer()).get(path);
    expect([path, answer.status]).toEqual([path, 200]);
    return (answer.body.rows as Row[]).map(pick);
  };
  /** The same moment as a position token and as the instant just before the next day's office hours. */
  const moments: readonly (readonly [string, string])[] = [
    ['registered', '2026-09-02T10:00:00Z'],
    ['listed', '2026-09-11T10:00:00Z'],
    ['joined', '2026-09-19T10:00:00Z'],
    ['visited', '2026-09-20T10:00:00Z'],
    ['proposed', '2026-09-21T10:00:00Z'],
    ['corrected', '2026-09-23T10:00:00Z'],
    ['delisted', '2026-09-24T10:00:00Z'],
  ];
  const along = async (ask: (asOf: string) => Promise<unknown>): Promise<void> => {
    for (const [token, instant] of moments) {
      const [byToken, byInstant] = [
        await ask(`asOf=${tokens[token] ?? ''}`),
        await ask(`asOf=${encodeURIComponent(instant)}`),
      ];
      expect([token, byToken]).toEqual([token, byInstant]);
    }
  };

  it('the roster shows the household from the listing to the delisting, with the members of that day', async () => {
    const roster = (query: string) =>
      rows(`/roster?${query}`, (row) => [row['householdId'], row['memberCount'], row['listedOn'], row['delistedOn']]);
    const at = (moment: string) => roster(`asOf=${tokens[moment] ?? ''}`);
    expect(await at('registered')).toEqual([]);
    expect(await at('listed')).toEqual([[home.householdId, 1, '2026-09-03', null]]);
    expect(await at('visited')).toEqual([[home.householdId, 2, '2026-09-03', null]]);
    expect(await at('delisted')).toEqual([]);
    expect(await roster('')).toEqual([]);
    expect(await roster(`state=ALL&asOf=${tokens['delisted'] ?? ''}`)).toEqual([
      [home.householdId, 2, '2026-09-03', '2026-09-24'],
    ]);
    await along(roster);
  });

  it('before the first fact lists and sheets are empty, told by instant or by token', async () => {
    const zero = `${home.position.split(':')[0] ?? ''}:0`;
    for (const asOf of [zero, '2021-01-01T00:00:00Z']) {
      expect(await rows(`/roster?state=ALL&asOf=${asOf}`, (row) => row)).toEqual([]);
      expect((await (await officer()).get(`/roster.xlsx?asOf=${asOf}`)).status).toEqual(200);
    }
  });

  it('a visit entered late is in the ledger and on the page only since it was entered, under its own time', async () => {
    const ledger = (query: string) =>
      rows(`/patrol-ledger?month=2026-09&${query}`, (row) => [row['occurredAt'], row['recordedAt']]);
    const page = async (query: string) => {
      const { status, body } = await (await officer()).get(`/households/${home.householdId}?${query}`);
      return [status, body.visitCount, body.duties, body.revision, body.rows.map((row: Row) => row['occurredAt'])];
    };
    expect(await ledger('asOf=2026-09-19T10:00:00Z')).toEqual([]);
    expect(await ledger(`asOf=${tokens['visited'] ?? ''}`)).toEqual([
      ['2026-09-05T02:00:00.000Z', '2026-09-20T01:00:00.000Z'],
    ]);
    expect(await ledger(`asOf=${tokens['corrected'] ?? ''}`)).toEqual([
      ['2026-09-06T02:00:00.000Z', '2026-09-20T01:00:00.000Z'],
    ]);
    expect(await page('asOf=2026-09-19T10:00:00Z')).toEqual([200, 0, [{ month: '2026-09', state: 'OWED' }], 2, []]);
    expect(await page('asOf=2026-09-20T10:00:00Z')).toEqual([
      200,
      1,
      [{ month: '2026-09', state: 'FULFILLED' }],
      3,
      ['2026-09-05T02:00:00.000Z'],
    ]);
    await along(ledger);
    await along(page);
  });

  it('the calendar judges the month by what was known then', async () => {
    const calendar = (query: string) => rows(`/visit-calendar?month=2026-09&${query}`, (row) => row['state']);
    expect(await calendar('asOf=2026-09-02T10:00:00Z')).toEqual([]);
    expect(await calendar('asOf=2026-09-19T10:00:00Z')).toEqual(['OWED']);
    expect(await calendar('asOf=2026-09-20T10:00:00Z')).toEqual(['FULFILLED']);
    await along(calendar);
    const counts = async (query: string) =>
      (await (await officer()).get(`/visit-calendar/counts?month=2026-09&${query}`)).body.counts;
    expect(await counts('asOf=2026-09-19T10:00:00Z')).toMatchObject({ OWED: 1, FULFILLED: 0 });
    await along(counts);
  });

  it('a proposal waits from the day it was made to the day it was decided', async () => {
    const proposals = (query: string) => rows(`/proposals?${query}`, (row) => [row['kind'], row['proposedAt']]);
    expect(await proposals('asOf=2026-09-20T10:00:00Z')).toEqual([]);
    expect(await proposals('asOf=2026-09-21T10:00:00Z')).toEqual([['VISIT_CORRECTION', '2026-09-21T01:00:00.000Z']]);
    expect(await proposals('asOf=2026-09-23T10:00:00Z')).toEqual([]);
    await along(proposals);
  });

  it('the audit trail ends where that day ended', async () => {
    const trail = (query: string) =>
      rows(`/audit-trail?stream=household-${home.householdId}&${query}`, (row) => row['type']);
    expect(await trail('asOf=2026-09-20T10:00:00Z')).toEqual([
      'PatrolVisitRecorded',
      'MemberAdded',
      'HouseholdListedAsKey',
      'HouseholdRegistered',
    ]);
    await along(trail);
  });

  it('a bureau replays one stream to a date', async () => {
    const stream = async (query: string) => {
      const answer = await (await app.as('bureau')).get(`/streams/household-${home.householdId}/facts?${query}`);
      return (answer.body.rows as Row[]).map(({ type }) => type);
    };
    expect(await stream('asOf=2026-09-11T10:00:00Z')).toEqual(['HouseholdRegistered', 'HouseholdListedAsKey']);
    await along(stream);
  });

  it('the area is that of today, whatever the date', async () => {
    const path = `/households/${home.householdId}?asOf=${tokens['listed'] ?? ''}`;
    const nanshan = await app.as('officer-nanshan');
    const moved = await madeUpCaller(app, { account: 'moved', role: 'OFFICER', org: GANGKOU });
    expect([(await nanshan.get(path)).status, (await moved.get(path)).status]).toEqual([404, 200]);
    expect(
      (await nanshan.get(`/roster?state=ALL&asOf=${tokens['delisted'] ?? ''}`)).body.rows.map(
        (row: Row) => row['townCode'],
      ),
    ).toEqual(['341881002']);
  });

  it('a household that was not yet known answers as one that does not exist', async () => {
    const { status } = await (await officer()).get(`/households/${home.householdId}?asOf=2026-08-31T10:00:00Z`);
    expect(status).toBe(404);
  });

  it('the sheets of a date are those of that date', async () => {
    const hash = async (query: string) =>
      (await (await officer()).get(`/roster.xlsx?state=ALL&${query}`)).headers['x-content-hash'];
    const hashes = [await hash('asOf=2026-09-11T10:00:00Z'), await hash('asOf=2026-09-24T10:00:00Z'), await hash('')];
    expect(new Set(hashes).size).toBe(2);
    expect(hashes[1]).toBe(hashes[2]);
    await along(hash);
  });
});
