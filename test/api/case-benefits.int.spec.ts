import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { announcedCase, grantedCase } from '../support/case-clerk.js';
import { morning, ok } from '../support/clerk.js';

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

const ruleOf = async (sent: ReturnType<TestCaller['post']>) => {
  const { status, body } = await sent;
  return [status, body.rule];
};
const toldOf = async (caseId: string): Promise<readonly string[]> => {
  await app.settle();
  const { rows } = (await officer.get(`/cases/${caseId}/timeline`)).body as { rows: { sentence: string }[] };
  return rows.map(({ sentence }) => sentence);
};

describe('a granted measure over HTTP', () => {
  it('is paid month by month, reviewed, and never paid twice or too much', async () => {
    const { caseId, measureId } = await grantedCase(officer, reviewer);
    const of = `/cases/${caseId}/measures/${measureId}`;
    const payment = { period: '2026-09', money: 40_000 };
    expect(await ruleOf(officer.post(`${of}/payments`, { ...payment, money: 40_001 }))).toEqual([
      409,
      'more-than-granted',
    ]);
    await ok(officer.post(`${of}/payments`, payment));
    expect(await ruleOf(officer.post(`${of}/payments`, payment))).toEqual([409, 'paid-already']);
    expect((await reviewer.post(`${of}/payments`, payment)).status).toBe(403);
    await ok(officer.post(`${of}/reviews`, { on: '2026-09-10', result: 'UNCHANGED' }));
    await ok(officer.post(`/cases/${caseId}/whole-household-assessments`, { result: 'SINGLE', reason: '收入超标' }));
    expect((await toldOf(caseId)).slice(-4)).toEqual([
      '确认给予低保边缘，1 人，400.00 元，自 2026-09-01 起',
      '发放 2026-09 救助金 400.00 元',
      '2026-09-10 定期核查：继续享受',
      '整户保评估：整户不符合，个别成员单独纳入',
    ]);
  });

  it('is reduced or ended after a hearing and a written notice, by somebody else', async () => {
    const { caseId, measureId } = await announcedCase(officer, reviewer, 'REDUCE');
    const of = `/cases/${caseId}/measures/${measureId}`;
    const less = { reason: 'INCOME_UP', money: 30_000, from: '2026-09-16', text: '务工收入增加' };
    expect((await officer.post(`${of}/reductions`, less)).status).toBe(403);
    await ok(reviewer.post(`${of}/reductions`, less));
    const end = { reason: 'RECOVERED', from: '2026-10-01', text: '困难已消除' };
    expect(await ruleOf(reviewer.post(`${of}/endings`, end))).toEqual([409, 'I-17']);
    await ok(officer.post(`${of}/hearings`, { on: '2026-09-11', heard: ['m-head'], statement: '无异议' }));
    await ok(officer.post(`${of}/announcements`, { change: 'END', on: '2026-09-11', from: '2026-09-18' }));
    await ok(reviewer.post(`${of}/endings`, end));
    expect((await toldOf(caseId)).slice(-6)).toEqual([
      '2026-09-10 听取 1 人意见',
      '2026-09-10 书面告知自 2026-09-16 起减发',
      '自 2026-09-16 起减发至 300.00 元，原因：收入增加',
      '2026-09-11 听取 1 人意见',
      '2026-09-11 书面告知自 2026-09-18 起停止救助',
      '自 2026-10-01 起停止救助，原因：困难已消除',
    ]);
  });
});
