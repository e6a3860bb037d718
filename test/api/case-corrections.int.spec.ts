import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { allRows, morning, ok, reportClue } from '../support/clerk.js';

interface Step {
  readonly factId: string;
  readonly type: string;
  readonly sentence: string;
  readonly correctedBy: number | null;
}

let app: TestApp;
let officer: TestCaller;
let reviewer: TestCaller;
beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-11') });
  officer = await app.as('officer-gangkou');
  reviewer = await app.as('reviewer-gangkou');
});
afterAll(async () => {
  await app.stop();
});

const steps = async (caseId: string): Promise<readonly Step[]> => {
  const { body } = await officer.get(`/cases/${caseId}/timeline`);
  return (body as { readonly rows: readonly Step[] }).rows;
};
const clueOf = async (caseId: string): Promise<string> => (await steps(caseId))[0]?.factId ?? '';
const waiting = async (who: TestCaller) => {
  await app.settle();
  const fields = ['kind', 'caseId', 'householdId', 'about', 'fields', 'reason', 'mayApprove'];
  return (await allRows(who, '/proposals?kind=CORRECTION')).map((row) => fields.map((field) => row[field]));
};
const inbox = async (caseId: string): Promise<unknown> => {
  await app.settle();
  return (await allRows(officer, '/clue-inbox')).find((row) => row['caseId'] === caseId);
};

describe('corrections of cases over HTTP (I-18)', () => {
  it('a mistyped source waits for a second person, and is read as corrected from then on', async () => {
    const caseId = await reportClue(officer);
    const path = `/cases/${caseId}/corrections`;
    const corrects = await clueOf(caseId);
    const form = { corrects, corrected: { source: 'SWEEP', text: '摸排时发现' }, reason: '误选来源' };
    const { proposalId } = await ok(officer.post(path, form));
    const row = ['CORRECTION', caseId, null, corrects, ['source', 'text'], '误选来源'];
    expect(await waiting(officer)).toEqual([[...row, false]]);
    expect(await waiting(reviewer)).toEqual([[...row, true]]);
    expect(await inbox(caseId)).toMatchObject({ source: 'COORDINATOR' });
    await ok(reviewer.post(`${path}/${String(proposalId)}/approvals`, {}));
    expect(await waiting(reviewer)).toEqual([]);
    expect(await inbox(caseId)).toMatchObject({ source: 'SWEEP' });
    expect((await steps(caseId)).map(({ type, sentence, correctedBy }) => [type, sentence, correctedBy])).toEqual([
      ['ClueReported', '报告一般线索（协理员上报，341881100201），需求：生活', 2],
      ['CorrectionProposed', '提请更正事实 ClueReported：线索来源、说明', null],
      ['FactCorrected', '复核同意，更正事实 ClueReported：线索来源、说明', null],
    ]);
  });

  it('what is sent back stays as it was', async () => {
    const caseId = await reportClue(officer);
    const path = `/cases/${caseId}/corrections`;
    const form = { corrects: await clueOf(caseId), corrected: { source: 'SWEEP' }, reason: '误选来源' };
    const { proposalId } = await ok(officer.post(path, form));
    await ok(reviewer.post(`${path}/${String(proposalId)}/rejections`, { reason: '原来源无误' }));
    expect([await waiting(reviewer), await inbox(caseId)]).toMatchObject([[], { source: 'COORDINATOR' }]);
    const again = await reviewer.post(`${path}/${String(proposalId)}/approvals`, {});
    expect([again.status, again.body.rule]).toEqual([409, 'no-such-proposal']);
  });

  it('is refused with rule and place: what cannot be corrected, a foreign code, the second person', async () => {
    const caseId = await reportClue(officer);
    const path = `/cases/${caseId}/corrections`;
    const corrects = await clueOf(caseId);
    const refused = async (form: object) => {
      const { status, body } = await officer.post(path, { corrects, reason: '误录', ...form });
      return [status, body.rule, body.errors];
    };
    expect(await refused({ corrected: { subItems: ['DIBAO'] } })).toEqual([
      409,
      'not-correctable',
      [{ pointer: '/corrected/subItems', detail: '这类事实的该项内容不能更正' }],
    ]);
    expect((await refused({ corrected: { source: 'NOBODY' } }))[0]).toBe(422);
    expect((await refused({ corrected: { urgencyHint: 'URGENT' } }))[0]).toBe(422);
    const bureau = await app.as('bureau');
    const { proposalId } = await ok(bureau.post(path, { corrects, corrected: { source: 'SWEEP' }, reason: '误录' }));
    const own = await bureau.post(`${path}/${String(proposalId)}/approvals`, {});
    expect([own.status, own.body.rule]).toEqual([409, 'I-25']);
    expect((await officer.post(`${path}/${String(proposalId)}/approvals`, {})).status).toBe(403);
    const elsewhere = await app.as('officer-nanshan');
    expect((await elsewhere.post(path, { corrects, corrected: { source: 'SWEEP' }, reason: '误录' })).status).toBe(404);
  });
});
