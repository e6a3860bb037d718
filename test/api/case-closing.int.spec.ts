import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { emergencyForm, homeVisitForm, urgentCase, watchedCase, aidedCase } from '../support/case-clerk.js';
import { allRows, madeUpCaller, morning, ok } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-11') });
  officer = await app.as('officer-gangkou');
});
afterAll(async () => {
  await app.stop();
});

const ruleOf = async (sent: ReturnType<TestCaller['post']>) => {
  const { status, body } = await sent;
  return [status, body.rule];
};
const statusOf = async (caseId: string): Promise<unknown> => {
  await app.settle();
  return (await allRows(officer, '/cases')).find((row) => row['caseId'] === caseId)?.['status'];
};
const reopenings = async (who: TestCaller): Promise<readonly (readonly unknown[])[]> => {
  await app.settle();
  const fields = ['proposalId', 'caseId', 'householdId', 'about', 'fields', 'reason', 'mayApprove'];
  return (await allRows(who, '/proposals?kind=REOPEN')).map((row) => fields.map((field) => row[field]));
};
const PAPERS = { items: ['REGISTER', 'IDENTITY', 'RECEIPT', 'REPORT'] };
const PAGE = { pageHash: 'a'.repeat(64) };

describe('the end of a case over HTTP', () => {
  it('scenario 5: money first, papers later; 800 元 is refused with the parameter named', async () => {
    const caseId = await urgentCase(officer);
    const above = await officer.post(`/cases/${caseId}/emergency-aids`, emergencyForm({ money: 80_000 }));
    expect([above.status, above.body.rule, above.body.detail]).toEqual([
      409,
      'I-13',
      '小额快救不得超过一个月低保标准 780 元（参数 DIBAO-STANDARD）',
    ]);
    await ok(officer.post(`/cases/${caseId}/emergency-aids`, emergencyForm()));
    expect(await statusOf(caseId)).toBe('EMERGENCY');
    const helped = await aidedCase(officer);
    await ok(officer.post(`/cases/${helped}/emergency-ends`, { on: '2026-09-10' }));
    const newAid = { class: 'NEW_AID', subItems: ['TEMPORARY', 'LOW_INCOME'], beneficiaries: ['m-head'] };
    await ok(officer.post(`/cases/${helped}/classifications`, newAid));
    expect(await ruleOf(officer.post(`/cases/${helped}/archives`, PAGE))).toEqual([409, 'I-13']);
    await ok(officer.post(`/cases/${helped}/paperwork`, PAPERS));
    await ok(officer.post(`/cases/${helped}/archives`, PAGE));
    expect(await statusOf(helped)).toBe('ARCHIVED');
    const { rows } = (await officer.get(`/cases/${helped}/timeline`)).body as {
      rows: { sentence: string; statusName: string }[];
    };
    expect(rows.slice(-5).map(({ sentence, statusName }) => [sentence, statusName])).toEqual([
      ['提出救助方案：生活—监测', '救助办理中'],
      ['2026-09-10 急难情形解除', '救助办理中'],
      ['归类为新增救助（临时救助、低收入），1 人', '新增救助'],
      ['补齐手续：登记表、身份证明、领取凭证、情况说明', '新增救助'],
      ['建档，电子页摘要 aaaaaaaa', '已建档'],
    ]);
    await ok(officer.post(`/cases/${helped}/reopenings`, { cause: 'SPOT_CHECK', ref: 'cc-1', reason: '抽查' }));
    await ok(officer.post(`/cases/${helped}/home-visits`, homeVisitForm()));
    expect(await statusOf(helped)).toBe('INVESTIGATING');
  });

  it('a case classified as watched puts its family on the watch list, and filing it takes nobody off (S28)', async () => {
    const before = await allRows(officer, '/watch-list');
    const caseId = await watchedCase(officer);
    await app.settle();
    const known = before.map(({ householdId }) => householdId);
    const rows = (await allRows(officer, '/watch-list')).filter(({ householdId }) => !known.includes(householdId));
    expect(rows.map(({ reasonCodes, since, nextReviewOn }) => ({ reasonCodes, since, nextReviewOn }))).toEqual([
      { reasonCodes: ['AGE'], since: '2026-09-11', nextReviewOn: '2026-12-11' },
    ]);
    await ok(officer.post(`/cases/${caseId}/archives`, PAGE));
    await app.settle();
    expect(await allRows(officer, '/watch-list')).toHaveLength(before.length + 1);
    expect(app.system.platform.parkedReactions.all()).toEqual([]);
  });

  it('a refusal is turned round by two persons only (I-25, F46)', async () => {
    const caseId = await watchedCase(officer);
    const again = { cause: 'PETITION', reason: '信访反映' };
    expect(await ruleOf(officer.post(`/cases/${caseId}/reopenings`, again))).toEqual([409, 'second-person-needed']);
    const { proposalId } = await ok(officer.post(`/cases/${caseId}/reopen-proposals`, again));
    const reviewer = await app.as('reviewer-gangkou');
    const nanshan = await madeUpCaller(app, {
      account: 'r-nanshan',
      role: 'REVIEWER',
      org: '341881002',
      person: 'p-x',
    });
    const waiting = [[proposalId, caseId, null, caseId, ['PETITION'], '信访反映', true]];
    expect([await reopenings(reviewer), await reopenings(nanshan)]).toEqual([waiting, []]);
    expect((await reopenings(officer)).map((row) => row.at(-1))).toEqual([false]);
    const of = `/cases/${caseId}/reopen-proposals/${String(proposalId)}`;
    const twin = { account: 'twin', role: 'REVIEWER', org: '341881100', person: officer.caller.person } as const;
    expect(await ruleOf((await madeUpCaller(app, twin)).post(`${of}/approvals`, {}))).toEqual([409, 'I-25']);
    await ok(reviewer.post(`${of}/rejections`, { reason: '材料不足' }));
    expect(await reopenings(reviewer)).toEqual([]);
    const second = await ok(officer.post(`/cases/${caseId}/reopen-proposals`, again));
    await ok(reviewer.post(`/cases/${caseId}/reopen-proposals/${String(second['proposalId'])}/approvals`, {}));
    expect([await statusOf(caseId), await reopenings(reviewer)]).toEqual(['REOPENED', []]);
  });
});
