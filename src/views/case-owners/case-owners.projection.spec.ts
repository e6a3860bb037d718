import { TOWN, VILLAGE, opened, reported } from '../../../test/support/cases.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import type { Told } from '../../../test/support/projection-spec.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { TownshipFact } from '../../aggregates/township/township.events.js';
import type { CaseOwnersDocument } from './case-owners.projection.js';
import { caseOwnersProjection } from './case-owners.projection.js';
import { townPersonsProjection } from './town-persons.projection.js';

const words = box('words', 'k-1');
const place = { townCode: TOWN, villageCode: VILLAGE };

/** The n-th fact happens on the n-th of September. */
const life = (...facts: readonly CaseFact[]) =>
  projectionSpec(caseOwnersProjection).given(
    facts.map((fact, n) => {
      const { metadata, ...rest } = recordedFact({ fact, at: `2026-09-0${n + 1}T01:00:00.000Z` }, n, 'case-k-1');
      return { ...rest, metadata: { ...metadata, ...place } };
    }),
  );
const { caseNo, ownerChain } = opened().data;
const line = (changes: Partial<CaseOwnersDocument> = {}): Told<CaseOwnersDocument> => ({
  _id: 'k-1',
  town: TOWN,
  village: VILLAGE,
  caseNo,
  owners: { group: 'g-1', village: 'c-1', township: 'o-1', bureau: 'b-1' },
  ownerRefs: ['g-1', 'c-1', 'o-1', 'b-1'],
  openedOn: '2026-09-02',
  ...changes,
});
const archived: CaseFact = { type: 'CaseArchived', data: { pageHash: 'a'.repeat(64) } };
const reopened: CaseFact = { type: 'CaseReopened', data: { cause: 'SPOT_CHECK', reason: words } };
const noNeed: CaseFact = { type: 'CaseClosedWithoutNeed', data: { reason: 'SELF_SOLVED', text: words } };

test('those named at the opening answer until the case is filed or closed, and again once it is reopened', () => {
  life(reported()).then([]);
  life(reported(), opened()).then([line()]);
  life(reported(), opened(), archived).then([line({ closedOn: '2026-09-03' })]);
  life(reported(), opened(), archived, reopened).then([line()]);
  life(reported(), opened(), noNeed).then([line({ closedOn: '2026-09-03' })]);
});

test('somebody named at two levels stands once among all', () => {
  const data = { ...place, householdRef: 'h-1', caseNo, ownerChain: { ...ownerChain, group: 'c-1' }, reason: words };
  life({ type: 'CaseOpenedFromRoster', data }).then([
    line({
      openedOn: '2026-09-01',
      owners: { group: 'c-1', village: 'c-1', township: 'o-1', bureau: 'b-1' },
      ownerRefs: ['c-1', 'o-1', 'b-1'],
    }),
  ]);
});

test('persons designated for a township stand in the order of their days', () => {
  const designated = (personId: string, on: string): TownshipFact => ({
    type: 'ResponsiblePersonDesignated',
    data: { townCode: TOWN, personId, name: words, nameHash: 'n', surnameHash: 's', phone: words, on },
  });
  projectionSpec(townPersonsProjection)
    .given(
      [designated('p-2', '2026-09-20'), designated('p-1', '2026-09-01')].map((fact, index) =>
        recordedFact({ fact }, index, `township-${TOWN}`),
      ),
    )
    .then([
      {
        _id: TOWN,
        persons: [
          { personId: 'p-1', from: '2026-09-01' },
          { personId: 'p-2', from: '2026-09-20' },
        ],
      },
    ]);
});
