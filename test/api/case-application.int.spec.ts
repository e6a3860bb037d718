import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import {
  applicationForm,
  checkResultForm,
  decidableCase,
  investigatedCase,
  noticeForm,
  planForm,
} from '../support/case-clerk.js';
import { GANGKOU, idNumber, madeUpCaller, morning, ok, openCaseOf } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let reviewer: TestCaller;
beforeAll(async () => {
  app = await startApp();
  await signIn();
});
afterAll(async () => {
  await app.stop();
});

async function signIn(): Promise<void> {
  officer = await app.as('officer-gangkou');
  reviewer = await app.as('reviewer-gangkou');
}

const GRANT = { beneficiaries: ['m-head'], money: 78_000, period: 'MONTH', from: '2026-10-01' };
const ruleOf = async (sent: ReturnType<TestCaller['post']>) => {
  const { status, body } = await sent;
  return [status, body.rule];
};

describe('an application over HTTP', () => {
  it('goes from the counter to its grant, decided by another person than who proposed it (I-25, F46)', async () => {
    const caseId = await investigatedCase(officer);
    const post = (caller: TestCaller, path: string, form: object) => caller.post(`/cases/${caseId}/${path}`, form);
    const { applicationId } = await ok(
      post(await app.as('coordinator-gangkou'), 'assisted-applications', {
        reason: 'DISABILITY',
        authority: '其父签字委托',
      }),
    );
    const number = idNumber();
    const form = applicationForm({ applicationId, kin: true, kinRegistration: '村主任之弟', idNo: number });
    await ok(post(await app.as('window-gangkou'), 'applications', form));
    const of = `applications/${String(applicationId)}`;
    await ok(post(officer, `${of}/economic-checks`, { scope: ['INCOME'], authorisation: '授权书已签' }));
    await ok(post(await app.as('bureau'), `${of}/economic-check-results`, checkResultForm));
    await ok(post(officer, `${of}/opinions`, { opinion: 'AGREE', text: '符合条件' }));
    expect(
      await ruleOf(post(officer, `${of}/notices`, { ...noticeForm, fields: [{ field: 'ADDRESS', value: '三组' }] })),
    ).toEqual([409, 'notice-field']);
    await ok(post(officer, `${of}/notices`, { ...noticeForm, from: '2026-09-10' }));
    const window = await app.as('window-gangkou');
    const { objectionId } = await ok(post(window, `${of}/objections`, { by: '吴十', text: '名下有车' }));
    await ok(
      post(officer, `${of}/objections/${String(objectionId)}/settlements`, { outcome: 'REJECTED', text: '车已报废' }),
    );
    await ok(post(officer, 'aid-plans', planForm));
    expect(await ruleOf(post(reviewer, `${of}/grants`, GRANT))).toEqual([409, 'I-16']);
    const together = { visitedAt: '2026-09-10T08:30:00+08:00', investigators: ['o-1', 'b-1'], whoSeen: ['m-head'] };
    await ok(post(officer, 'home-visits', { ...together, acknowledgement: 'SIGNED', withBureau: true }));
    expect(await ruleOf(post(reviewer, `${of}/grants`, GRANT))).toEqual([409, 'I-10']);
    await app.at(morning('2026-09-18'));
    await signIn();
    expect((await post(officer, `${of}/grants`, GRANT)).status).toBe(403);
    const twin = { account: 'second-account', role: 'REVIEWER', org: GANGKOU, person: officer.caller.person } as const;
    expect(await ruleOf(post(await madeUpCaller(app, twin), `${of}/grants`, GRANT))).toEqual([409, 'I-25']);
    await ok(post(reviewer, `${of}/grants`, GRANT));
    const { rows } = (await officer.get(`/cases/${caseId}/timeline`)).body as { rows: { sentence: string }[] };
    expect(rows.slice(-13).map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^协理员 .+ 协助申请，原因：残疾$/),
      '2026-09-01 受理低保申请（近亲属，单独登记备案）',
      '启动家庭经济状况核对：收入',
      '完成 2 人家庭经济状况核对：符合条件，有效至 2027-03-01',
      '提出初审意见：同意',
      '自 2026-09-10 至 2026-09-17 在村(社区)公示栏公示：申请人姓名、家庭成员数量',
      `收到异议 ${String(objectionId).slice(0, 8)}`,
      `异议 ${String(objectionId).slice(0, 8)} 处理结果：异议不成立`,
      '提出救助方案：生活—给予救助',
      '2 人入户调查，见到 1 人',
      '启动家庭经济状况核对应于 2026-09-04 前完成，逾期办理（参数 DIB-START）',
      '公示期满',
      '确认给予低保，1 人，780.00 元，自 2026-10-01 起',
    ]);
    const log = JSON.stringify(await app.facts(['case']));
    const words = ['签字委托', '村主任', number, '授权书', '符合条件', '周九', '吴十', '名下有车', '报废'];
    expect(words.filter((word) => log.includes(word))).toEqual([]);
  });

  it('is refused with reasons and told in writing once; then the family is ineligible', async () => {
    const { caseId, applicationId } = await decidableCase(officer);
    const of = `/cases/${caseId}/applications/${applicationId}`;
    expect(await ruleOf(reviewer.post(`${of}/refusals`, { reasonCodes: [], text: '收入高' }))).toEqual([409, 'I-23']);
    await ok(reviewer.post(`${of}/refusals`, { reasonCodes: ['INCOME_ABOVE'], text: '收入高于标准' }));
    const notice = { applicationId, channel: 'IN_PERSON', on: '2026-09-18' };
    await ok(officer.post(`/cases/${caseId}/refusal-notifications`, notice));
    expect(await ruleOf(officer.post(`/cases/${caseId}/refusal-notifications`, notice))).toEqual([
      409,
      'already-notified',
    ]);
    const refusal = { reasonCodes: ['INCOME_ABOVE'], text: '收入高于标准', hasRealDifficulty: true };
    await ok(officer.post(`/cases/${caseId}/ineligibilities`, refusal));
  });

  it('goes up to the bureau, and is withdrawn at the counter where it came in', async () => {
    const { caseId, applicationId } = await decidableCase(officer);
    const of = `/cases/${caseId}/applications/${applicationId}`;
    const bureau = await app.as('bureau');
    expect(await ruleOf(bureau.post(`${of}/receipts`, { on: '2026-09-18' }))).toEqual([409, 'not-forwarded']);
    await ok(officer.post(`${of}/forwardings`, { to: 'CITY', on: '2026-09-18' }));
    await ok(bureau.post(`${of}/receipts`, { on: '2026-09-18' }));
    await ok(reviewer.post(`${of}/extensions`, { reason: 'COMPLEX', until: '2026-10-20' }));
    await ok((await app.as('window-gangkou')).post(`${of}/withdrawals`, { text: '子女接走' }));
    expect(await ruleOf(reviewer.post(`${of}/grants`, GRANT))).toEqual([409, 'application-ended']);
    await ok(officer.post(`/cases/${caseId}/closings`, { reason: 'WITHDRAWN', text: '申请撤回' }));
  });

  it('a check of the means is used again for the same family only, from a case within reach', async () => {
    const { caseId } = await decidableCase(officer);
    const { opening } = (await app.facts(['case']))
      .filter(({ stream, type }) => stream === `case-${caseId}` && type === 'CaseOpenedFromRoster')
      .map(({ data }) => ({ opening: String(data['householdRef']) }))[0] ?? { opening: '' };
    const again = async (householdRef: string) => {
      const other = await openCaseOf(officer, householdRef);
      const { applicationId } = await ok(officer.post(`/cases/${other}/applications`, applicationForm()));
      return officer.post(`/cases/${other}/applications/${String(applicationId)}/economic-check-reuses`, {
        fromCaseRef: caseId,
      });
    };
    expect((await again(opening)).status).toBe(200);
    const stranger = await again('0b0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c6d');
    expect([stranger.status, stranger.body.rule]).toEqual([409, 'no-such-check']);
  });
});
