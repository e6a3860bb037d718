import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { GANGKOU, appointCoordinator, download, groupMemberForm, ok } from '../support/clerk.js';

const NANSHAN = '341881002';
const form = { year: '2026', townCode: GANGKOU, filledBy: '李民政', reviewedBy: '王主任' };
let app: TestApp;
let officer: TestCaller;
let bureau: TestCaller;

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
  bureau = await app.as('bureau');
  await appointCoordinator(officer);
  await ok(officer.post('/groups', { townCode: GANGKOU, leader: groupMemberForm(), on: '2026-09-05' }));
}, 180_000);
afterAll(async () => {
  await app.stop();
});

/** What the footer of the sheet says it holds, as of a place of the log. */
async function sheetHash(sheet: string, asOf: string): Promise<unknown> {
  const { headers } = await download(officer.get(`/${sheet}.xlsx?town=${GANGKOU}&asOf=${encodeURIComponent(asOf)}`));
  return headers['x-content-hash'];
}

async function filed(annex: string): Promise<Record<string, unknown>[]> {
  const facts = await app.facts(['filing']);
  return facts
    .filter(({ type, data }) => type === 'FilingSubmitted' && data['annex'] === annex)
    .map(({ data }) => data);
}

describe('filing the rosters of a township (S31)', () => {
  it('waits for the campaign of the bureau', async () => {
    const early = await officer.post('/filings', { ...form, annex: 'A3' });
    expect([early.status, early.body.rule]).toEqual([409, 'no-campaign']);
    await ok(bureau.post('/filing-campaigns', { year: '2026' }));
    expect((await app.facts(['city'])).map(({ data }) => data)).toEqual([{ year: '2026', dueOn: '2026-11-12' }]);
  });

  it('is another township’s affair for everybody else, and leaves nothing there', async () => {
    const foreign = await officer.post('/filings', { ...form, townCode: NANSHAN, annex: 'A3' });
    const closed = await bureau.post('/filings', { ...form, annex: 'A3' });
    expect([foreign.status, closed.status]).toEqual([404, 403]);
    expect(await app.facts(['filing'])).toEqual([]);
  });

  it('is to be sent again in a moment while more of the past is asked for than can wait, and leaves nothing', async () => {
    const { asOf } = app.system.platform;
    const asked = Promise.all(Array.from({ length: 9 }, (_, n) => asOf.at(n + 1)));
    const { status, headers, body } = await officer.post('/filings', { ...form, annex: 'A3' });
    for (const views of await asked) await views.close();
    expect([status, headers['retry-after'], body.type, body.detail]).toEqual([
      429,
      '2',
      'urn:proactive-discovery:problem:as-of-busy',
      '同时进行的历史回放过多，请稍后再试',
    ]);
    expect(await app.facts(['filing'])).toEqual([]);
  });

  it('answers a filing that is not there as not there, whatever its id looks like', async () => {
    const ids = [`2026_${GANGKOU}_A4`, `2026_${GANGKOU}_A5`, '0b0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c6d'];
    const answers = await Promise.all(ids.map((id) => bureau.post(`/filings/${id}/acceptances`, {})));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it('goes from a submission over a return with reasons to the next one and its acceptance, every name sealed', async () => {
    const { filingId } = await ok(officer.post('/filings', { ...form, annex: 'A3' }));
    await ok(bureau.post(`/filings/${String(filingId)}/returns`, { reasons: [{ text: '缺灰山村' }, { text: '  ' }] }));
    await ok(officer.post('/filings', { ...form, annex: 'A3' }));
    await ok(bureau.post(`/filings/${String(filingId)}/acceptances`, {}));
    const again = await officer.post('/filings', { ...form, annex: 'A3' });
    expect([again.status, again.body.rule]).toEqual([409, 'already-accepted']);
    const facts = await app.facts(['filing']);
    expect(facts.map(({ stream, type, metadata }) => [stream, type, metadata.townCode])).toEqual(
      ['FilingSubmitted', 'FilingReturned', 'FilingSubmitted', 'FilingAccepted'].map((type) => [
        `filing-2026_${GANGKOU}_A3`,
        type,
        GANGKOU,
      ]),
    );
    expect((facts[1]?.data['reasons'] as unknown[]).length).toBe(1);
    const log = JSON.stringify(facts);
    expect(['李民政', '王主任', '灰山村'].filter((word) => log.includes(word))).toEqual([]);
  });

  it.each([
    ['A3', 'coordinators', 1],
    ['A4', 'groups', 2],
  ])(
    'of %s carries the hash that the sheet prints as of that moment, also after later changes',
    async (annex, sheet, rows) => {
      if (annex === 'A4') await ok(officer.post('/filings', { ...form, annex }));
      const asFiled = app.clock.now();
      app.clock.set(annex === 'A3' ? '2026-09-10T02:00:00.000Z' : '2026-09-10T03:00:00.000Z');
      const frozen = (await filed(annex)).at(-1);
      expect(frozen).toMatchObject({ rows, contentHash: await sheetHash(sheet, asFiled) });
      await appointCoordinator(officer);
      const member = groupMemberForm({ name: '赵丁', idNo: undefined });
      await ok(officer.post('/groups/members', { townCode: GANGKOU, member, on: '2026-09-05' }));
      expect(await sheetHash(sheet, asFiled)).toBe(frozen?.['contentHash']);
      expect(await sheetHash(sheet, app.clock.now())).not.toBe(frozen?.['contentHash']);
    },
  );
});
