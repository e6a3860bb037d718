import { lifeOf, opened, reported, visited } from '../../../../test/support/cases.js';
import { given } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import { caseFile } from '../case.js';
import type { CaseFact } from '../case.events.js';
import { CompletePaperwork, completePaperwork } from './complete-paperwork.js';
import { DisburseEmergencyAid, disburseEmergencyAid } from './disburse-emergency-aid.js';
import { EndEmergency, endEmergency } from './end-emergency.js';

const AT = '2026-09-05T01:00:00.000Z';
const urgent = [reported({ urgencyHint: 'URGENT' }), opened()];
const aid = { measureId: 'm-1', beneficiaries: ['m-head'], money: 60_000, method: 'CASH' };
const aided: CaseFact = { type: 'EmergencyAidDisbursed', data: { ...aid, limit: 78_000 } };
const disburse = (given: Partial<typeof aid> = {}, at = AT) =>
  new DisburseEmergencyAid('k-1', at, { ...aid, ...given });

describe('小额快救 (S23, I-13, scenario 5)', () => {
  it('goes out at once to who was judged urgent, and the open case stands in emergency', () => {
    given(caseFile, lifeOf(...urgent))
      .when(disburseEmergencyAid, disburse())
      .then([{ ...aided, occurredAt: AT }]);
    expect(given(caseFile, lifeOf(...urgent, aided)).state.status).toBe('EMERGENCY');
    expect(given(caseFile, lifeOf(...urgent, aided, visited())).state.status).toBe('INVESTIGATING');
    expect(given(caseFile, lifeOf(...urgent, visited(), aided)).state.status).toBe('INVESTIGATING');
    const normal: CaseFact = { type: 'UrgencyAssessed', data: { urgency: 'NORMAL', basis: box('x') } };
    given(caseFile, lifeOf(...urgent, normal))
      .when(disburseEmergencyAid, disburse())
      .thenRefused('not-urgent');
  });

  it('is one month’s standard at most, all payments of the case together', () => {
    const { when } = given(caseFile, lifeOf(...urgent));
    when(disburseEmergencyAid, disburse({ money: 80_000 })).thenRefused('I-13', '/money');
    expect(when(disburseEmergencyAid, disburse({ money: 78_000 })).facts()).toHaveLength(1);
    const again = given(caseFile, lifeOf(...urgent, aided));
    again.when(disburseEmergencyAid, disburse({ measureId: 'm-2', money: 18_001 })).thenRefused('I-13', '/money');
    expect(again.when(disburseEmergencyAid, disburse({ measureId: 'm-2', money: 18_000 })).facts()).toHaveLength(1);
    again.when(disburseEmergencyAid, disburse({ money: 1 })).thenRefused('measure-exists', '/measureId');
  });

  it('is for somebody and has gone out already', () => {
    const { when } = given(caseFile, lifeOf(...urgent));
    when(disburseEmergencyAid, disburse({ beneficiaries: [] })).thenRefused('no-beneficiary', '/beneficiaries');
    when(disburseEmergencyAid, disburse({}, '2026-09-10T05:00:00.000Z')).thenRefused('I-22', '/disbursedAt');
  });

  it('ends once, and then its papers are completed, all of them', () => {
    const ended: CaseFact = { type: 'EmergencyEnded', data: { on: '2026-09-06' } };
    const items = ['REGISTER', 'IDENTITY', 'RECEIPT', 'REPORT'];
    const { when } = given(caseFile, lifeOf(...urgent, aided));
    when(endEmergency, new EndEmergency('k-1', '2026-09-06')).then([
      { ...ended, occurredAt: '2026-09-05T16:00:00.000Z' },
    ]);
    when(endEmergency, new EndEmergency('k-1', '2026-09-11')).thenRefused('I-22', '/on');
    given(caseFile, lifeOf(...urgent, aided, ended))
      .when(endEmergency, new EndEmergency('k-1', '2026-09-07'))
      .then([]);
    when(completePaperwork, new CompletePaperwork('k-1', items)).then([
      { type: 'PaperworkCompleted', data: { items } },
    ]);
    when(completePaperwork, new CompletePaperwork('k-1', items.slice(1))).thenRefused('I-13', '/items');
    const none = given(caseFile, lifeOf(...urgent));
    none.when(endEmergency, new EndEmergency('k-1', '2026-09-06')).thenRefused('no-emergency');
    none.when(completePaperwork, new CompletePaperwork('k-1', items)).thenRefused('no-emergency');
  });
});
