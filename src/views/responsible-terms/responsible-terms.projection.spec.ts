import { TOWN, VILLAGE } from '../../../test/support/coordinators.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { VillageFact } from '../../aggregates/village/village.events.js';
import { responsibleOn, responsibleTermsProjection } from './responsible-terms.projection.js';

const began = (coordinatorRef: string, on: string): VillageFact => ({
  type: 'ResponsibilityBegan',
  data: { villageCode: VILLAGE, townCode: TOWN, coordinatorRef, on },
});
const ended = (coordinatorRef: string, on: string): VillageFact => ({
  type: 'ResponsibilityEnded',
  data: { coordinatorRef, on },
});
const life = (...facts: readonly VillageFact[]) =>
  facts.map((fact, index) => recordedFact({ fact }, index, `village-${VILLAGE}`));

test('every term of a village stands with its days, whether or not the village was left without anybody', () => {
  projectionSpec(responsibleTermsProjection)
    .given(
      life(
        began('c-1', '2026-09-01'),
        ended('c-1', '2026-09-10'),
        { type: 'VillageCoverageLost', data: { on: '2026-09-10' } },
        began('c-1', '2026-09-16'),
        { type: 'VillageCoverageRegained', data: { on: '2026-09-16' } },
        began('c-2', '2026-09-20'),
        ended('c-1', '2026-09-20'),
      ),
    )
    .then([
      {
        _id: VILLAGE,
        town: TOWN,
        village: VILLAGE,
        terms: [
          { coordinatorRef: 'c-1', from: '2026-09-01', until: '2026-09-10' },
          { coordinatorRef: 'c-1', from: '2026-09-16', until: '2026-09-20' },
          { coordinatorRef: 'c-2', from: '2026-09-20' },
        ],
      },
    ]);
});

test('facts of a village nobody ever answered for leave no line', () => {
  projectionSpec(responsibleTermsProjection)
    .given(life(ended('c-1', '2026-09-16'), { type: 'VillageCoverageLost', data: { on: '2026-09-16' } }))
    .then([]);
});

test('a day belongs to whoever answers at its end: the first day to the new one, the last to nobody of before', () => {
  const terms = [
    { coordinatorRef: 'c-1', from: '2026-09-01', until: '2026-09-10' },
    { coordinatorRef: 'c-2', from: '2026-09-09' },
  ];
  const days = ['2026-08-31', '2026-09-01', '2026-09-09', '2026-09-10'];
  expect(days.map((day) => responsibleOn(terms, day))).toEqual([[], ['c-1'], ['c-1', 'c-2'], ['c-2']]);
});
