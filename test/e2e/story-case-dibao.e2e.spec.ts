import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import { applicationForm, checkResultForm, noticeForm, planForm } from '../support/case-clerk.js';
import { CaseStory, toldOfInvestigation, toldUntilOpened } from '../support/case-story.js';
import { morning, ok } from '../support/clerk.js';

const nowhere = { due: [], alerts: [], ineligible: [], classes: [] };
const officer = 'officer-gangkou';

describe('低保 from the first word to the yearly review, where the bureau confirms', () => {
  let app: TestApp;
  let story: CaseStory;
  let of: string;
  let measure: string;
  beforeAll(async () => {
    app = await startApp({ now: morning('2026-09-10') });
    story = new CaseStory(app);
    const confirm = { id: 'DIB-CONFIRM-BUREAU', value: 1, unit: '0 乡镇 1 市局', source: '市民政局通知' };
    const published = { ...confirm, effectiveFrom: '2026-09-10', clocked: false };
    await ok((await app.as('bureau')).post('/rulebook/parameters', published));
  });
  afterAll(async () => {
    await app.stop();
  });

  it('is reported, verified, opened and investigated', async () => {
    await story.clue('coordinator-gangkou');
    expect(await story.shown()).toEqual({ ...nowhere, board: ['REPORTED'] });
    await story.verifiedAndOpened(morning('2026-09-10'));
    await story.on('2026-09-11');
    await story.investigated('2026-09-11T08:30:00+08:00');
    expect(await story.life()).toEqual([...toldUntilOpened, ...toldOfInvestigation]);
    expect(await story.shown()).toEqual({ ...nowhere, board: ['INVESTIGATED'] });
  });

  it('is applied for, checked and posted; nobody grants it on the way', async () => {
    await story.on('2026-09-14');
    const form = applicationForm({ acceptedOn: '2026-09-14' });
    const { applicationId } = await story.does('window-gangkou', 'applications', form);
    of = `applications/${String(applicationId)}`;
    expect((await story.shown()).due).toEqual(['CHECK_START 2026-09-17 GREEN', 'DECISION 2026-10-30 GREEN']);
    await story.does(officer, `${of}/economic-checks`, { scope: ['INCOME'], authorisation: '已签授权书' });
    await story.on('2026-09-17');
    await story.does('bureau', `${of}/economic-check-results`, checkResultForm);
    await story.does(officer, `${of}/opinions`, { opinion: 'AGREE', text: '拟同意' });
    await story.does(officer, `${of}/notices`, { ...noticeForm, from: '2026-09-17' });
    await story.does(officer, 'aid-plans', planForm);
    expect(await story.refused('bureau', `${of}/grants`, grant)).toEqual([409, 'decider']);
    expect(await story.shown()).toEqual({
      ...nowhere,
      board: ['AIDING'],
      due: ['PUBLIC_NOTICE 2026-09-24 GREEN', 'DECISION 2026-10-30 GREEN'],
    });
  });

  it('goes up when the notice is over, and is granted by the bureau', async () => {
    await story.on('2026-09-25');
    await story.does(officer, `${of}/forwardings`, { to: 'CITY', on: '2026-09-25' });
    await story.on('2026-09-28');
    await story.does('bureau', `${of}/receipts`, { on: '2026-09-28' });
    expect((await story.shown()).due).toEqual(['BUREAU_DECISION 2026-10-16 GREEN', 'DECISION 2026-10-30 GREEN']);
    expect(await story.refused('reviewer-gangkou', `${of}/grants`, grant)).toEqual([409, 'decider']);
    const { measureId } = await story.does('bureau', `${of}/grants`, grant);
    measure = `measures/${String(measureId)}`;
    expect(await story.shown()).toEqual({ ...nowhere, board: ['AIDING'], due: ['REVIEW 2027-09-28 GREEN'] });
  });

  it('is paid, entered in the ledger of the newly aided, filed, and reviewed a year later', async () => {
    await story.on('2026-10-20');
    await story.does(officer, `${measure}/payments`, { period: '2026-10', money: 78_000 });
    await story.does(officer, 'classifications', {
      class: 'NEW_AID',
      subItems: ['DIBAO'],
      beneficiaries: ['m-head'],
    });
    await story.does(officer, 'archives', { pageHash: 'a'.repeat(64) });
    await story.on('2027-09-27');
    await story.does(officer, `${measure}/reviews`, { on: '2027-09-27', result: 'UNCHANGED' });
    expect(await story.life()).toEqual([
      ...toldUntilOpened,
      ...toldOfInvestigation,
      'ApplicationAccepted INVESTIGATED',
      'EconomicCheckStarted INVESTIGATED',
      'EconomicCheckFinished INVESTIGATED',
      'FirstOpinionProposed INVESTIGATED',
      'PublicNoticePosted INVESTIGATED',
      'AidPlanProposed AIDING',
      'PublicNoticeEnded AIDING',
      'FileForwarded AIDING',
      'FileReceived AIDING',
      'MeasureGranted AIDING',
      'BenefitPaid AIDING',
      'CaseClassified AIDED',
      'CaseArchived ARCHIVED',
      'ReviewCompleted ARCHIVED',
    ]);
    expect(await story.shown()).toEqual({
      ...nowhere,
      board: ['ARCHIVED'],
      classes: [['NEW_AID', ['DIBAO'], '2026-10-20']],
      due: ['REVIEW 2028-09-27 GREEN'],
    });
  });
});

const grant = {
  beneficiaries: ['m-head'],
  money: 78_000,
  period: 'MONTH',
  from: '2026-10-01',
  reviewEvery: 'STABLE',
};
