import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { urgentCase } from '../support/case-clerk.js';
import { madeUpCaller, ok } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
});
afterAll(async () => {
  await app.stop();
});

test('a department reaches what was referred to it, nothing else of the case, and no other department does', async () => {
  const caseId = await urgentCase(officer);
  const medical = await app.as('department-medical');
  const housing = await madeUpCaller(app, { account: 'd-2', role: 'DEPARTMENT', org: 'HOUSING' });
  const refer = (department: string) =>
    ok(
      officer.post(`/cases/${caseId}/referrals`, {
        department,
        need: 'MEDICAL',
        beneficiaries: ['m-head'],
        text: '住院',
      }),
    );
  const { referralId } = await refer('HOUSING');
  const early = await medical.post(`/cases/${caseId}/referrals/${String(referralId)}/acknowledgements`, {});
  const mine = await refer('MEDICAL');
  const of = `/cases/${caseId}/referrals/${String(mine['referralId'])}`;
  const foreign = await medical.post(`/cases/${caseId}/referrals/${String(referralId)}/acknowledgements`, {});
  const others = await housing.post(`${of}/outcomes`, { outcome: 'HELPED', text: '已修' });
  expect([early.status, foreign.status, others.status]).toEqual([404, 404, 404]);
  await ok(medical.post(`${of}/acknowledgements`, {}));
  await ok(medical.post(`${of}/outcomes`, { outcome: 'HELPED', text: '住院费已报销' }));
  const reads = await Promise.all(
    [`/cases/${caseId}/timeline`, '/cases', '/case-board', '/clue-inbox'].map((path) => medical.get(path)),
  );
  expect(reads.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  const charity = await refer('CHARITY');
  const gift = `/cases/${caseId}/referrals/${String(charity['referralId'])}`;
  await ok(officer.post(`${gift}/charities`, { organisation: '市慈善总会' }));
  await ok(officer.post(`${gift}/charity-aids`, { kind: 'GOODS', value: 50_000 }));
  const log = JSON.stringify(await app.facts(['case']));
  expect(['住院', '慈善总会', '报销'].filter((word) => log.includes(word))).toEqual([]);
});
