import { given, system } from '../../../../test/support/given-when-then.js';
import { box, registeredHousehold } from '../../../../test/support/people.js';
import { household } from '../household.js';
import { FollowVillageMerger, followVillageMerger } from './follow-village-merger.js';

const VILLAGE = '341881100201';
const OTHER_VILLAGE = '341881100202';
const family = [{ fact: registeredHousehold() }] as const;
const follow = (on: string) => new FollowVillageMerger('h-1', '2027', VILLAGE, OTHER_VILLAGE, on);
const bySystem = { actor: system };
const asked = {
  requestId: 'r-1',
  fromTown: '341881100',
  toTown: '341881002',
  toVillage: '341881002201',
  on: '2026-09-08',
  reason: box('to the son'),
} as const;
const followed = {
  type: 'HouseholdMoved',
  data: {
    fromTown: '341881100',
    fromVillage: VILLAGE,
    toTown: '341881100',
    toVillage: OTHER_VILLAGE,
    on: '2026-09-10',
    edition: '2027',
  },
  occurredAt: '2026-09-09T16:00:00.000Z',
} as const;

describe('F16 · a village that became part of another one', () => {
  it('takes its families along from the same day on, once', () => {
    given(household, family).when(followVillageMerger, follow('2026-09-10'), bySystem).then([followed]);
    given(household, [...family, { fact: followed }])
      .when(followVillageMerger, follow('2026-09-10'), bySystem)
      .then([]);
  });

  it('takes a family that came later along from the day it came', () => {
    given(household, family)
      .when(followVillageMerger, follow('2026-08-01'), bySystem)
      .then([{ ...followed, data: { ...followed.data, on: '2026-09-01' }, occurredAt: '2026-08-31T16:00:00.000Z' }]);
  });

  it('ends a request into another township, which is made anew', () => {
    given(household, [...family, { fact: { type: 'HouseholdMoveRequested', data: asked } }])
      .when(followVillageMerger, follow('2026-09-10'), bySystem)
      .then([{ ...followed, data: { ...followed.data, requestId: 'r-1' } }]);
  });

  it('leaves alone who is not there', () => {
    given(household).when(followVillageMerger, follow('2026-09-10'), bySystem).then([]);
  });
});
