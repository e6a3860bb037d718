import { TOWN, VILLAGE, appointed } from '../../../test/support/coordinators.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { CoordinatorFact } from '../../aggregates/coordinator/coordinator.events.js';
import { trainingProjection } from './training.projection.js';

const grounds = { from: '2026-09-09', reason: 'ADJUSTMENT', villages: [VILLAGE] };
const name = box('name of c-1', 'c-1');

test('what a township held stands by year', () => {
  const held = (trainingId: string, on: string) =>
    ({ type: 'TrainingHeld', data: { townCode: TOWN, trainingId, subject: '业务培训', hours: 8, on } }) as const;
  const told = ({ data: { townCode: _, ...training } }: ReturnType<typeof held>) => training;
  const [first, second, earlier] = [held('t-1', '2026-03-01'), held('t-2', '2026-02-01'), held('t-3', '2025-02-01')];
  projectionSpec(trainingProjection)
    .given([
      recordedFact({ fact: first }, 0, `township-${TOWN}_2026`),
      recordedFact({ fact: second }, 1, `township-${TOWN}_2026`),
      recordedFact({ fact: earlier }, 2, `township-${TOWN}_2025`),
    ])
    .then([
      { _id: `held-${TOWN}_2025`, town: TOWN, year: '2025', held: [told(earlier)], attended: [] },
      { _id: `held-${TOWN}_2026`, town: TOWN, year: '2026', held: [told(first), told(second)], attended: [] },
    ]);
});

test('a coordinator takes what he attended with him, until after his relief', () => {
  const attended = { trainingId: 't-1', on: '2026-08-20', hours: 8 };
  const facts: readonly CoordinatorFact[] = [
    appointed(),
    { type: 'TrainingAttended', data: { ...attended, subject: box('rules') } },
    { type: 'CoordinatorChanged', data: { changed: { name: box('new', 'c-1') } } },
    { type: 'CoordinatorChanged', data: { changed: { phone: box('phone', 'c-1') } } },
    { type: 'CoordinatorTransferred', data: { ...grounds, fromTown: TOWN, toTown: '341881002' } },
    { type: 'CoordinatorRelieved', data: { ...grounds, from: '2026-09-20' } },
    { type: 'TrainingAttended', data: { ...attended, trainingId: 't-2', subject: box('more') } },
  ];
  const spec = (told: readonly CoordinatorFact[]) =>
    projectionSpec(trainingProjection).given(
      told.map((fact, index) => recordedFact({ fact }, index, 'coordinator-c-1')),
    );
  spec(facts.slice(0, 1)).then([{ _id: 'c-1', town: TOWN, name, since: '2026-09-01', held: [], attended: [] }]);
  spec(facts).then([
    {
      _id: 'c-1',
      town: '341881002',
      name: box('new', 'c-1'),
      since: '2026-09-01',
      relievedOn: '2026-09-20',
      held: [],
      attended: [attended, { ...attended, trainingId: 't-2' }],
    },
  ]);
});
