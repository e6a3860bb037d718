import { given, officer, recordedFact, reviewer } from '../../../../test/support/given-when-then.js';
import { box, registeredHousehold } from '../../../../test/support/people.js';
import type { HouseholdFact } from '../household.events.js';
import { household } from '../household.js';
import { AbsorbHousehold, absorbHousehold } from '../merging/absorb-household.js';
import { ApproveMerge, approveMerge } from '../merging/approve-merge.js';
import type { Belongings } from '../merging/merge.js';
import { belongingsIn } from '../merging/told-belongings.js';
import type { Watch } from './watch.js';

const told = { watchId: 'w-1', reasonCodes: ['INCOME_ABOVE'], ruleVersion: 0, beneficiaries: ['m-head'] };
const watch: Watch = { ...told, from: '2026-09-02', reviews: [], duties: [{ dueOn: '2026-12-02', missed: false }] };
const put = (watchId: string): HouseholdFact => ({
  type: 'HouseholdPutOnWatch',
  data: { ...told, watchId, on: '2026-09-02', nextReviewOn: '2026-12-02' },
});
const proposal = {
  proposalId: 'p-1',
  into: 'h-2',
  intoTown: '341881100',
  headHolds: 'SURVIVOR',
  addressHolds: 'SURVIVOR',
  memberIds: ['m-head'],
  reason: box('twice'),
} as const;

describe('F01 · a watch of a household that ends in another', () => {
  const carried: Belongings = {
    headId: 'm-head',
    address: box('address'),
    members: [],
    listings: [],
    visits: [],
    excuses: [],
    misses: [],
    watches: [watch],
  };
  const absorbed = { proposalId: 'p-1', from: 'h-1', on: '2026-09-10', carried };
  const absorb = new AbsorbHousehold('h-2', absorbed);

  it('is among what it brings, with its beginning and the day of its next review', () => {
    const ending: readonly HouseholdFact[] = [
      registeredHousehold(),
      put('w-1'),
      { type: 'MergeProposed', data: proposal },
    ];
    const stream = ending.map((fact, index) => recordedFact({ fact, by: officer }, index, 'household-h-1'));
    const foreign = { survivor: { townCode: '341881100', villageCode: '341881100202' }, told: belongingsIn(stream) };
    const [fact] = given(
      household,
      ending.map((one) => ({ fact: one })),
    )
      .when(approveMerge, new ApproveMerge('h-1', 'p-1'), { actor: reviewer, foreign })
      .facts();
    expect(fact?.type === 'MergeApproved' && fact.data.carried.watches).toEqual([watch]);
  });

  it('goes on in the survivor as it was', () => {
    const survivor = [{ fact: registeredHousehold() }];
    given(household, survivor)
      .when(absorbHousehold, absorb)
      .then([{ type: 'HouseholdAbsorbed', data: absorbed }]);
    const { state } = given(household, [...survivor, { fact: { type: 'HouseholdAbsorbed', data: absorbed } }]);
    expect(state.status === 'registered' && state.watches).toEqual([watch]);
  });

  it('ends on the day of the merger where the survivor is itself on the list', () => {
    const now = '2026-09-10T04:00:00.000Z';
    const survivor = [{ fact: registeredHousehold() }, { fact: put('w-2') }];
    const [fact] = given(household, survivor).when(absorbHousehold, absorb, { now }).facts();
    const ended: Watch = {
      ...watch,
      until: '2026-09-10',
      releaseReason: 'OTHER',
      duties: [{ dueOn: '2026-12-02', missed: false, settledAt: now }],
    };
    expect(fact?.type === 'HouseholdAbsorbed' && fact.data.carried.watches).toEqual([ended]);
    if (fact?.type !== 'HouseholdAbsorbed') throw new Error('nothing was absorbed');
    const { state } = given(household, [...survivor, { fact }]);
    expect(state.status === 'registered' && state.watches).toEqual([ended, { ...watch, watchId: 'w-2' }]);
  });
});
