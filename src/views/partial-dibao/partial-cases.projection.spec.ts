import { TOWN, VILLAGE, opened, reported } from '../../../test/support/cases.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import type { Told } from '../../../test/support/projection-spec.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { PartialCaseDocument } from './partial-cases.projection.js';
import { partialCasesProjection } from './partial-cases.projection.js';

const words = box('words', 'k-1');
const day = (n: number) => `2026-09-0${n}T00:00:00.000Z`;

/** The n-th fact happens on the n-th of September. */
const life = (...facts: readonly CaseFact[]) =>
  projectionSpec(partialCasesProjection).given(
    facts.map((fact, n) => {
      const { metadata, ...rest } = recordedFact({ fact, at: day(n + 1) }, n, 'case-k-1');
      return { ...rest, metadata: { ...metadata, townCode: TOWN, villageCode: VILLAGE } };
    }),
  );
const granted = (kind = 'DIBAO_SINGLE', measureId = 'm-1'): CaseFact => ({
  type: 'MeasureGranted',
  data: {
    ...{ measureId, applicationId: 'a-1', kind, beneficiaries: ['p-1', 'p-2'], money: 40_000, period: 'MONTH' },
    from: '2026-10-01',
    decider: 'r',
  },
});
const ended: CaseFact = {
  type: 'MeasureEnded',
  data: { measureId: 'm-1', reason: 'INCOME_UP', text: words, from: '2026-12-01', decider: 'r' },
};
const assessed = (result: string): CaseFact => ({ type: 'WholeHouseholdAssessed', data: { result, reason: words } });

const { caseNo } = opened().data;
const line = (changes: Partial<PartialCaseDocument> = {}): Told<PartialCaseDocument> => ({
  _id: 'k-1',
  town: TOWN,
  village: VILLAGE,
  caseNo,
  householdRef: 'h-1',
  singles: [],
  concerned: false,
  ...changes,
});
const single = { measureId: 'm-1', beneficiaries: ['p-1', 'p-2'], from: '2026-10-01' };

test('单人保 stands from its grant to its end, and no other measure is one', () => {
  life(reported(), opened()).then([line()]);
  life(reported(), opened(), granted('DIBAO')).then([line()]);
  life(reported(), opened(), granted()).then([line({ singles: [single], concerned: true })]);
  life(reported(), opened(), granted(), granted('DIBAO_SINGLE', 'm-2'), ended).then([
    line({
      singles: [
        { ...single, endsFrom: '2026-12-01' },
        { ...single, measureId: 'm-2' },
      ],
      concerned: true,
    }),
  ]);
});

test('the last word about the whole household counts, with the family the case is linked to', () => {
  const assessment = { result: 'SINGLE', on: '2026-09-03', at: day(3) };
  life(reported(), opened(), assessed('SINGLE')).then([line({ assessment, concerned: true })]);
  const linked: CaseFact = { type: 'CaseLinkedToHousehold', data: { householdRef: 'h-2' } };
  life(reported(), opened(), assessed('SINGLE'), linked, assessed('WHOLE')).then([
    line({ householdRef: 'h-2', assessment: { result: 'WHOLE', on: '2026-09-05', at: day(5) }, concerned: true }),
  ]);
});
