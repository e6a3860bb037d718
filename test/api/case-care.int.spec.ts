import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { careAgreement, careOffer, careWord, grantedTekunCase } from '../support/care-clerk.js';
import { morning, ok } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
});
afterAll(async () => {
  await app.stop();
});

const told = async (who: TestCaller, caseId: string, since: number) => {
  const { rows } = (await who.get(`/cases/${caseId}/timeline`)).body as {
    rows: { sentence: string; statusName: string }[];
  };
  return rows.slice(since).map(({ sentence, statusName }) => [sentence, statusName]);
};
const factsOf = async (caseId: string) =>
  (await app.facts(['case'])).filter(({ stream }) => stream === `case-${caseId}`);
const ruleOf = async (sent: ReturnType<TestCaller['post']>) => {
  const { status, body } = await sent;
  return [status, body.rule];
};

test('central care is offered, accepted in writing and given, and never before it was accepted (S22, I-12)', async () => {
  const caseId = await grantedTekunCase(officer, await app.as('reviewer-gangkou'));
  const { length } = await factsOf(caseId);
  const post = (path: string, form: object) => officer.post(`/cases/${caseId}/${path}`, form);
  expect(await ruleOf(post('central-care-placements', careOffer))).toEqual([409, 'not-offered']);
  await ok(post('central-care-offers', careOffer));
  expect(await ruleOf(post('central-care-placements', careOffer))).toEqual([409, 'I-12']);
  expect(await ruleOf(post('central-care-acceptances', { ...careWord, evidence: [] }))).toEqual([409, 'I-12']);
  await ok(post('central-care-acceptances', careWord));
  expect(await ruleOf(post('care-agreements', careAgreement))).toEqual([409, 'I-12']);
  await ok(post('central-care-placements', careOffer));
  await ok(post('central-care-departures', { memberId: 'm-head', reason: 'OWN_WISH', on: '2026-09-10' }));
  expect(await told(officer, caseId, length)).toEqual([
    ['2026-09-10 征询成员 m-head 的集中供养意愿（半护理）', '救助办理中'],
    ['2026-09-10 成员 m-head 同意集中供养（本人表示）', '救助办理中'],
    ['2026-09-10 成员 m-head 入住供养服务机构', '救助办理中'],
    ['2026-09-10 成员 m-head 离开供养服务机构，原因：本人意愿', '救助办理中'],
  ]);
  expect(JSON.stringify(await app.facts(['case']))).not.toContain('敬老院');
});

test('who declines is cared for by agreement and followed up every month, also after the case is filed (S22)', async () => {
  const caseId = await grantedTekunCase(officer, await app.as('reviewer-gangkou'));
  const { length } = await factsOf(caseId);
  const post = (who: TestCaller, path: string, form: object) => who.post(`/cases/${caseId}/${path}`, form);
  await ok(post(officer, 'central-care-offers', careOffer));
  await ok(post(officer, 'central-care-refusals', careWord));
  expect(await ruleOf(post(officer, 'central-care-placements', careOffer))).toEqual([409, 'I-12']);
  await ok(post(officer, 'care-agreements', careAgreement));
  const classified = { class: 'NEW_AID', subItems: ['TEKUN'], beneficiaries: ['m-head'] };
  await ok(post(officer, 'classifications', classified));
  await ok(post(officer, 'archives', { pageHash: 'a'.repeat(64) }));
  const seen = (on: string, finding = 'KEPT') => ({ memberId: 'm-head', finding, on, text: '邻居每日送餐' });
  for (const [on, finding] of [
    ['2026-09-25', 'KEPT'],
    ['2026-10-20', 'NEGLECTED'],
  ] as const) {
    await app.at(morning(on));
    await ok(post(await app.as('coordinator-gangkou'), 'care-follow-ups', seen(on, finding)));
  }
  const later = await app.as('officer-gangkou');
  await ok(post(later, 'care-agreement-ends', { memberId: 'm-head', reason: 'BREACH', on: '2026-10-20' }));
  expect(
    await ruleOf(post(later, 'care-agreement-ends', { memberId: 'm-head', reason: 'BREACH', on: '2026-10-20' })),
  ).toEqual([409, 'no-agreement']);
  expect((await told(later, caseId, length)).map(([sentence]) => sentence)).toEqual([
    '2026-09-10 征询成员 m-head 的集中供养意愿（半护理）',
    '2026-09-10 成员 m-head 不愿集中供养（本人表示），应于 2026-09-17 前签订照料协议',
    '2026-09-10 为成员 m-head 签订照料协议至 2027-09-09：做饭送餐、就医陪护，每日',
    expect.stringContaining('新增救助'),
    expect.any(String),
    '2026-09-25 跟踪成员 m-head 的照料情况：照料到位',
    '2026-10-20 跟踪成员 m-head 的照料情况：照料缺失',
    '2026-10-20 终止成员 m-head 的照料协议，原因：未履行协议',
  ]);
  const followed = (await factsOf(caseId)).filter(({ type }) => type === 'CareFollowUpRecorded');
  expect(followed.map(({ metadata }) => metadata.subjectPeriod)).toEqual(['2026-09', '2026-10']);
  const log = JSON.stringify(await app.facts(['case']));
  expect(['郑十一', '13712345678', '冯十二', '送餐'].filter((text) => log.includes(text))).toEqual([]);
});
