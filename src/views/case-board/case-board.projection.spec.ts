import { TOWN, VILLAGE, calledIn, opened, reported, verified } from '../../../test/support/cases.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import { caseBoardProjection } from './case-board.projection.js';

const day = (n: number) => `2026-09-0${n}T00:00:00.000Z`;

/** The n-th fact happens on the n-th of September; a call has no village yet. */
function life(...facts: readonly CaseFact[]) {
  const place = { townCode: TOWN, villageCode: VILLAGE };
  const told = facts.map((fact, n) => {
    const { metadata, ...rest } = recordedFact({ fact, at: day(n + 1) }, n, 'case-k-1');
    return {
      ...rest,
      metadata: { ...metadata, ...(fact.type === 'HotlineCallReceived' ? { townCode: TOWN } : place) },
    };
  });
  return projectionSpec(caseBoardProjection).given(told);
}

test('a case stands where its last fact left it, since the day it came there', () => {
  life(calledIn()).then([
    { _id: 'k-1', town: TOWN, status: 'CALL_LOGGED', urgency: 'NORMAL', begunAt: day(1), since: day(1) },
  ]);
  const known = {
    _id: 'k-1',
    town: TOWN,
    village: VILLAGE,
    begunAt: day(1),
    source: 'COORDINATOR',
    householdRef: 'h-1',
  };
  life(calledIn(), reported({ urgencyHint: 'URGENT' }), verified()).then([
    { ...known, status: 'REPORTED', urgency: 'URGENT', since: day(2) },
  ]);
  const { caseNo } = opened().data;
  const judged: CaseFact = { type: 'UrgencyAssessed', data: { urgency: 'URGENT', basis: box('fire') } };
  const linked: CaseFact = { type: 'CaseLinkedToHousehold', data: { householdRef: 'h-2' } };
  life(reported(), verified(), opened(), judged, linked).then([
    { ...known, status: 'OPEN', urgency: 'URGENT', since: day(3), caseNo, openedAt: day(3), householdRef: 'h-2' },
  ]);
});

test('a case opened from the roster says so', () => {
  const { caseNo, ownerChain } = opened().data;
  const data = { townCode: TOWN, villageCode: VILLAGE, householdRef: 'h-1', caseNo, ownerChain, reason: box('why') };
  life({ type: 'CaseOpenedFromRoster', data }).then([
    {
      _id: 'k-1',
      town: TOWN,
      village: VILLAGE,
      status: 'OPEN',
      source: 'ROSTER',
      urgency: 'NORMAL',
      begunAt: day(1),
      since: day(1),
      openedAt: day(1),
      caseNo,
      householdRef: 'h-1',
    },
  ]);
});

test('a duplicate leaves the board, and nothing that comes later brings it back (F04)', () => {
  life(reported(), { type: 'ClueMarkedDuplicate', data: { ofCaseRef: 'k-2' } }, verified()).then([]);
});
