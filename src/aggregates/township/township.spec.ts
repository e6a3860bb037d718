import { NEXT_VILLAGE, TOWN, VILLAGE } from '../../../test/support/coordinators.js';
import { bureau, given, officer } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import { AcknowledgeAlert, acknowledgeAlert } from './alerts/acknowledge-alert.js';
import { DeclareEmergencyOrder, declareEmergencyOrder } from './orders/declare-emergency-order.js';
import { EndEmergencyOrder, endEmergencyOrder } from './orders/end-emergency-order.js';
import { DesignateResponsiblePerson, designateResponsiblePerson } from './people/designate-responsible-person.js';
import { RecordSupervision, recordSupervision } from './supervision/record-supervision.js';
import type { EmergencyOrderDeclared, TownshipFact } from './township.events.js';
import { ordersOver, township } from './township.js';
import { HoldTraining, holdTraining } from './training/hold-training.js';
import { AssessVillage, assessVillage } from './villages/assess-village.js';
import { RecordRewardOrPenalty, recordRewardOrPenalty } from './villages/record-reward-or-penalty.js';

const townCode = TOWN;
const villageCode = VILLAGE;
const on = '2026-09-09';
const occurredAt = '2026-09-08T16:00:00.000Z';
const TOMORROW = '2026-09-11';
const ELSEWHERE = '341881002201';

describe('what a township did', () => {
  it('a supervision says what was found, of one village or of all', () => {
    const { when } = given(township);
    const finding = box('in time');
    for (const about of [{ townCode, on }, { townCode, villageCode, on }])
      when(recordSupervision, new RecordSupervision(about, finding)).then([
        { type: 'SupervisionRecorded', data: { ...about, finding }, occurredAt },
      ]);
    when(recordSupervision, new RecordSupervision({ townCode, on }, undefined)).thenRefused('text-needed', '/finding');
    when(recordSupervision, new RecordSupervision({ townCode, on: TOMORROW }, finding)).thenRefused('I-22', '/on');
    when(recordSupervision, new RecordSupervision({ townCode, villageCode: ELSEWHERE, on }, finding)).thenRefused(
      'I-02',
      '/villageCode',
    );
  });

  it('a training was held, not will be', () => {
    const training = { townCode, trainingId: 't-1', subject: '业务培训', hours: 8, on };
    const { when } = given(township);
    when(holdTraining, new HoldTraining(training)).then([{ type: 'TrainingHeld', data: training, occurredAt }]);
    when(holdTraining, new HoldTraining({ ...training, on: TOMORROW })).thenRefused('I-22', '/on');
  });

  it('an assessment is of a year that has begun and of an own village', () => {
    const assessment = { townCode, villageCode, year: '2026', on, score: 9_250, rubricVersion: 'r-1' };
    const { when } = given(township);
    when(assessVillage, new AssessVillage(assessment)).then([
      { type: 'VillageAssessed', data: assessment, occurredAt, subjectPeriod: '2026' },
    ]);
    expect(when(assessVillage, new AssessVillage({ ...assessment, year: '2025' })).facts()).toHaveLength(1);
    when(assessVillage, new AssessVillage({ ...assessment, year: '2027' })).thenRefused('year-ahead', '/year');
    when(assessVillage, new AssessVillage({ ...assessment, on: TOMORROW })).thenRefused('I-22', '/on');
    when(assessVillage, new AssessVillage({ ...assessment, villageCode: ELSEWHERE })).thenRefused(
      'I-02',
      '/villageCode',
    );
  });

  it('a reward or a penalty says what it is', () => {
    const answer = { townCode, villageCode, kind: 'REWARD', on } as const;
    const { when } = given(township);
    const measure = box('praise');
    when(recordRewardOrPenalty, new RecordRewardOrPenalty(answer, measure)).then([
      { type: 'RewardOrPenaltyRecorded', data: { ...answer, measure }, occurredAt },
    ]);
    when(recordRewardOrPenalty, new RecordRewardOrPenalty(answer, undefined)).thenRefused('text-needed', '/measure');
    when(recordRewardOrPenalty, new RecordRewardOrPenalty({ ...answer, on: TOMORROW }, measure)).thenRefused(
      'I-22',
      '/on',
    );
    when(recordRewardOrPenalty, new RecordRewardOrPenalty({ ...answer, villageCode: ELSEWHERE }, measure)).thenRefused(
      'I-02',
      '/villageCode',
    );
  });

  it('somebody answers for the work from a day that has come', () => {
    const designation = {
      townCode,
      personId: 'p-1',
      name: box('name', 'p-1'),
      nameHash: 'name:p-1',
      surnameHash: 'surname:p-1',
      phone: box('phone', 'p-1'),
      on,
    };
    const { when } = given(township);
    when(designateResponsiblePerson, new DesignateResponsiblePerson(designation)).then([
      { type: 'ResponsiblePersonDesignated', data: designation, occurredAt },
    ]);
    when(designateResponsiblePerson, new DesignateResponsiblePerson({ ...designation, on: TOMORROW })).thenRefused(
      'I-22',
      '/on',
    );
  });
});

describe('an emergency order', () => {
  type Order = EmergencyOrderDeclared['data'];
  const order: Order = {
    townCode,
    orderId: 'o-1',
    villages: [villageCode],
    from: '2026-09-10',
    until: '2026-09-12',
    reason: '汛情',
  };
  const declared = (changes: Partial<Order> = {}): TownshipFact => ({
    type: 'EmergencyOrderDeclared',
    data: { ...order, ...changes },
  });
  const declare = (changes: Partial<Order>) => new DeclareEmergencyOrder({ ...order, ...changes });

  it('is declared from today on, for own villages, to the end of the next year at the latest', () => {
    const { when } = given(township);
    when(declareEmergencyOrder, declare({ until: '2027-12-31' })).then([
      { type: 'EmergencyOrderDeclared', data: { ...order, until: '2027-12-31' } },
    ]);
    when(declareEmergencyOrder, declare({ from: '2026-09-09' })).thenRefused('order-backdated', '/from');
    when(declareEmergencyOrder, declare({ until: '2026-09-09' })).thenRefused('order-period', '/until');
    when(declareEmergencyOrder, declare({ until: '2028-01-01' })).thenRefused('order-period', '/until');
    when(declareEmergencyOrder, declare({ villages: [VILLAGE, ELSEWHERE] })).thenRefused('I-02', '/villages/1');
  });

  it('stands over the villages it names, and over all when it names none', () => {
    const over = (villages: string[], village: string) =>
      ordersOver(given(township, [{ fact: declared({ villages }) }]).state, village).map(({ until }) => until);
    expect([over([VILLAGE], VILLAGE), over([VILLAGE], NEXT_VILLAGE), over([], NEXT_VILLAGE)]).toEqual([
      ['2026-09-12'],
      [],
      ['2026-09-12'],
    ]);
  });

  it('that is ended holds to the end of that day and no longer; ending it again is nothing', () => {
    const end = new EndEmergencyOrder(townCode, '2026', 'o-1');
    const ended = { type: 'EmergencyOrderEnded', data: { townCode, orderId: 'o-1', on: '2026-09-10' } } as const;
    given(township, [{ fact: declared() }])
      .when(endEmergencyOrder, end)
      .then([ended]);
    const { when, state } = given(township, [{ fact: declared() }, { fact: ended }]);
    when(endEmergencyOrder, end).then([]);
    expect(ordersOver(state, VILLAGE).map(({ until }) => until)).toEqual(['2026-09-10']);
  });

  it('that is over, or that never was, is not ended', () => {
    const { when } = given(township, [{ fact: declared() }]);
    const end = (orderId: string) => new EndEmergencyOrder(townCode, '2026', orderId);
    when(endEmergencyOrder, end('o-1'), { now: '2026-09-12T16:00:00.000Z' }).then([]);
    when(endEmergencyOrder, end('o-2')).thenRefused('no-such-order', '/orderId');
  });
});

describe('an alert that was read', () => {
  const alertId = `COVERAGE_LOST.${VILLAGE}.2026-09-09`;
  const read = { type: 'AlertAcknowledged', data: { townCode, alertId } } as const;

  it('is read once by each account', () => {
    const { when } = given(township, [{ fact: read, by: officer }]);
    when(acknowledgeAlert, new AcknowledgeAlert(townCode, alertId), { actor: officer }).then([]);
    when(acknowledgeAlert, new AcknowledgeAlert(townCode, alertId), { actor: bureau }).then([read]);
    const both = given(township, [
      { fact: read, by: officer },
      { fact: read, by: bureau },
    ]);
    both.when(acknowledgeAlert, new AcknowledgeAlert(townCode, alertId), { actor: officer }).then([]);
  });
});
