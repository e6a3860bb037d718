import { investigated, lifeOf, opened, planned, reported } from '../../../../test/support/cases.js';
import { given } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import type { Caller } from '../../../platform/auth/caller.js';
import { caseFile } from '../case.js';
import type { CaseFact } from '../case.events.js';
import { ClassifyCase, classifyCase } from '../closing/classify-case.js';
import { AcknowledgeReferral, acknowledgeReferral } from './acknowledge-referral.js';
import { DeliverCharityAid, deliverCharityAid } from './deliver-charity-aid.js';
import { MatchCharity, matchCharity } from './match-charity.js';
import { Refer, refer } from './refer.js';
import { ReportOutcome, reportOutcome } from './report-outcome.js';

const words = box('words', 'k-1');
const start = [reported(), opened()];
const medical: Caller = { id: 'u-d', person: 'p-d', role: 'DEPARTMENT', org: 'MEDICAL' };
const housing: Caller = { ...medical, org: 'HOUSING' };
const referral = { referralId: 'r-1', department: 'MEDICAL', need: 'MEDICAL', beneficiaries: ['m-head'] };
const sent = (department = 'MEDICAL'): CaseFact => ({
  type: 'ReferralSent',
  data: { ...referral, department, dueOn: '2026-09-23' },
});
const helped: CaseFact = {
  type: 'ReferralOutcomeReported',
  data: { referralId: 'r-1', outcome: 'HELPED', text: words },
};

describe('a referral (S24)', () => {
  it('is due in ten working days, for somebody, once', () => {
    const { when } = given(caseFile, lifeOf(...start));
    when(refer, new Refer('k-1', referral)).then([sent()]);
    when(refer, new Refer('k-1', { ...referral, beneficiaries: [] })).thenRefused('no-beneficiary', '/beneficiaries');
    given(caseFile, lifeOf(...start, sent()))
      .when(refer, new Refer('k-1', referral))
      .thenRefused('referral-exists', '/referralId');
  });

  it('is received by its own department, and by no other', () => {
    const acknowledge = new AcknowledgeReferral('k-1', 'r-1');
    const received: CaseFact = { type: 'ReferralAcknowledged', data: { referralId: 'r-1' } };
    const { when } = given(caseFile, lifeOf(...start, sent()));
    when(acknowledgeReferral, acknowledge, { actor: medical }).then([received]);
    when(acknowledgeReferral, acknowledge, { actor: housing }).thenNotFound();
    when(acknowledgeReferral, new AcknowledgeReferral('k-1', 'r-9'), { actor: medical }).thenNotFound();
    for (const done of [received, helped])
      given(caseFile, lifeOf(...start, sent(), done))
        .when(acknowledgeReferral, acknowledge, { actor: medical })
        .then([]);
  });

  it('reaches the department it names, and only that one', () => {
    const { state } = given(caseFile, lifeOf(...start, sent()));
    const reach = [medical, housing, { ...medical, role: 'OFFICER' as const }];
    expect(reach.map((caller) => caseFile.reaches?.(state, caller))).toEqual([true, false, false]);
    expect(caseFile.reaches?.(caseFile.initial, medical)).toBe(false);
  });

  it('is answered once, by the department or for it', () => {
    const report = (text?: typeof words) => new ReportOutcome('k-1', { referralId: 'r-1', outcome: 'HELPED' }, text);
    const { when } = given(caseFile, lifeOf(...start, sent()));
    when(reportOutcome, report(words)).then([helped]);
    when(reportOutcome, report(words), { actor: medical }).then([helped]);
    when(reportOutcome, report(words), { actor: housing }).thenNotFound();
    when(reportOutcome, report()).thenRefused('text-needed', '/text');
    given(caseFile, lifeOf(...start, sent(), helped))
      .when(reportOutcome, report(words))
      .thenRefused('outcome-known', '/outcome');
    given(caseFile, lifeOf(...start))
      .when(reportOutcome, report(words))
      .thenRefused('no-such-referral', '/referralId');
  });

  it('to a charity is matched before anything is given (S25)', () => {
    const matched: CaseFact = { type: 'CharityMatched', data: { referralId: 'r-1', organisation: words } };
    const gift = { referralId: 'r-1', kind: 'GOODS', value: 50_000 };
    const deliver = new DeliverCharityAid('k-1', gift);
    const charity = given(caseFile, lifeOf(...start, sent('CHARITY')));
    charity.when(matchCharity, new MatchCharity('k-1', 'r-1', words)).then([matched]);
    charity.when(matchCharity, new MatchCharity('k-1', 'r-1', undefined)).thenRefused('text-needed', '/organisation');
    charity.when(deliverCharityAid, deliver).thenRefused('not-matched', '/referralId');
    given(caseFile, lifeOf(...start, sent('CHARITY'), matched))
      .when(deliverCharityAid, deliver)
      .then([{ type: 'CharityAidDelivered', data: gift }]);
    given(caseFile, lifeOf(...start, sent()))
      .when(matchCharity, new MatchCharity('k-1', 'r-1', words))
      .thenRefused('not-charity', '/referralId');
  });

  it('that helped makes a family newly aided; one that is out does not (I-15)', () => {
    const classify = new ClassifyCase('k-1', { class: 'NEW_AID', subItems: ['REFERRAL'], beneficiaries: ['m-head'] });
    const life = [...investigated(), planned(), sent()];
    given(caseFile, lifeOf(...life))
      .when(classifyCase, classify)
      .thenRefused('I-15', '/subItems');
    const gift: CaseFact = { type: 'CharityAidDelivered', data: { referralId: 'r-1', kind: 'GOODS', value: 1 } };
    for (const good of [helped, gift])
      expect(
        given(caseFile, lifeOf(...life, good))
          .when(classifyCase, classify)
          .facts(),
      ).toHaveLength(1);
  });
});
