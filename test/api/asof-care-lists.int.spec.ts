import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import { NANSHAN_VILLAGE, allRows, morning, ok, registerHousehold } from '../support/clerk.js';

/**
 * Two clocks: `asOf` is what was known at, the days in a row say when it happened. One household, registered on the 1st
 * of September: watched and monitored from the 2nd, which was entered on the 10th; reviewed on the 15th; asked to move to
 * another township as of the 18th on the 20th, asked once more on the 22nd, moved on the 24th; the watch released and the
 * monitoring ended there as of the 26th, entered on the 28th.
 */
describe('as known at a date: the watch list, the monitoring and a request to move', () => {
  let app: TestApp;
  let family: Registered;
  const tokens: Record<string, string> = {};
  const requests: string[] = [];
  const officer = (): Promise<TestCaller> => app.as('officer-gangkou');
  const nanshan = (): Promise<TestCaller> => app.as('officer-nanshan');

  const to = async (day: string): Promise<string> => {
    await app.at(morning(day));
    return `/households/${family.householdId}`;
  };
  const sent = async (name: string, caller: TestCaller, path: string, body: object) => {
    const answer = await ok(caller.post(path, body));
    tokens[name] = answer.position;
    return answer;
  };

  beforeAll(async () => {
    app = await startApp({ now: morning('2026-09-01') });
    family = await registerHousehold(await officer());
    tokens['registered'] = family.position;
    const beneficiaries = [family.headMemberId];
    let path = await to('2026-09-10');
    const watch = { on: '2026-09-02', reasonCodes: ['INCOME_ABOVE'], beneficiaries, text: '尚有债务' };
    await sent('watched', await officer(), `${path}/watches`, watch);
    const monitoring = { category: 'OTHER_LOW', beneficiaries, from: '2026-09-02', reason: '收入略高于边缘标准' };
    await sent('monitored', await officer(), `${path}/monitorings`, monitoring);
    path = await to('2026-09-15');
    const review = { on: '2026-09-14', finding: 'UNCHANGED', text: '仍有债务' };
    await sent('reviewed', await officer(), `${path}/watch-reviews`, review);
    for (const day of ['2026-09-20', '2026-09-22']) {
      path = await to(day);
      const move = { toVillage: NANSHAN_VILLAGE, on: '2026-09-18', reason: '投靠子女' };
      const { requestId } = await sent(`asked ${requests.length + 1}`, await officer(), `${path}/moves`, move);
      requests.push(String(requestId));
    }
    path = await to('2026-09-24');
    await sent('moved', await nanshan(), `${path}/moves/${requests[1]}/acceptances`, {});
    path = await to('2026-09-28');
    await sent('released', await nanshan(), `${path}/watch-releases`, { on: '2026-09-26', reason: 'RECOVERED' });
    await sent('ended', await nanshan(), `${path}/monitoring-ends`, { until: '2026-09-26', reason: 'RECOVERED' });
    await to('2026-09-30');
  }, 180_000);
  afterAll(async () => {
    await app.stop();
  });

  /** After each fact, by its position token and by an instant before the next. */
  const moments: readonly (readonly [name: string, instant: string])[] = [
    ['registered', '2026-09-05T04:00:00Z'],
    ['monitored', '2026-09-10T04:00:00Z'],
    ['reviewed', '2026-09-15T04:00:00Z'],
    ['asked 2', '2026-09-22T04:00:00Z'],
    ['moved', '2026-09-24T04:00:00Z'],
    ['ended', '2026-09-28T04:00:00Z'],
  ];

  async function known(path: string, fields: readonly string[], caller: () => Promise<TestCaller>) {
    const table: Record<string, unknown> = {};
    for (const [name, instant] of moments) {
      const read = async (asOf: string) => {
        const rows = await allRows(await caller(), `${path}asOf=${encodeURIComponent(asOf)}`);
        return rows.map((row) => fields.map((field) => row[field]));
      };
      const byToken = await read(tokens[name] ?? '');
      expect([name, await read(instant)]).toEqual([name, byToken]);
      table[name] = byToken;
    }
    return table;
  }

  const nothing: readonly unknown[] = [];

  it('the watch list: nothing before it was entered, where the family lived, its next review as it was known', async () => {
    const fields = ['villageCode', 'since', 'nextReviewOn'];
    const begun = [['341881100201', '2026-09-02', '2026-12-02']];
    const later = [['341881100201', '2026-09-02', '2026-12-14']];
    expect(await known('/watch-list?', fields, officer)).toEqual({
      registered: nothing,
      monitored: begun,
      reviewed: later,
      'asked 2': later,
      moved: nothing,
      ended: nothing,
    });
    const moved = [[NANSHAN_VILLAGE, '2026-09-02', '2026-12-14']];
    expect(await known('/watch-list?', fields, nanshan)).toEqual({
      registered: nothing,
      monitored: nothing,
      reviewed: nothing,
      'asked 2': nothing,
      moved,
      ended: nothing,
    });
    const released = await known('/watch-list?state=RELEASED&', ['householdId'], nanshan);
    expect([released['moved'], released['ended']]).toEqual([nothing, [[family.householdId]]]);
  });

  it('the monitoring: from when it was entered, with its end once that was', async () => {
    const fields = ['villageCode', 'from', 'until'];
    const begun = [['341881100201', '2026-09-02', null]];
    expect(await known('/monitoring?', fields, officer)).toEqual({
      registered: nothing,
      monitored: begun,
      reviewed: begun,
      'asked 2': begun,
      moved: nothing,
      ended: nothing,
    });
    const there = await known('/monitoring?', fields, nanshan);
    expect([there['asked 2'], there['moved'], there['ended']]).toEqual([
      nothing,
      [[NANSHAN_VILLAGE, '2026-09-02', null]],
      nothing,
    ]);
    const ended = await known('/monitoring?state=ENDED&', fields, nanshan);
    expect([ended['moved'], ended['ended']]).toEqual([nothing, [[NANSHAN_VILLAGE, '2026-09-02', '2026-09-26']]]);
  });

  it('a request to move: the township that is asked sees it from when it was made until it is taken back or answered', async () => {
    const asked = async (asOf: string) => {
      const rows = await allRows(await nanshan(), `/proposals?kind=MOVE&asOf=${encodeURIComponent(asOf)}`);
      return rows.map(({ proposalId, fields }) => [proposalId, fields]);
    };
    const request = (index: number) => [[requests[index], ['341881100', '2026-09-18']]];
    expect([
      await asked('2026-09-19T04:00:00Z'),
      await asked('2026-09-20T04:00:00Z'),
      await asked('2026-09-21T23:00:00Z'),
      await asked('2026-09-22T04:00:00Z'),
      await asked('2026-09-24T04:00:00Z'),
    ]).toEqual([nothing, request(0), request(0), request(1), nothing]);
    expect([
      await asked(tokens['reviewed'] ?? ''),
      await asked(tokens['asked 1'] ?? ''),
      await asked(tokens['asked 2'] ?? ''),
      await asked(tokens['moved'] ?? ''),
    ]).toEqual([nothing, request(0), request(1), nothing]);
    expect(
      await allRows(await officer(), `/proposals?kind=MOVE&asOf=${encodeURIComponent('2026-09-21T04:00:00Z')}`),
    ).toEqual(nothing);
  });

  it('of the household itself the township that is asked sees nothing as of a day before it took it over', async () => {
    const read = async (asOf: string) =>
      (await (await nanshan()).get(`/households/${family.householdId}?asOf=${encodeURIComponent(asOf)}`)).status;
    expect([await read('2026-09-22T04:00:00Z'), await read('2026-09-24T04:00:00Z')]).toEqual([404, 200]);
  });
});
