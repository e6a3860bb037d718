import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { VILLAGE, allRows, appointCoordinator, madeUpCaller, morning, ok } from '../support/clerk.js';

/** Three townships that hand in at three times, all of Asia/Shanghai. */
const filed = {
  '341881100': '2026-11-12T23:59:00+08:00',
  '341881101': '2026-11-13T00:10:00+08:00',
  '341881102': '2026-11-16T09:00:00+08:00',
};

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ now: morning('2026-10-20') });
  await ok((await app.as('bureau')).post('/filing-campaigns', { year: '2026', dueOn: '2026-11-12' }));
  const villages = { '341881100': VILLAGE, '341881101': '341881101200', '341881102': '341881102200' };
  for (const [town, village] of Object.entries(villages))
    await appointCoordinator(await officerOf(town), { villages: [village] });
});
afterAll(async () => {
  await app.stop();
});

function officerOf(org: string): Promise<TestCaller> {
  return madeUpCaller(app, { account: `officer-${org}`, role: 'OFFICER', org });
}

async function submit(townCode: string): Promise<void> {
  const form = { year: '2026', townCode, annex: 'A3', filledBy: '李民政', reviewedBy: '王主任' };
  await ok((await officerOf(townCode)).post('/filings', form));
}

async function accept(townCode: string): Promise<void> {
  await ok((await app.as('bureau')).post(`/filings/2026_${townCode}_A3/acceptances`, {}));
}

async function board(asOf?: string): Promise<unknown> {
  await app.settle();
  const query = asOf === undefined ? '' : `?asOf=${encodeURIComponent(asOf)}`;
  const rows = await allRows(await app.as('bureau'), `/filings${query}`);
  return Object.fromEntries(
    rows
      .filter(({ filingId }) => Object.keys(filed).some((town) => filingId === `2026_${town}_A3`))
      .map(({ townCode, state, timing, lateWorkingDays }) => [townCode, [state, timing, lateWorkingDays]]),
  );
}

describe('11 · filing on the last minute', () => {
  it('handed in at 23:59 of the last day it is on time, at 00:10 of the next, a Friday, late by one working day', async () => {
    const [first, second, third] = Object.keys(filed);
    await app.at(new Date(filed['341881100']).toISOString());
    await submit(String(first));
    expect(await board()).toEqual({
      [String(first)]: ['SUBMITTED', 'ON_TIME', 0],
      [String(second)]: ['NOT_FILED', 'OPEN', 0],
      [String(third)]: ['NOT_FILED', 'OPEN', 0],
    });
    await app.at(new Date(filed['341881101']).toISOString());
    await submit(String(second));
    expect(await board()).toEqual({
      [String(first)]: ['SUBMITTED', 'ON_TIME', 0],
      [String(second)]: ['SUBMITTED', 'LATE', 1],
      [String(third)]: ['NOT_FILED', 'OVERDUE', 1],
    });
  });

  it('handed in on Monday the 16th at 09:00 it is late by two', async () => {
    await app.at(new Date(filed['341881102']).toISOString());
    await submit('341881102');
    expect(await board()).toEqual(expect.objectContaining({ '341881102': ['SUBMITTED', 'LATE', 2] }));
  });

  it('whenever the bureau accepts it', async () => {
    await app.at('2026-11-16T02:00:00.000Z');
    await accept('341881101');
    await app.at('2026-12-31T02:00:00.000Z');
    await accept('341881100');
    await accept('341881102');
    const accepted = {
      '341881100': ['ACCEPTED', 'ON_TIME', 0],
      '341881101': ['ACCEPTED', 'LATE', 1],
      '341881102': ['ACCEPTED', 'LATE', 2],
    };
    expect(await board()).toEqual(accepted);
    await app.system.platform.runner.rebuild('filings');
    expect(await board()).toEqual(accepted);
  });

  it('and as of a day it stands as it was known then', async () => {
    expect(await board('2026-11-12T15:58:00.000Z')).toEqual({
      '341881100': ['NOT_FILED', 'OPEN', 0],
      '341881101': ['NOT_FILED', 'OPEN', 0],
      '341881102': ['NOT_FILED', 'OPEN', 0],
    });
    expect(await board('2026-11-13T04:00:00.000Z')).toEqual({
      '341881100': ['SUBMITTED', 'ON_TIME', 0],
      '341881101': ['SUBMITTED', 'LATE', 1],
      '341881102': ['NOT_FILED', 'OVERDUE', 1],
    });
  });
});
