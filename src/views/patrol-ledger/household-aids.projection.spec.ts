import { reported } from '../../../test/support/cases.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import { householdAidsProjection } from './household-aids.projection.js';

const life = (...told: readonly (readonly [string, CaseFact | HouseholdFact])[]) =>
  projectionSpec(householdAidsProjection).given(told.map(([stream, fact], n) => recordedFact({ fact }, n, stream)));
const ofCase = (fact: CaseFact) => ['case-k-1', fact] as const;
const clue = ofCase(reported({ householdRef: 'h-1', subject: undefined }));
const aid = {
  measureId: 'g-1',
  kind: 'DIBAO',
  beneficiaries: ['m-1'],
  money: 40_000,
  period: 'MONTH',
  from: '2026-09-01',
};
const granted = ofCase({ type: 'MeasureGranted', data: { ...aid, applicationId: 'a-1', decider: 'u' } });
const decided = { measureId: 'g-1', reason: 'OTHER', text: box('r', 'k-1'), decider: 'u' };
const reduced = ofCase({ type: 'MeasureReduced', data: { ...decided, money: 30_000, from: '2026-10-01' } });
const ended = ofCase({ type: 'MeasureEnded', data: { ...decided, from: '2026-11-01' } });

test('what a case granted stands with its household, as it pays last and until when', () => {
  const line = { _id: 'k-1', household: 'h-1' };
  life(clue).then([{ ...line, aids: [] }]);
  life(clue, granted).then([{ ...line, aids: [aid] }]);
  life(clue, granted, reduced, ended).then([{ ...line, aids: [{ ...aid, money: 30_000, endedFrom: '2026-11-01' }] }]);
});

test('a case about nobody yet stands with the household it is linked to, a household that ended with the one it ended in', () => {
  const linked = ofCase({ type: 'CaseLinkedToHousehold', data: { householdRef: 'h-2' } });
  const merged = { type: 'HouseholdMergedInto', data: { proposalId: 'p', into: 'h-2', on: '2026-09-03' } } as const;
  life(ofCase(reported()), granted, linked, ['household-h-1', merged]).then([
    { _id: 'h-1', aids: [], mergedInto: 'h-2' },
    { _id: 'k-1', household: 'h-2', aids: [aid] },
  ]);
});
