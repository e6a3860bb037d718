import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import { applicationForm, checkResultForm } from '../support/case-clerk.js';
import { CaseStory, toldOfInvestigation, toldUntilOpened } from '../support/case-story.js';
import type { Registered } from '../support/clerk.js';
import { allRows, morning, ok } from '../support/clerk.js';

const nowhere = { due: [], alerts: [], ineligible: [], classes: [] };
const officer = 'officer-gangkou';
const page = { pageHash: 'a'.repeat(64) };

let app: TestApp;
let story: CaseStory;
let family: Registered;
beforeEach(async () => {
  app = await startApp({ now: morning('2026-09-10') });
  story = new CaseStory(app);
  family = await story.clue('coordinator-gangkou');
  await story.verifiedAndOpened(morning('2026-09-10'));
}, 180_000);
afterEach(async () => {
  await app.stop();
});

it('专项转介: the department answers after its limit, and what it did counts as new aid', async () => {
  await story.investigated('2026-09-10T08:30:00+08:00', { needs: { needs: [need('MEDICAL')] }, kind: 'REFERRAL' });
  const referral = { department: 'MEDICAL', need: 'MEDICAL', beneficiaries: ['m-head'], text: '住院费用无力承担' };
  const { referralId } = await story.does(officer, 'referrals', referral);
  const of = `referrals/${String(referralId)}`;
  await story.does('department-medical', `${of}/acknowledgements`);
  const answers = [{ need: 'MEDICAL', kind: 'REFERRAL', what: 'MEDICAL' }];
  await story.does(officer, 'aid-plans', { answers });
  expect(await story.shown()).toEqual({ ...nowhere, board: ['AIDING'], due: ['REFERRAL 2026-09-23 GREEN'] });
  const helped = { class: 'NEW_AID', subItems: ['REFERRAL'], beneficiaries: ['m-head'] };
  expect(await story.refused(officer, 'classifications', helped)).toEqual([409, 'I-15']);
  await story.on('2026-09-28');
  expect((await story.shown()).due).toEqual(['REFERRAL 2026-09-23 RED']);
  await story.does('department-medical', `${of}/outcomes`, { outcome: 'HELPED', text: '住院费已报销' });
  await story.does(officer, 'classifications', helped);
  await story.does(officer, 'archives', page);
  expect(await story.life()).toEqual([
    ...toldUntilOpened,
    ...toldOfInvestigation,
    'ReferralSent INVESTIGATED',
    'ReferralAcknowledged INVESTIGATED',
    'AidPlanProposed AIDING',
    'ReferralOverdue AIDING',
    'ReferralOutcomeReported AIDING',
    'CaseClassified AIDED',
    'CaseArchived ARCHIVED',
  ]);
  expect(await story.shown()).toEqual({
    board: ['ARCHIVED'],
    due: [],
    alerts: ['2026-09-23 转介反馈 2026-09-28'],
    ineligible: [],
    classes: [['NEW_AID', ['REFERRAL'], '2026-09-28']],
  });
}, 180_000);

it('监测: the plan answers by watching over the family, and the household is monitored', async () => {
  const needs = { monitoringEligible: true };
  await story.investigated('2026-09-10T08:30:00+08:00', { needs, kind: 'MONITORING' });
  await story.does(officer, 'aid-plans', { answers: [{ need: 'LIVING', kind: 'MONITORING' }] });
  const path = `/households/${family.householdId}/monitorings`;
  const monitored = { category: 'OTHER_LOW', from: '2026-09-10', reason: '收入略高于边缘标准' };
  await ok((await app.as(officer)).post(path, { ...monitored, beneficiaries: [family.headMemberId] }));
  const classified = { class: 'NEW_AID', subItems: ['LOW_INCOME'], beneficiaries: ['m-head'] };
  await story.does(officer, 'classifications', classified);
  await story.does(officer, 'archives', page);
  expect(await story.life()).toEqual([
    ...toldUntilOpened,
    ...toldOfInvestigation,
    'AidPlanProposed AIDING',
    'CaseClassified AIDED',
    'CaseArchived ARCHIVED',
  ]);
  expect(await story.shown()).toEqual({
    ...nowhere,
    board: ['ARCHIVED'],
    classes: [['NEW_AID', ['LOW_INCOME'], '2026-09-10']],
  });
  const rows = await allRows(await app.as(officer), '/monitoring');
  expect(rows.map(({ householdId, category, until }) => [householdId, category, until])).toEqual([
    [family.householdId, 'OTHER_LOW', null],
  ]);
}, 180_000);

describe('观察 of a family that qualifies later', () => {
  const watched = async () =>
    (await allRows(await app.as(officer), '/watch-list')).map((row) => [
      row['householdId'],
      row['since'],
      row['nextReviewOn'],
      row['lastFinding'],
    ]);

  it('is refused, watched, reviewed, taken up again by two persons, and granted', async () => {
    await story.investigated('2026-09-10T08:30:00+08:00', { kind: 'EDGE' });
    const refusal = { reasonCodes: ['INCOME_ABOVE'], text: '收入略高', hasRealDifficulty: true };
    await story.does(officer, 'ineligibilities', refusal);
    expect(await story.shown()).toEqual({
      ...nowhere,
      board: ['INELIGIBLE'],
      due: ['REFUSAL_NOTICE 2026-09-15 GREEN'],
      ineligible: [[[['INCOME_ABOVE'], '2026-09-10', null]]],
    });
    await story.does(officer, 'refusal-notifications', { channel: 'IN_PERSON', on: '2026-09-10' });
    const classified = { class: 'WATCH', subItems: [], beneficiaries: [family.headMemberId] };
    await story.does(officer, 'classifications', classified);
    await story.does(officer, 'archives', page);
    expect(await story.shown()).toEqual({
      ...nowhere,
      board: ['ARCHIVED'],
      ineligible: [[[['INCOME_ABOVE'], '2026-09-10', '2026-09-10']]],
      classes: [['WATCH', [], '2026-09-10']],
    });
    expect(await watched()).toEqual([[family.householdId, '2026-09-10', '2026-12-10', null]]);

    await story.on('2026-12-09');
    const review = { on: '2026-12-09', finding: 'ELIGIBLE', text: '失业，收入已低于标准' };
    await ok((await app.as(officer)).post(`/households/${family.householdId}/watch-reviews`, review));
    await app.settle();
    expect(await watched()).toEqual([[family.householdId, '2026-09-10', '2027-03-09', 'ELIGIBLE']]);
    const again = { cause: 'WATCH_REVIEW', reason: '复核认为现符合条件' };
    expect(await story.refused(officer, 'reopenings', again)).toEqual([409, 'second-person-needed']);
    const { proposalId } = await story.does(officer, 'reopen-proposals', again);
    await story.does('reviewer-gangkou', `reopen-proposals/${String(proposalId)}/approvals`);
    expect(await story.shown()).toEqual({ ...nowhere, board: ['REOPENED'] });

    await story.investigated('2026-12-09T08:30:00+08:00', { kind: 'EDGE' });
    await story.does(officer, 'aid-plans', { answers: [{ need: 'LIVING', kind: 'MEASURE', what: 'EDGE' }] });
    const form = applicationForm({ path: 'EDGE', acceptedOn: '2026-12-09' });
    const { applicationId } = await story.does('window-gangkou', 'applications', form);
    const of = `applications/${String(applicationId)}`;
    await story.does(officer, `${of}/economic-checks`, { scope: ['INCOME'], authorisation: '已签授权书' });
    await story.does(officer, `${of}/economic-check-results`, checkResultForm);
    await story.does(officer, `${of}/opinions`, { opinion: 'AGREE', text: '拟同意' });
    const grant = { beneficiaries: ['m-head'], money: 40_000, period: 'MONTH', from: '2027-01-01' };
    await story.does('reviewer-gangkou', `${of}/grants`, grant);
    const newAid = { class: 'NEW_AID', subItems: ['LOW_INCOME'], beneficiaries: ['m-head'] };
    await story.does(officer, 'classifications', newAid);
    await story.does(officer, 'archives', page);
    const released = { on: '2026-12-09', reason: 'RECOVERED' };
    await ok((await app.as(officer)).post(`/households/${family.householdId}/watch-releases`, released));
    expect(await story.life()).toEqual([
      ...toldUntilOpened,
      ...toldOfInvestigation,
      'IneligibilityRecorded INELIGIBLE',
      'RefusalNotified INELIGIBLE',
      'CaseClassified WATCHED',
      'CaseArchived ARCHIVED',
      'ReopenProposed ARCHIVED',
      'CaseReopened REOPENED',
      ...toldOfInvestigation,
      'AidPlanProposed AIDING',
      'ApplicationAccepted AIDING',
      'EconomicCheckStarted AIDING',
      'EconomicCheckFinished AIDING',
      'FirstOpinionProposed AIDING',
      'MeasureGranted AIDING',
      'CaseClassified AIDED',
      'CaseArchived ARCHIVED',
    ]);
    expect(await story.shown()).toEqual({
      ...nowhere,
      board: ['ARCHIVED'],
      classes: [['NEW_AID', ['LOW_INCOME'], '2026-12-09']],
      due: ['REVIEW 2027-12-09 GREEN'],
    });
    expect(await watched()).toEqual([]);
  }, 180_000);
});

function need(code: string): Readonly<Record<string, unknown>> {
  return { code, met: false };
}
