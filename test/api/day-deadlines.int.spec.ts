import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import { GANGKOU, appointCoordinator, ok } from '../support/clerk.js';

let app: TestApp;
let coordinatorId: string;
beforeAll(async () => {
  app = await startApp();
  const officer = await app.as('officer-gangkou');
  coordinatorId = await appointCoordinator(officer);
  const insurance = { validFrom: '2026-09-01', validUntil: '2026-11-12' };
  await ok(officer.post(`/coordinators/${coordinatorId}/insurances`, insurance));
  await ok((await app.as('bureau')).post('/filing-campaigns', { year: '2026' }));
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const breaches = async () =>
  (await app.facts(['coordinator', 'filing'])).filter(({ type }) =>
    ['InsuranceExpired', 'FilingOverdue'].includes(type),
  );

describe('what was due by a day and did not happen', () => {
  it('is nothing at the last instant of the day', async () => {
    await app.at('2026-11-12T15:59:59.999Z');
    expect(await breaches()).toEqual([]);
  });

  it('is written the instant after, once, by the clock, as of the day’s end and with the township it concerns', async () => {
    await app.at('2026-11-12T16:00:00.000Z');
    const facts = await breaches();
    expect(facts.length).toBe(1 + 2 * 19);
    const mine = facts.filter(({ metadata }) => metadata.townCode === GANGKOU);
    expect(
      mine.map(({ stream, type, metadata: { actorRole, occurredAt } }) => [stream, type, actorRole, occurredAt]),
    ).toEqual([
      [`coordinator-${coordinatorId}`, 'InsuranceExpired', 'SYSTEM', '2026-11-12T15:59:59.999Z'],
      [`filing-2026_${GANGKOU}_A3`, 'FilingOverdue', 'SYSTEM', '2026-11-12T15:59:59.999Z'],
      [`filing-2026_${GANGKOU}_A4`, 'FilingOverdue', 'SYSTEM', '2026-11-12T15:59:59.999Z'],
    ]);
    await app.at('2026-11-20T01:00:00.000Z');
    app = await app.restart();
    await app.at('2026-11-21T01:00:00.000Z');
    expect(await breaches()).toEqual(facts);
  });

  it('does not keep a township from filing late, nor make an empty filing one that can be accepted', async () => {
    const officer = await app.as('officer-gangkou');
    const bureau = await app.as('bureau');
    expect((await bureau.post(`/filings/2026_${GANGKOU}_A3/acceptances`, {})).status).toBe(404);
    const form = { year: '2026', townCode: GANGKOU, annex: 'A3', filledBy: '李民政', reviewedBy: '王主任' };
    await ok(officer.post('/filings', form));
    await ok(bureau.post(`/filings/2026_${GANGKOU}_A3/acceptances`, {}));
  });
});
