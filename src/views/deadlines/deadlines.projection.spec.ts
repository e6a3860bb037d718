import { TOWN, VILLAGE, calledIn, opened, reported } from '../../../test/support/cases.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import { deadlinesProjection } from './deadlines.projection.js';

const day = (n: number) => `2026-09-0${n}T00:00:00.000Z`;
const responded: CaseFact = { type: 'FirstResponseMade', data: { how: 'PHONE', by: 'u', helpNeeded: true } };

/** The n-th fact happens on the n-th of September; a call has no village yet. */
const life = (...facts: readonly CaseFact[]) =>
  projectionSpec(deadlinesProjection).given(
    facts.map((fact, n) => {
      const { metadata, ...rest } = recordedFact({ fact, at: day(n + 1) }, n, 'case-k-1');
      const place = { townCode: TOWN, ...(fact.type === 'HotlineCallReceived' ? {} : { villageCode: VILLAGE }) };
      return { ...rest, metadata: { ...metadata, ...place } };
    }),
  );
const flags = { urgentClue: false, urgent: false, papersOut: false, emergencyOver: false };

test('a case waits for what its clocks say, for whoever answers for it, and once they have ended for nothing', () => {
  const response = { kind: 'FIRST_RESPONSE', startedAt: day(1) } as const;
  life(calledIn()).then([{ _id: 'k-1', town: TOWN, open: true, ...flags, clocks: [response] }]);
  const done = { ...response, closedAt: day(2), closedUnder: '0' };
  life(calledIn(), responded).then([
    { _id: 'k-1', town: TOWN, village: VILLAGE, open: false, ...flags, clocks: [done] },
  ]);
  const { caseNo } = opened().data;
  life(calledIn(), responded, reported({ urgencyHint: 'URGENT' }), opened()).then([
    {
      _id: 'k-1',
      town: TOWN,
      village: VILLAGE,
      caseNo,
      township: 'o-1',
      bureau: 'b-1',
      open: true,
      ...flags,
      urgentClue: true,
      urgent: true,
      clocks: [done, { kind: 'EMERGENCY_AID', startedAt: day(4) }],
    },
  ]);
});
