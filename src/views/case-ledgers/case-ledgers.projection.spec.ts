import { accepted, investigated } from '../../../test/support/cases.js';
import { factId, recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import { Folding } from '../../../test/support/projection-spec.js';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { CorrectedFields } from '../../platform/change/correction.js';
import { caseLedgersProjection } from './case-ledgers.projection.js';

const words = box('words', 'k-1');
const stream = 'case-k-1';
const ineligible: CaseFact = {
  type: 'IneligibilityRecorded',
  data: { reasonCodes: ['AGE'], text: words, ruleVersion: 7, hasRealDifficulty: true },
};
const refused: CaseFact = {
  type: 'MeasureRefused',
  data: { applicationId: 'a-1', reasonCodes: ['INCOME_ABOVE'], text: words, ruleVersion: 7, decider: 'r' },
};
const notified = (applicationId?: string): CaseFact => ({
  type: 'RefusalNotified',
  data: { channel: 'POST', on: '2026-09-03', ...(applicationId === undefined ? {} : { applicationId }) },
});
const watched: CaseFact = {
  type: 'CaseClassified',
  data: { class: 'WATCH', subItems: [], beneficiaries: ['m-1', 'm-2'] },
};
const reopened: CaseFact = { type: 'CaseReopened', data: { cause: 'SPOT_CHECK', reason: words } };

const after = (...facts: readonly CaseFact[]) => {
  const recorded = facts.map((fact, index) => recordedFact({ fact }, index, stream));
  return new Folding(caseLedgersProjection).deliver(recorded).documents()[0];
};

it('a refusal stands with its reasons and its rules, of an application or of the family, until it was told', () => {
  const life = [...investigated(), accepted(), refused, ineligible];
  const ofApplication = { applicationId: 'a-1', path: 'DIBAO', reasonCodes: ['INCOME_ABOVE'] };
  const ofFamily = { reasonCodes: ['AGE'], hasRealDifficulty: true };
  const found = { on: '2026-09-01', ruleVersion: 7 };
  expect(after(...life)).toMatchObject({
    refused: true,
    class: 'NONE',
    refusals: [
      { ...ofApplication, ...found },
      { ...ofFamily, ...found },
    ],
  });
  expect(after(...life, notified())?.refusals.map(({ notifiedOn }) => notifiedOn)).toEqual([undefined, '2026-09-03']);
  expect(after(...life, notified('a-1'))?.refusals.map(({ notifiedOn }) => notifiedOn)).toEqual([
    '2026-09-03',
    undefined,
  ]);
});

it('a later word about the family takes the place of the one before', () => {
  const again: CaseFact = { ...ineligible, data: { ...ineligible.data, reasonCodes: ['LABOUR'] } };
  expect(after(...investigated(), ineligible, again)?.refusals.map(({ reasonCodes }) => reasonCodes)).toEqual([
    ['LABOUR'],
  ]);
});

it('a case is entered in its class, and in none while it is inquired into anew', () => {
  const life = [...investigated(), accepted(), refused, ineligible, watched];
  expect(after(...life)).toMatchObject({ class: 'WATCH', subItems: [], beneficiaries: 2, classifiedOn: '2026-09-01' });
  const again = after(...life, reopened);
  expect([again?.class, again?.beneficiaries, again?.classifiedOn, again?.refused]).toEqual([
    'NONE',
    0,
    undefined,
    true,
  ]);
  expect(again?.refusals.map(({ applicationId }) => applicationId)).toEqual(['a-1']);
  expect(after(...investigated(), ineligible, reopened)?.refused).toBe(false);
});

it('a correction reaches the refusal it names and the day it was told, no later one', () => {
  const first = [...investigated(), ineligible, notified()];
  const right = (index: number, correctsType: string, corrected: CorrectedFields): CaseFact => ({
    type: 'FactCorrected',
    data: {
      proposalId: 'y-1',
      corrects: factId(index),
      correctsType,
      corrected,
      reason: words,
      proposedBy: 'u-officer',
    },
  });
  const reasons = right(first.length - 2, 'IneligibilityRecorded', { reasonCodes: ['LABOUR'] });
  const day = right(first.length - 1, 'RefusalNotified', { on: '2026-09-02' });
  const told = (...facts: readonly CaseFact[]) =>
    after(...facts)?.refusals.map(({ reasonCodes, notifiedOn }) => [reasonCodes, notifiedOn]);
  expect(told(...first, reasons, day)).toEqual([[['LABOUR'], '2026-09-02']]);
  expect(told(...first, reopened, ineligible, notified(), reasons, day)).toEqual([[['AGE'], '2026-09-03']]);
});
