import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { careAgreement, careOffer, careWord, grantedTekunCase } from '../support/care-clerk.js';
import {
  applicationForm,
  checkResultForm,
  grantedCase,
  investigatedCase,
  noticeForm,
  planForm,
  watchedCase,
} from '../support/case-clerk.js';
import { allRows, morning, ok } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
afterEach(async () => {
  await app.stop();
});

async function start(instant: string): Promise<void> {
  app = await startApp({ now: instant });
  officer = await app.as('officer-gangkou');
}

async function on(instant: string): Promise<void> {
  await app.at(instant);
  officer = await app.as('officer-gangkou');
}

const told = async (type: string) =>
  (await app.facts(['case']))
    .filter((fact) => fact.type === type)
    .map(({ data, metadata }) => [data['dueOn'], metadata.recordedAt]);

describe('F30 · months', () => {
  it('a family watched since 2026-11-30 is reviewed on 2027-02-28', async () => {
    await start(morning('2026-11-30'));
    await watchedCase(officer);
    await app.settle();
    const rows = await allRows(officer, '/watch-list');
    expect(rows.map(({ since, nextReviewOn }) => [since, nextReviewOn])).toEqual([['2026-11-30', '2027-02-28']]);
  }, 180_000);

  it('a status granted on 2028-02-29 for twelve months holds through 2029-02-28 and has expired once on 03-01', async () => {
    await start(morning('2028-02-29'));
    const caseId = await investigatedCase(officer);
    const post = (who: TestCaller, path: string, form: object) => who.post(`/cases/${caseId}/${path}`, form);
    await ok(post(officer, 'aid-plans', planForm));
    const form = applicationForm({ path: 'RIGID_EXP', acceptedOn: '2028-02-28' });
    const of = `applications/${String((await ok(post(officer, 'applications', form)))['applicationId'])}`;
    await ok(post(officer, `${of}/economic-checks`, { scope: ['EXPENDITURE'], authorisation: '已签授权书' }));
    await ok(post(officer, `${of}/economic-check-results`, { ...checkResultForm, validUntil: '2028-08-29' }));
    await ok(post(officer, `${of}/opinions`, { opinion: 'AGREE', text: '拟同意' }));
    const status = { beneficiaries: ['m-head'], money: 0, period: 'ONCE', from: '2028-02-29' };
    const reviewer = await app.as('reviewer-gangkou');
    const longer = await post(reviewer, `${of}/grants`, { ...status, validUntil: '2029-03-01' });
    expect([longer.status, longer.body.rule, longer.body.detail]).toEqual([
      409,
      'valid-too-long',
      '刚性支出困难家庭须注明有效期，最长至 2029-02-28',
    ]);
    await ok(post(reviewer, `${of}/grants`, { ...status, validUntil: '2029-02-28' }));
    await on('2029-02-28T15:59:59.999Z');
    expect(await told('StatusExpired')).toEqual([]);
    await on('2029-02-28T16:00:00.000Z');
    await on(morning('2029-03-10'));
    expect(await told('StatusExpired')).toEqual([['2029-02-28', '2029-02-28T16:00:00.000Z']]);
  }, 180_000);

  it('a notice of seven calendar days from 12-28 hangs until 01-04 and is over on 01-05', async () => {
    await start(morning('2026-12-28'));
    const caseId = await investigatedCase(officer);
    const post = (path: string, form: object) => ok(officer.post(`/cases/${caseId}/${path}`, form));
    const { applicationId } = await post('applications', applicationForm({ acceptedOn: '2026-12-28' }));
    const of = `applications/${String(applicationId)}`;
    await post(`${of}/economic-checks`, { scope: ['INCOME'], authorisation: '已签授权书' });
    await post(`${of}/economic-check-results`, checkResultForm);
    await post(`${of}/opinions`, { opinion: 'AGREE', text: '拟同意' });
    await post(`${of}/notices`, { ...noticeForm, from: '2026-12-28' });
    await app.settle();
    expect((await allRows(officer, '/deadlines?kind=PUBLIC_NOTICE')).map(({ dueOn }) => dueOn)).toEqual(['2027-01-04']);
    await on('2027-01-04T15:59:59.999Z');
    expect(await told('PublicNoticeEnded')).toEqual([]);
    await on('2027-01-04T16:00:00.000Z');
    expect((await told('PublicNoticeEnded')).length).toBe(1);
  }, 180_000);
});

describe('F19 · death', () => {
  it('ends a measure without a hearing: what was owed before is paid, nothing from the next month on', async () => {
    await start(morning('2026-09-20'));
    const reviewer = await app.as('reviewer-gangkou');
    const { caseId, measureId } = await grantedCase(officer, reviewer);
    const of = `/cases/${caseId}/measures/${measureId}`;
    const end = { from: '2026-09-12', text: '对象去世' };
    const alive = await reviewer.post(`${of}/endings`, { ...end, reason: 'RECOVERED' });
    expect([alive.status, alive.body.rule]).toEqual([409, 'I-17']);
    await ok(reviewer.post(`${of}/endings`, { ...end, reason: 'DEATH' }));
    await ok(officer.post(`${of}/payments`, { period: '2026-09', money: 40_000 }));
    await on(morning('2026-10-20'));
    const after = await officer.post(`${of}/payments`, { period: '2026-10', money: 40_000 });
    expect([after.status, after.body.rule]).toEqual([409, 'not-in-force']);
  }, 180_000);

  it('ends an agreement of care: no month behind it is missed, one before it stays missed', async () => {
    await start(morning('2026-09-10'));
    const caseId = await grantedTekunCase(officer, await app.as('reviewer-gangkou'));
    const post = (path: string, form: object) => ok(officer.post(`/cases/${caseId}/${path}`, form));
    await post('central-care-offers', careOffer);
    await post('central-care-refusals', careWord);
    await post('care-agreements', careAgreement);
    await on(morning('2026-11-10'));
    const missed = await told('CareFollowUpMissed');
    expect(missed.map(([dueOn]) => dueOn)).toEqual(['2026-11-06']);
    await post('care-agreement-ends', { memberId: 'm-head', reason: 'DEATH', on: '2026-11-08' });
    await on(morning('2026-12-30'));
    expect(await told('CareFollowUpMissed')).toEqual(missed);
    expect(await allRows(officer, '/deadlines?kind=CARE_FOLLOW_UP')).toEqual([]);
  }, 180_000);
});
