import { decidable, lifeOf } from '../../../../test/support/cases.js';
import { given, officer, reviewer } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import { caseFile } from '../case.js';
import type { CaseFact } from '../case.events.js';
import { AnnounceEnding, announceEnding } from './announce-ending.js';
import { AssessWholeHousehold, assessWholeHousehold } from './assess-whole-household.js';
import { EndMeasure, endMeasure } from './end-measure.js';
import { HoldHearing, holdHearing } from './hold-hearing.js';
import { RecordPayment, recordPayment } from './record-payment.js';
import { ReduceMeasure, reduceMeasure } from './reduce-measure.js';
import { ReviewMeasure, reviewMeasure } from './review-measure.js';

const words = box('words', 'k-1');
const measureId = 'm-1';
const monthly = { money: 78_000, period: 'MONTH', from: '2026-08-15' };
const granted = (said: Partial<typeof monthly & { validUntil: string }> = {}): CaseFact => ({
  type: 'MeasureGranted',
  data: {
    measureId,
    applicationId: 'a-1',
    kind: 'DIBAO',
    beneficiaries: ['m-head'],
    decider: 'u-reviewer',
    ...monthly,
    ...said,
  },
});
const paidFor = (period: string): CaseFact => ({ type: 'BenefitPaid', data: { measureId, period, money: 78_000 } });
const heard = (on = '2026-09-07'): CaseFact => ({
  type: 'HearingHeld',
  data: { measureId, on, heard: ['m-head'], statement: words },
});
const announced = (change: string): CaseFact => ({
  type: 'EndingAnnounced',
  data: { measureId, change, on: '2026-09-07', from: '2026-09-11' },
});
const change = { measureId, reason: 'INCOME_UP', from: '2026-10-01' };
const reduced: CaseFact = {
  type: 'MeasureReduced',
  data: { ...change, money: 50_000, text: words, decider: 'u-reviewer' },
};
const ended: CaseFact = { type: 'MeasureEnded', data: { ...change, text: words, decider: 'u-reviewer' } };
const life = (...facts: readonly CaseFact[]) => lifeOf(...decidable(), granted(), ...facts);

describe('paying', () => {
  const pay = (period: string, money = 78_000) => new RecordPayment('k-1', { measureId, period, money });

  it('is recorded once for a month in which the measure is in force, up to what it pays', () => {
    const { when } = given(caseFile, life(paidFor('2026-08')));
    when(recordPayment, pay('2026-09')).then([
      { type: 'BenefitPaid', data: { measureId, period: '2026-09', money: 78_000 }, subjectPeriod: '2026-09' },
    ]);
    when(recordPayment, pay('2026-08')).thenRefused('paid-already', '/period');
    when(recordPayment, pay('2026-07')).thenRefused('not-in-force', '/period');
    when(recordPayment, pay('2026-10')).thenRefused('I-22', '/period');
    when(recordPayment, pay('2026-09', 78_001)).thenRefused('more-than-granted', '/money');
    when(recordPayment, new RecordPayment('k-1', { measureId: 'm-2', period: '2026-09', money: 1 })).thenRefused(
      'no-such-measure',
      '/measureId',
    );
  });

  it('follows a reduction from its day, ends with the measure, and may be written down afterwards', () => {
    const now = '2026-11-05T04:00:00.000Z';
    given(caseFile, life(reduced))
      .when(recordPayment, pay('2026-10', 50_001), { now })
      .thenRefused('more-than-granted', '/money');
    expect(given(caseFile, life(reduced)).when(recordPayment, pay('2026-10', 50_000), { now }).facts()).toHaveLength(1);
    expect(given(caseFile, life(reduced)).when(recordPayment, pay('2026-09'), { now }).facts()).toHaveLength(1);
    given(caseFile, life(ended)).when(recordPayment, pay('2026-10'), { now }).thenRefused('not-in-force', '/period');
    expect(given(caseFile, life(ended)).when(recordPayment, pay('2026-09'), { now }).facts()).toHaveLength(1);
    const valid = lifeOf(...decidable(), granted({ validUntil: '2026-09-30' }));
    given(caseFile, valid).when(recordPayment, pay('2026-10'), { now }).thenRefused('not-in-force', '/period');
  });

  it('of aid that is given once is recorded once', () => {
    const once = lifeOf(...decidable(), granted({ period: 'ONCE' }), paidFor('2026-08'));
    given(caseFile, once).when(recordPayment, pay('2026-09')).thenRefused('paid-already', '/period');
  });
});

describe('reviewing', () => {
  const review = (on: string) => new ReviewMeasure('k-1', { measureId, on, result: 'REDUCE' });

  it('says what was found, of a measure that runs', () => {
    given(caseFile, life())
      .when(reviewMeasure, review('2026-09-09'))
      .then([
        {
          type: 'ReviewCompleted',
          data: { measureId, on: '2026-09-09', result: 'REDUCE' },
          occurredAt: '2026-09-08T16:00:00.000Z',
        },
      ]);
    given(caseFile, life()).when(reviewMeasure, review('2026-09-11')).thenRefused('I-22', '/on');
    given(caseFile, life(ended)).when(reviewMeasure, review('2026-09-09')).thenRefused('measure-ended', '/measureId');
  });
});

describe('reducing and ending (I-17, 社会救助法 art. 48)', () => {
  const hear = (who: readonly string[] = ['m-head'], said: typeof words | undefined = words) =>
    new HoldHearing('k-1', { measureId, on: '2026-09-07', heard: who }, said);
  const announce = (from: string, on = '2026-09-07') =>
    new AnnounceEnding('k-1', { measureId, change: 'END', on, from });
  const reduce = (money = 50_000, from = change.from) => new ReduceMeasure('k-1', { ...change, from, money }, words);
  const end = (reason = 'INCOME_UP', from = change.from) => new EndMeasure('k-1', { ...change, reason, from }, words);

  it('begins with hearing somebody, whose words are kept', () => {
    const { when } = given(caseFile, life());
    when(holdHearing, hear()).then([{ ...heard(), occurredAt: '2026-09-06T16:00:00.000Z' }]);
    when(holdHearing, hear([])).thenRefused('nobody-heard', '/heard');
    when(
      holdHearing,
      new HoldHearing('k-1', { measureId, on: '2026-09-07', heard: ['m-head'] }, undefined),
    ).thenRefused('text-needed', '/statement');
  });

  it('is told in writing after the hearing, more than three working days before it takes effect', () => {
    given(caseFile, life()).when(announceEnding, announce('2026-09-11')).thenRefused('I-17', '/measureId');
    const { when } = given(caseFile, life(heard()));
    when(announceEnding, announce('2026-09-10')).thenRefused('I-17', '/from');
    when(announceEnding, announce('2026-09-11', '2026-09-04')).thenRefused('I-17', '/on');
    expect(when(announceEnding, announce('2026-09-11')).facts()).toEqual([
      { ...announced('END'), occurredAt: '2026-09-06T16:00:00.000Z' },
    ]);
  });

  it('is decided by another than who told the family, for what was announced, not before its day', () => {
    given(caseFile, life(heard())).when(reduceMeasure, reduce(), { actor: reviewer }).thenRefused('I-17', '/measureId');
    const { when } = given(caseFile, life(heard(), announced('REDUCE')));
    when(endMeasure, end(), { actor: reviewer }).thenRefused('I-17', '/measureId');
    when(reduceMeasure, reduce(), { actor: officer }).thenRefused('I-25');
    when(reduceMeasure, reduce(50_000, '2026-09-10'), { actor: reviewer }).thenRefused('I-17', '/from');
    when(reduceMeasure, reduce(78_000), { actor: reviewer }).thenRefused('not-less', '/money');
    when(reduceMeasure, reduce(), { actor: reviewer }).then([
      { ...reduced, data: { ...reduced.data, decider: reviewer.id } },
    ]);
  });

  it('takes another hearing for the next change, and nothing after the end', () => {
    const again = life(heard(), announced('REDUCE'), reduced);
    given(caseFile, again).when(reduceMeasure, reduce(30_000), { actor: reviewer }).thenRefused('I-17', '/measureId');
    given(caseFile, again).when(announceEnding, announce('2026-09-11')).thenRefused('I-17', '/measureId');
    const over = life(heard(), announced('END'), ended);
    given(caseFile, over).when(endMeasure, end(), { actor: reviewer }).thenRefused('measure-ended', '/measureId');
  });

  it('hears nobody who has died', () => {
    expect(given(caseFile, life()).when(endMeasure, end('DEATH'), { actor: reviewer }).facts()).toHaveLength(1);
    given(caseFile, life())
      .when(endMeasure, end('DEATH', '2026-08-14'), { actor: reviewer })
      .thenRefused('out-of-order', '/from');
  });
});

describe('assessing the family as a whole (S21)', () => {
  it('is written down with its reason, and the last word counts', () => {
    const { when } = given(caseFile, life());
    when(assessWholeHousehold, new AssessWholeHousehold('k-1', 'SINGLE', words)).then([
      { type: 'WholeHouseholdAssessed', data: { result: 'SINGLE', reason: words } },
    ]);
    when(assessWholeHousehold, new AssessWholeHousehold('k-1', 'SINGLE', undefined)).thenRefused(
      'text-needed',
      '/reason',
    );
  });
});
