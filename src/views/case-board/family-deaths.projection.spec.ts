import { TOWN, VILLAGE } from '../../../test/support/cases.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import { familyDeathsProjection } from './family-deaths.projection.js';

const day = (n: number) => `2026-09-0${n}T00:00:00.000Z`;
const [toTown, toVillage] = ['341881002', '341881002201'];

/** The n-th fact becomes known on the n-th of September, in the village where the family lives then. */
function logOf(...facts: readonly HouseholdFact[]) {
  let place = { townCode: TOWN, villageCode: VILLAGE };
  return facts.map((fact, n) => {
    if (fact.type === 'HouseholdMoved') place = { townCode: fact.data.toTown, villageCode: fact.data.toVillage };
    const { metadata, ...rest } = recordedFact({ fact, at: day(n + 1) }, n, 'household-h-1');
    return { ...rest, metadata: { ...metadata, ...place } };
  });
}

const left = (memberId: string, reason: string): HouseholdFact => ({
  type: 'MemberRemoved',
  data: { memberId, reason, on: '2026-09-01' },
});
const corrected = (corrects: string, fields: { readonly on?: string; readonly reason?: string }): HouseholdFact => ({
  type: 'FactCorrected',
  data: {
    proposalId: 'p',
    corrects,
    correctsType: 'MemberRemoved',
    corrected: fields,
    reason: box('wrong'),
    proposedBy: 'u',
  },
});
const moved: HouseholdFact = {
  type: 'HouseholdMoved',
  data: { fromTown: TOWN, fromVillage: VILLAGE, toTown, toVillage, on: '2026-09-02', reason: box('moved') },
};

test('of a family is kept who left it and why, where it lives, and nothing where nobody has left', () => {
  projectionSpec(familyDeathsProjection).given(logOf(moved)).then([]);
  const log = logOf(left('m-1', 'DEATH'), left('m-2', 'MARRIAGE'));
  const place = { _id: 'h-1', town: TOWN, village: VILLAGE };
  const leavings = [
    { memberId: 'm-1', reason: 'DEATH', on: '2026-09-01', knownAt: day(1), factId: log[0]?.id ?? '' },
    { memberId: 'm-2', reason: 'MARRIAGE', on: '2026-09-01', knownAt: day(2), factId: log[1]?.id ?? '' },
  ];
  projectionSpec(familyDeathsProjection)
    .given(log)
    .then([{ ...place, left: leavings }]);
  projectionSpec(familyDeathsProjection)
    .given(logOf(left('m-1', 'DEATH'), left('m-2', 'MARRIAGE'), moved))
    .then([{ ...place, town: toTown, village: toVillage, left: leavings }]);
});

test('a leaving that is put right stands with its right day and reason, and is known by that reason since then', () => {
  const [first] = logOf(left('m-1', 'MARRIAGE'));
  const factId = first?.id ?? '';
  const told = (...facts: readonly HouseholdFact[]) =>
    projectionSpec(familyDeathsProjection).given(logOf(left('m-1', 'MARRIAGE'), ...facts));
  const one = { memberId: 'm-1', reason: 'MARRIAGE', on: '2026-09-01', knownAt: day(1), factId };
  const place = { _id: 'h-1', town: TOWN, village: VILLAGE };
  told(corrected(factId, { on: '2026-08-31' })).then([{ ...place, left: [{ ...one, on: '2026-08-31' }] }]);
  told(corrected(factId, { reason: 'DEATH' })).then([
    { ...place, left: [{ ...one, reason: 'DEATH', knownAt: day(2) }] },
  ]);
  told(corrected('another', { reason: 'DEATH' })).then([{ ...place, left: [one] }]);
});
