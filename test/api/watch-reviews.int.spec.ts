import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import { allRows, morning, ok, registerHousehold } from '../support/clerk.js';
import { tempFolder } from '../support/temp-folder.js';

let app: TestApp;
let family: Registered;

beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-10'), folder: (await tempFolder({ memory: true })).path });
  const officer = await app.as('officer-gangkou');
  family = await registerHousehold(officer, { registeredOn: '2026-09-01' });
  const form = { on: '2026-09-02', reasonCodes: ['INCOME_ABOVE'], beneficiaries: [family.headMemberId] };
  await ok(officer.post(`/households/${family.householdId}/watches`, form));
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const misses = async () => (await app.facts(['household'])).filter(({ type }) => type === 'WatchReviewMissed');
const alerts = async (query: string) =>
  (await allRows(await app.as('officer-gangkou'), `/alerts?kind=WATCH_REVIEW_MISSED&state=${query}`)).map((row) => [
    row['alertId'],
    row['villageName'],
    row['kindName'],
  ]);

describe('a watch review by 24:00 of its day (S28)', () => {
  it('that was not made is written the instant after, once, whatever starts again', async () => {
    await app.at('2026-12-02T15:59:59.999Z');
    expect(await misses()).toEqual([]);
    await app.at('2026-12-02T16:00:00.000Z');
    const facts = await misses();
    expect(facts.map(({ stream, data, metadata }) => [stream, data['reviewOn'], metadata.actorRole])).toEqual([
      [`household-${family.householdId}`, '2026-12-02', 'SYSTEM'],
    ]);
    await app.at(morning('2026-12-10'));
    app = await app.restart();
    await app.at(morning('2026-12-11'));
    expect(await misses()).toEqual(facts);
  });

  it('is told in the alerts and on the watch list until somebody makes it', async () => {
    const told = [`WATCH_REVIEW_MISSED.${family.householdId}.2026-12-02`, '灰山村委会', '救助观察逾期未复核'];
    expect([await alerts('OPEN'), await alerts('ENDED')]).toEqual([[told], []]);
    const officer = await app.as('officer-gangkou');
    const shown = async () => {
      const [row] = await allRows(officer, '/watch-list');
      return [row?.['nextReviewOn'], row?.['overdue'], row?.['missed'], row?.['lastFinding']];
    };
    expect(await shown()).toEqual(['2026-12-02', true, ['2026-12-02'], null]);
    const review = { on: '2026-12-11', finding: 'UNCHANGED', text: '仍在治疗' };
    await ok(officer.post(`/households/${family.householdId}/watch-reviews`, review));
    await app.settle();
    expect([await alerts('OPEN'), await alerts('ENDED')]).toEqual([[], [told]]);
    expect(await shown()).toEqual(['2027-03-11', false, ['2026-12-02'], 'UNCHANGED']);
  });
});
