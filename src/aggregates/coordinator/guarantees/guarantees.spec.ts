import { VILLAGE, appointed } from '../../../../test/support/coordinators.js';
import { given } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import { coordinator } from '../coordinator.js';
import type { CoordinatorFact } from '../coordinator.events.js';
import { BindInsurance, bindInsurance } from './bind-insurance.js';
import { IssueEquipment, issueEquipment } from './issue-equipment.js';
import { PayAllowance, payAllowance } from './pay-allowance.js';
import { PaySalary, paySalary } from './pay-salary.js';
import { RecordTraining, recordTraining } from './record-training.js';
import { ReturnEquipment, returnEquipment } from './return-equipment.js';

const inPost = [{ fact: appointed() }];
const relief: CoordinatorFact = {
  type: 'CoordinatorRelieved',
  data: { from: '2026-09-05', reason: 'RETIRED', villages: [VILLAGE] },
};
const relieved = [...inPost, { fact: relief }];

describe('training (S05, S32)', () => {
  const training = { trainingId: 't-1', on: '2026-08-20', hours: 8 };
  const held = { foreign: ['t-1'] };
  const attended = { type: 'TrainingAttended', data: { ...training, subject: box('rules') } } as const;

  it('counts once, before the appointment and after the relief too', () => {
    const record = new RecordTraining('c-1', training, box('rules'));
    const expected = [{ ...attended, occurredAt: '2026-08-19T16:00:00.000Z' }];
    given(coordinator, inPost).when(recordTraining, record, held).then(expected);
    given(coordinator, relieved).when(recordTraining, record, held).then(expected);
    given(coordinator, [...inPost, { fact: attended }])
      .when(recordTraining, record, held)
      .then([]);
  });

  it('is one that the township held', () => {
    const { when } = given(coordinator, inPost);
    const record = new RecordTraining('c-1', training, box('rules'));
    when(recordTraining, record, { foreign: [] }).thenRefused('no-such-training', '/trainingId');
    when(recordTraining, record, { foreign: ['t-2', 't-10'] }).thenRefused('no-such-training', '/trainingId');
  });

  it('has a subject, has taken place, and is somebody’s', () => {
    const { when } = given(coordinator, inPost);
    when(recordTraining, new RecordTraining('c-1', training, undefined), held).thenRefused('text-needed', '/subject');
    const tomorrow = new RecordTraining('c-1', { ...training, on: '2026-09-11' }, box('rules'));
    when(recordTraining, tomorrow, held).thenRefused('I-22', '/on');
    given(coordinator)
      .when(recordTraining, new RecordTraining('c-1', training, box('rules')), held)
      .thenNotFound();
  });
});

describe('insurance (S33)', () => {
  const bind = (validFrom: string, validUntil: string) => new BindInsurance('c-1', { validFrom, validUntil });

  it('may begin later, and lasts a day at least', () => {
    const { when } = given(coordinator, inPost);
    when(bindInsurance, bind('2026-10-01', '2026-10-01')).then([
      { type: 'InsuranceBound', data: { validFrom: '2026-10-01', validUntil: '2026-10-01' } },
    ]);
    when(bindInsurance, bind('2026-10-01', '2026-09-30')).thenRefused('insurance-period', '/validUntil');
    given(coordinator, relieved).when(bindInsurance, bind('2026-10-01', '2027-09-30')).thenRefused('relieved');
  });
});

describe('equipment (S33)', () => {
  const recorder = { kind: 'RECORDER', deviceNo: '0079', on: '2026-09-04' };
  const issued = { type: 'EquipmentIssued', data: recorder } as const;
  const returned = { type: 'EquipmentReturned', data: recorder } as const;
  const at = { occurredAt: '2026-09-03T16:00:00.000Z' };

  it('is handed out once until it comes back', () => {
    const issue = new IssueEquipment('c-1', recorder);
    given(coordinator, inPost)
      .when(issueEquipment, issue)
      .then([{ ...issued, ...at }]);
    const out = [...inPost, { fact: issued }];
    given(coordinator, out).when(issueEquipment, issue).thenRefused('device-issued', '/deviceNo');
    expect(
      given(coordinator, out)
        .when(issueEquipment, new IssueEquipment('c-1', { ...recorder, deviceNo: '0080' }))
        .facts(),
    ).toHaveLength(1);
    expect(
      given(coordinator, [...out, { fact: returned }])
        .when(issueEquipment, issue)
        .facts(),
    ).toHaveLength(1);
    given(coordinator, relieved).when(issueEquipment, issue).thenRefused('relieved');
  });

  it('comes back after the relief too, if it was out', () => {
    const back = new ReturnEquipment('c-1', recorder);
    given(coordinator, [...inPost, { fact: issued }, { fact: relief }])
      .when(returnEquipment, back)
      .then([{ ...returned, ...at }]);
    given(coordinator, inPost).when(returnEquipment, back).thenRefused('device-not-issued', '/deviceNo');
    given(coordinator, [...inPost, { fact: issued }, { fact: returned }])
      .when(returnEquipment, back)
      .thenRefused('device-not-issued', '/deviceNo');
  });

  it('moves on days of his service that have come', () => {
    const { when } = given(coordinator, [...inPost, { fact: issued }]);
    const other = { ...recorder, deviceNo: '0080' };
    when(issueEquipment, new IssueEquipment('c-1', { ...other, on: '2026-08-31' })).thenRefused(
      'before-appointment',
      '/on',
    );
    when(issueEquipment, new IssueEquipment('c-1', { ...other, on: '2026-09-11' })).thenRefused('I-22', '/on');
    when(returnEquipment, new ReturnEquipment('c-1', { ...recorder, on: '2026-08-31' })).thenRefused(
      'before-appointment',
      '/on',
    );
    when(returnEquipment, new ReturnEquipment('c-1', { ...recorder, on: '2026-09-11' })).thenRefused('I-22', '/on');
  });
});

describe('pay (S33)', () => {
  const allowance = (kind: string, period: string) => new PayAllowance('c-1', { kind, period, money: 10_000 });
  const salary = (period: string) => new PaySalary('c-1', { period, money: 200_000 });
  const transport = {
    type: 'AllowancePaid',
    data: { kind: 'TRANSPORT', period: '2026-09', money: 10_000 },
  } as const;
  const september = { type: 'SalaryPaid', data: { period: '2026-09', money: 200_000 } } as const;

  it('counts for its month, after the relief too', () => {
    given(coordinator, relieved)
      .when(payAllowance, allowance('TRANSPORT', '2026-09'))
      .then([{ ...transport, subjectPeriod: '2026-09' }]);
    given(coordinator, relieved)
      .when(paySalary, salary('2026-09'))
      .then([{ ...september, subjectPeriod: '2026-09' }]);
  });

  it('is entered once for each kind and month', () => {
    const { when } = given(coordinator, [...inPost, { fact: transport }, { fact: september }]);
    when(payAllowance, allowance('TRANSPORT', '2026-09')).thenRefused('already-paid', '/period');
    when(paySalary, salary('2026-09')).thenRefused('already-paid', '/period');
    expect(when(payAllowance, allowance('COMMUNICATION', '2026-09')).facts()).toHaveLength(1);
  });

  it('is for no month ahead and none before his service', () => {
    const { when } = given(coordinator, inPost);
    when(paySalary, salary('2026-10')).thenRefused('month-in-future', '/period');
    when(payAllowance, allowance('TRANSPORT', '2026-08')).thenRefused('before-appointment', '/period');
    given(coordinator).when(paySalary, salary('2026-09')).thenNotFound();
  });
});
