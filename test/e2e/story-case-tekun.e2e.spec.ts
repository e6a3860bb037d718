import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import { careAgreement, careOffer, careWord } from '../support/care-clerk.js';
import { applicationForm, checkResultForm, noticeForm } from '../support/case-clerk.js';
import { CaseStory, toldOfInvestigation, toldUntilOpened } from '../support/case-story.js';
import { allRows, morning } from '../support/clerk.js';

const nowhere = { due: [], alerts: [], ineligible: [], classes: [] };
const officer = 'officer-gangkou';
const coordinator = 'coordinator-gangkou';

describe('特困 whose person declines central care and is looked after by agreement', () => {
  let app: TestApp;
  let story: CaseStory;
  let of: string;
  beforeAll(async () => {
    app = await startApp({ now: morning('2026-09-10') });
    story = new CaseStory(app);
  });
  afterAll(async () => {
    await app.stop();
  });

  const careOf = async () =>
    (await allRows(await app.as(officer), '/care-arrangements'))
      .filter(({ caseId }) => caseId === story.caseId)
      .map((row) => [row['memberId'], row['stage'], row['unfollowedMonths']]);

  it('is found, investigated, applied for and posted', async () => {
    await story.clue(coordinator);
    await story.verifiedAndOpened(morning('2026-09-10'));
    await story.investigated('2026-09-10T08:30:00+08:00', { kind: 'TEKUN' });
    const indicators = { ...unaided, bathing: false };
    await story.does(officer, 'self-care-assessments', { memberId: 'm-head', indicators });
    const form = applicationForm({ path: 'TEKUN', acceptedOn: '2026-09-10' });
    const { applicationId } = await story.does('window-gangkou', 'applications', form);
    of = `applications/${String(applicationId)}`;
    expect((await story.shown()).due).toEqual(['TOWN_OPINION 2026-10-08 GREEN', 'DECISION 2026-10-28 GREEN']);
    await story.does(officer, `${of}/economic-checks`, { scope: ['INCOME'], authorisation: '已签授权书' });
    await story.does(officer, `${of}/economic-check-results`, checkResultForm);
    await story.does(officer, `${of}/opinions`, { opinion: 'AGREE', text: '拟同意' });
    await story.does(officer, `${of}/notices`, { ...noticeForm, from: '2026-09-10' });
    const answers = [{ need: 'LIVING', kind: 'MEASURE', what: 'TEKUN' }];
    await story.does(officer, 'aid-plans', { answers });
    expect(await story.shown()).toEqual({
      ...nowhere,
      board: ['AIDING'],
      due: ['PUBLIC_NOTICE 2026-09-17 GREEN', 'DECISION 2026-10-28 GREEN'],
    });
  });

  it('is granted; central care is offered and declined, and the agreement comes late', async () => {
    await story.on('2026-09-18');
    const grant = { beneficiaries: ['m-head'], money: 90_000, period: 'MONTH', from: '2026-10-01' };
    await story.does('reviewer-gangkou', `${of}/grants`, grant);
    await story.does(officer, 'central-care-offers', { ...careOffer, on: '2026-09-18' });
    expect(await story.refused(officer, 'care-agreements', careAgreement)).toEqual([409, 'I-12']);
    await story.does(officer, 'central-care-refusals', { ...careWord, on: '2026-09-18' });
    expect((await story.shown()).due).toEqual(['CARE_AGREEMENT 2026-09-24 GREEN', 'REVIEW 2027-09-18 GREEN']);
    await story.on('2026-09-28');
    expect((await story.shown()).alerts).toEqual(['2026-09-24 签订照料服务协议 open']);
    await story.does(officer, 'care-agreements', { ...careAgreement, on: '2026-09-28' });
    expect(await story.shown()).toEqual({
      ...nowhere,
      board: ['AIDING'],
      due: ['CARE_FOLLOW_UP 2026-11-06 GREEN', 'REVIEW 2027-09-18 GREEN'],
      alerts: ['2026-09-24 签订照料服务协议 2026-09-28'],
    });
  });

  it('is filed, and followed up every month, but for one that is missed', async () => {
    const classified = { class: 'NEW_AID', subItems: ['TEKUN'], beneficiaries: ['m-head'] };
    await story.does(officer, 'classifications', classified);
    await story.does(officer, 'archives', { pageHash: 'a'.repeat(64) });
    const followUp = (on: string) => ({ memberId: 'm-head', finding: 'KEPT', on, text: '邻居每日送餐' });
    await story.on('2026-10-20');
    await story.does(coordinator, 'care-follow-ups', followUp('2026-10-20'));
    expect((await story.shown()).due).toEqual(['CARE_FOLLOW_UP 2026-12-07 GREEN', 'REVIEW 2027-09-18 GREEN']);
    await story.on('2026-12-10');
    expect(await careOf()).toEqual([['m-head', 'DECLINED', ['2026-11']]]);
    await story.does(coordinator, 'care-follow-ups', followUp('2026-12-10'));
    expect(await story.shown()).toEqual({
      board: ['ARCHIVED'],
      due: ['CARE_FOLLOW_UP 2027-02-09 GREEN', 'REVIEW 2027-09-18 GREEN'],
      alerts: ['2026-12-07 照料服务每月回访 open', '2026-09-24 签订照料服务协议 2026-09-28'],
      ineligible: [],
      classes: [['NEW_AID', ['TEKUN'], '2026-09-28']],
    });
  });

  it('is told whole, step by step', async () => {
    expect(await story.life()).toEqual([
      ...toldUntilOpened,
      ...toldOfInvestigation,
      'SelfCareAssessed INVESTIGATED',
      'ApplicationAccepted INVESTIGATED',
      'EconomicCheckStarted INVESTIGATED',
      'EconomicCheckFinished INVESTIGATED',
      'FirstOpinionProposed INVESTIGATED',
      'PublicNoticePosted INVESTIGATED',
      'AidPlanProposed AIDING',
      'PublicNoticeEnded AIDING',
      'MeasureGranted AIDING',
      'CentralCareOffered AIDING',
      'CentralCareDeclined AIDING',
      'CareAgreementLate AIDING',
      'CareAgreementSigned AIDING',
      'CaseClassified AIDED',
      'CaseArchived ARCHIVED',
      'CareFollowUpRecorded ARCHIVED',
      'CareFollowUpMissed ARCHIVED',
      'CareFollowUpRecorded ARCHIVED',
    ]);
  });
});

const unaided = { eating: true, dressing: true, gettingUp: true, toilet: true, indoorMoving: true };
