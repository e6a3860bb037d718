import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import { list, morning, ok, registerHousehold, visit } from '../support/clerk.js';

interface Step {
  readonly factId: string;
  readonly type: string;
  readonly sentence: string;
  readonly correctedBy: number | null;
}

let app: TestApp;
let officer: TestCaller;
let home: Registered;
/** Position of the listing. */
let listed: string;
beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-12') });
  officer = await app.as('officer-gangkou');
  home = await registerHousehold(officer);
  listed = (await list(officer, home.householdId, { listedOn: '2026-09-03' })).position;
});
afterAll(() => app.stop());

const steps = async (query = ''): Promise<readonly Step[]> => {
  const { body } = await officer.get(`/households/${home.householdId}/timeline${query}`);
  return (body as { readonly rows: readonly Step[] }).rows;
};
const approved = async (path: string, body: object): Promise<void> => {
  const proposal = await ok(officer.post(`/households/${home.householdId}/${path}`, { ...body, reason: '录入错误' }));
  const reviewer = await app.as('reviewer-gangkou');
  await ok(reviewer.post(`/households/${home.householdId}/${path}/${String(proposal['proposalId'])}/approvals`, {}));
};

describe('the whole history of a household', () => {
  it('names the fact that a correction puts right, and the step that did', async () => {
    const corrects = (await steps()).find(({ type }) => type === 'HouseholdListedAsKey')?.factId;
    await approved('corrections', { corrects, corrected: { listedOn: '2026-09-02' } });
    const { visitId } = await visit(officer, home, '2026-09-12T08:00:00+08:00');
    await approved('visit-corrections', {
      correctsVisitId: visitId,
      corrected: { visitedAt: '2026-09-12T08:30:00+08:00' },
    });
    expect((await steps()).map(({ type, correctedBy }) => [type, correctedBy])).toEqual([
      ['HouseholdRegistered', null],
      ['HouseholdListedAsKey', 3],
      ['CorrectionProposed', null],
      ['FactCorrected', null],
      ['PatrolVisitRecorded', 6],
      ['VisitCorrectionProposed', null],
      ['PatrolVisitCorrected', null],
    ]);
  });

  it('as of an earlier day ends there, and nothing was corrected yet', async () => {
    const told = await steps(`?asOf=${listed}`);
    expect(told.map(({ type, correctedBy }) => [type, correctedBy])).toEqual([
      ['HouseholdRegistered', null],
      ['HouseholdListedAsKey', null],
    ]);
    expect(told[1]?.sentence).toBe('自 2026-09-03 起列入重点人群花名册，类别：低保边缘家庭，致困原因：重病');
  });

  it('goes on record as a replay', async () => {
    await app.system.platform.accessLog.flush();
    const { events } = await app.system.platform.accessStore.readAll(0, { limit: 1000 });
    const replays = events.filter(({ type }) => type === 'CaseHistoryReplayed').map(({ data }) => data['stream']);
    expect([...new Set(replays)]).toEqual([`household-${home.householdId}`]);
  });

  it('is nobody else’s: another township is told that there is no such household', async () => {
    const stranger = await app.as('officer-nanshan');
    const answer = await stranger.get(`/households/${home.householdId}/timeline`);
    expect(answer.status).toBe(404);
  });
});
