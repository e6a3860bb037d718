import type { VillageFact } from '../../aggregates/village/village.events.js';
import { TOWN, VILLAGE } from '../../../test/support/coordinators.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import { coverageProjection } from './coverage.projection.js';

const began = (coordinatorRef: string, on: string, takesOverFrom?: string): VillageFact => ({
  type: 'ResponsibilityBegan',
  data: {
    villageCode: VILLAGE,
    townCode: TOWN,
    coordinatorRef,
    on,
    ...(takesOverFrom === undefined ? {} : { takesOverFrom }),
  },
});
const ended = (coordinatorRef: string, on: string, handOverTo?: string): VillageFact => ({
  type: 'ResponsibilityEnded',
  data: { coordinatorRef, on, ...(handOverTo === undefined ? {} : { handOverTo }) },
});
const lost: VillageFact = { type: 'VillageCoverageLost', data: { on: '2026-09-16' } };
const regained: VillageFact = { type: 'VillageCoverageRegained', data: { on: '2026-09-20' } };

const life = (...facts: readonly VillageFact[]) =>
  facts.map((fact, index) => recordedFact({ fact }, index, `village-${VILLAGE}`));
const place = { _id: VILLAGE, town: TOWN, village: VILLAGE };

test('a hand-over stands with both its sides', () => {
  projectionSpec(coverageProjection)
    .given(life(began('c-1', '2026-09-01'), began('c-2', '2026-09-16', 'c-1'), ended('c-1', '2026-09-16', 'c-2')))
    .then([
      {
        ...place,
        terms: [
          { coordinatorRef: 'c-1', from: '2026-09-01', until: '2026-09-16', handOverTo: 'c-2' },
          { coordinatorRef: 'c-2', from: '2026-09-16', takesOverFrom: 'c-1' },
        ],
      },
    ]);
});

test('a village that lost its last coordinator says since when', () => {
  projectionSpec(coverageProjection)
    .given(life(began('c-1', '2026-09-01'), ended('c-1', '2026-09-16'), lost))
    .then([
      {
        ...place,
        terms: [{ coordinatorRef: 'c-1', from: '2026-09-01', until: '2026-09-16' }],
        uncoveredSince: '2026-09-16',
      },
    ]);
});

test('the same coordinator again is another term, and the village is covered again', () => {
  projectionSpec(coverageProjection)
    .given(
      life(
        began('c-1', '2026-09-01'),
        ended('c-1', '2026-09-16'),
        lost,
        began('c-1', '2026-09-20'),
        regained,
        ended('c-1', '2026-09-25'),
      ),
    )
    .then([
      {
        ...place,
        terms: [
          { coordinatorRef: 'c-1', from: '2026-09-01', until: '2026-09-16' },
          { coordinatorRef: 'c-1', from: '2026-09-20', until: '2026-09-25' },
        ],
      },
    ]);
});

test('facts of a village nobody ever answered for leave no line', () => {
  projectionSpec(coverageProjection)
    .given(life(ended('c-1', '2026-09-16'), lost, regained))
    .then([]);
});
