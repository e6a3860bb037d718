import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import { applicationForm, checkResultForm, emergencyForm, noticeForm } from '../support/case-clerk.js';
import { CaseStory, toldOfInvestigation, toldUntilOpened } from '../support/case-story.js';
import { GANGKOU, morning, ok, ownerChain } from '../support/clerk.js';

const nowhere = { due: [], alerts: [], ineligible: [], classes: [] };
const officer = 'officer-gangkou';
const answers = [{ need: 'LIVING', kind: 'MEASURE', what: 'TEMPORARY' }];
const newAid = { class: 'NEW_AID', subItems: ['TEMPORARY'], beneficiaries: ['m-head'] };
const page = { pageHash: 'a'.repeat(64) };

describe('小额快救 that begins with a call and whose papers come late', () => {
  let app: TestApp;
  let story: CaseStory;
  beforeAll(async () => {
    app = await startApp({ now: morning('2026-09-10') });
    story = new CaseStory(app);
  });
  afterAll(async () => {
    await app.stop();
  });

  it('is answered within a day and opened before anybody went there', async () => {
    const hotline = await app.as('hotline-gangkou');
    const call = { townCode: GANGKOU, channel: 'H12345', callAt: '2026-09-10T08:00:00+08:00', callNo: '0910-1' };
    const { caseId } = await ok(hotline.post('/cases/calls', call));
    await story.clue('hotline-gangkou', {
      caseId,
      source: 'HOTLINE',
      urgencyHint: 'URGENT',
      knownAt: '2026-09-10T08:00:00+08:00',
    });
    expect(await story.shown()).toEqual({
      ...nowhere,
      board: ['REPORTED'],
      due: ['FIRST_RESPONSE 2026-09-11 GREEN'],
    });
    const answer = { respondedAt: '2026-09-10T08:30:00+08:00', how: 'DOOR', helpNeeded: true };
    await story.does(officer, 'first-responses', answer);
    await story.does(officer, 'openings', { ownerChain });
    expect(await story.shown()).toEqual({ ...nowhere, board: ['OPEN'], due: ['EMERGENCY_AID 2026-09-14 GREEN'] });
  });

  it('pays at once, up to one month’s standard', async () => {
    await story.on('2026-09-11');
    const aid = emergencyForm({ disbursedAt: '2026-09-11T08:30:00+08:00' });
    expect(await story.refused(officer, 'emergency-aids', { ...aid, money: 80_000 })).toEqual([409, 'I-13']);
    await story.does(officer, 'emergency-aids', aid);
    expect(await story.shown()).toEqual({ ...nowhere, board: ['EMERGENCY'] });
    await story.does(officer, 'emergency-ends', { on: '2026-09-11' });
    expect((await story.shown()).due).toEqual(['PAPERWORK 2026-09-18 GREEN']);
  });

  it('is investigated and classified, and filed when the papers are in', async () => {
    await story.investigated('2026-09-11T08:45:00+08:00', { kind: 'TEMPORARY' });
    await story.does(officer, 'aid-plans', { answers });
    await story.does(officer, 'classifications', newAid);
    await story.on('2026-09-21');
    expect(await story.refused(officer, 'archives', page)).toEqual([409, 'I-13']);
    expect((await story.shown()).alerts).toEqual(['2026-09-18 急难补办手续 open']);
    await story.does(officer, 'paperwork', { items: ['REGISTER', 'IDENTITY', 'RECEIPT', 'REPORT'] });
    await story.does(officer, 'archives', page);
    expect(await story.shown()).toEqual({
      board: ['ARCHIVED'],
      due: [],
      alerts: ['2026-09-18 急难补办手续 2026-09-21'],
      ineligible: [],
      classes: [['NEW_AID', ['TEMPORARY'], '2026-09-11']],
    });
    expect(await story.life()).toEqual([
      'HotlineCallReceived CALL_LOGGED',
      'ClueReported REPORTED',
      'FirstResponseMade REPORTED',
      'CaseOpened OPEN',
      'EmergencyAidDisbursed EMERGENCY',
      'EmergencyEnded EMERGENCY',
      ...toldOfInvestigation,
      'AidPlanProposed AIDING',
      'CaseClassified AIDED',
      'PaperworkLate AIDED',
      'PaperworkCompleted AIDED',
      'CaseArchived ARCHIVED',
    ]);
  });
});

describe('支出型临时救助 that is spoken against', () => {
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

  it('is applied for and posted like 低保', async () => {
    await story.clue('secretary-gangkou', { source: 'SELF' });
    await story.verifiedAndOpened(morning('2026-09-10'));
    await story.investigated('2026-09-10T08:30:00+08:00', { kind: 'TEMPORARY' });
    const form = applicationForm({ path: 'TEMPORARY', acceptedOn: '2026-09-10' });
    const { applicationId } = await story.does('window-gangkou', 'applications', form);
    of = `applications/${String(applicationId)}`;
    expect((await story.shown()).due).toEqual(['DECISION 2026-10-28 GREEN']);
    await story.does(officer, `${of}/economic-checks`, { scope: ['EXPENDITURE'], authorisation: '已签授权书' });
    await story.does(officer, `${of}/economic-check-results`, checkResultForm);
    await story.does(officer, `${of}/opinions`, { opinion: 'AGREE', text: '拟同意' });
    await story.does(officer, `${of}/notices`, { ...noticeForm, from: '2026-09-10' });
    await story.does(officer, 'aid-plans', { answers });
  });

  it('is decided when the objection is settled, and paid once', async () => {
    await story.on('2026-09-14');
    const { objectionId } = await story.does('window-gangkou', `${of}/objections`, { by: '吴十', text: '名下有车' });
    expect((await story.shown()).due).toEqual([
      'PUBLIC_NOTICE 2026-09-17 GREEN',
      'OBJECTION 2026-10-10 GREEN',
      'DECISION 2026-10-28 GREEN',
    ]);
    await story.on('2026-09-18');
    const grant = { beneficiaries: ['m-head'], money: 200_000, period: 'ONCE', from: '2026-09-18' };
    expect(await story.refused('reviewer-gangkou', `${of}/grants`, grant)).toEqual([409, 'I-10']);
    const settled = { outcome: 'REJECTED', text: '车已报废' };
    await story.does(officer, `${of}/objections/${String(objectionId)}/settlements`, settled);
    const { measureId } = await story.does('reviewer-gangkou', `${of}/grants`, grant);
    const paid = { period: '2026-09', money: 200_000 };
    await story.does(officer, `measures/${String(measureId)}/payments`, paid);
    await story.does(officer, 'classifications', newAid);
    await story.does(officer, 'archives', page);
    expect(await story.life()).toEqual([
      ...toldUntilOpened,
      ...toldOfInvestigation,
      'ApplicationAccepted INVESTIGATED',
      'EconomicCheckStarted INVESTIGATED',
      'EconomicCheckFinished INVESTIGATED',
      'FirstOpinionProposed INVESTIGATED',
      'PublicNoticePosted INVESTIGATED',
      'AidPlanProposed AIDING',
      'ObjectionRaised AIDING',
      'PublicNoticeEnded AIDING',
      'ObjectionSettled AIDING',
      'MeasureGranted AIDING',
      'BenefitPaid AIDING',
      'CaseClassified AIDED',
      'CaseArchived ARCHIVED',
    ]);
    expect(await story.shown()).toEqual({
      ...nowhere,
      board: ['ARCHIVED'],
      classes: [['NEW_AID', ['TEMPORARY'], '2026-09-18']],
    });
  });
});
