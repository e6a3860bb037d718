import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { box, member, registeredHousehold } from '../../../test/support/people.js';
import type { Told } from '../../../test/support/projection-spec.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { SearchDocument } from './household-search.projection.js';
import { householdSearchProjection } from './household-search.projection.js';

const head = { particulars: member('m-head', { relation: 'HEAD' }), present: true };
const son = { particulars: member('m-son'), present: true };
const joined: HouseholdFact = { type: 'MemberAdded', data: { member: member('m-son'), on: '2026-08-10' } };
const left: HouseholdFact = { type: 'MemberRemoved', data: { memberId: 'm-son', reason: 'MOVED', on: '2026-09-05' } };
const found = {
  head: { nameHashes: ['name:m-head'], surnameHashes: ['surname:m-head'], idHashes: ['id:m-head'] },
  son: { nameHashes: ['name:m-son'], surnameHashes: ['surname:m-son'], idHashes: ['id:m-son'] },
  both: {
    nameHashes: ['name:m-head', 'name:m-son'],
    surnameHashes: ['surname:m-head', 'surname:m-son'],
    idHashes: ['id:m-head', 'id:m-son'],
  },
} as const;

function life(...facts: readonly HouseholdFact[]) {
  return [registeredHousehold(), ...facts].map((fact, index) => recordedFact({ fact }, index, 'household-h-1'));
}

function search(changes: Partial<SearchDocument> = {}): Told<SearchDocument> {
  return {
    _id: 'h-1',
    town: '341881100',
    village: '341881100201',
    householdNo: '81100201ABCDEF',
    headId: 'm-head',
    people: [head],
    noIdNumber: false,
    ...found.head,
    ...changes,
  };
}

test('a registered household is found by its head', () => {
  projectionSpec(householdSearchProjection).given(life()).then([search()]);
});

test('facts of a household that was never registered make nothing to be found', () => {
  const headChange: HouseholdFact = {
    type: 'HeadChanged',
    data: { memberId: 'm-son', on: '2026-09-01', reason: box('age') },
  };
  const changed: HouseholdFact = { type: 'MemberChanged', data: { memberId: 'm-son', changed: { relation: 'SON' } } };
  const log = [joined, changed, left, headChange].map((fact, index) => recordedFact({ fact }, index, 'household-h-1'));
  projectionSpec(householdSearchProjection).given(log).then([]);
});

test('a household is found by a new member too', () => {
  projectionSpec(householdSearchProjection)
    .given(life(joined))
    .then([search({ people: [head, son], ...found.both })]);
});

test('a member who joins as head becomes the head', () => {
  const asHead: HouseholdFact = {
    type: 'MemberAdded',
    data: { member: member('m-son'), on: '2026-08-10', asHead: true },
  };
  projectionSpec(householdSearchProjection)
    .given(life(asHead))
    .then([search({ people: [head, son], ...found.both, headId: 'm-son' })]);
});

test('a surname two people bear stands once', () => {
  const particulars = member('m-son', { surnameHash: 'surname:m-head' });
  projectionSpec(householdSearchProjection)
    .given(life({ type: 'MemberAdded', data: { member: particulars, on: '2026-08-10' } }))
    .then([
      search({
        people: [head, { particulars, present: true }],
        ...found.both,
        surnameHashes: ['surname:m-head'],
      }),
    ]);
});

test('a household with somebody who has no ID number stands in the list of its own while he is there', () => {
  const { idNo: _, idHash: __, ...numberless } = member('m-son', { noIdReason: 'NEWBORN' });
  const born: HouseholdFact = { type: 'MemberAdded', data: { member: numberless, on: '2026-08-10' } };
  const people = [head, { particulars: numberless, present: true }];
  projectionSpec(householdSearchProjection)
    .given(life(born))
    .then([search({ people, ...found.both, idHashes: ['id:m-head'], noIdNumber: true })]);
  projectionSpec(householdSearchProjection)
    .given(life(born, left))
    .then([search({ people: [head, { particulars: numberless, present: false }] })]);
});

test('a changed name and number are found, the old ones no longer', () => {
  const changed = { nameHash: 'name:new', name: box('new name', 'm-son'), idHash: 'id:new' };
  const renamed: HouseholdFact = {
    type: 'MemberChanged',
    data: { memberId: 'm-son', formerIdHash: 'id:m-son', changed },
  };
  projectionSpec(householdSearchProjection)
    .given(life(joined, renamed))
    .then([
      search({
        people: [head, { particulars: member('m-son', changed), present: true }],
        nameHashes: ['name:m-head', 'name:new'],
        surnameHashes: ['surname:m-head', 'surname:m-son'],
        idHashes: ['id:m-head', 'id:new'],
      }),
    ]);
});

test('a household is not found by a member who left', () => {
  projectionSpec(householdSearchProjection)
    .given(life(joined, left))
    .then([search({ people: [head, { ...son, present: false }] })]);
});

test('when the head leaves, the household is found by the member named as head', () => {
  const died: HouseholdFact = {
    type: 'MemberRemoved',
    data: { memberId: 'm-head', reason: 'DIED', on: '2026-09-05', newHeadMemberId: 'm-son' },
  };
  projectionSpec(householdSearchProjection)
    .given(life(joined, died))
    .then([search({ people: [{ ...head, present: false }, son], ...found.son, headId: 'm-son' })]);
});

test('a member who comes back is one person and found again', () => {
  projectionSpec(householdSearchProjection)
    .given(life(joined, left, joined))
    .then([search({ people: [head, son], ...found.both })]);
});

test('another member is made the head', () => {
  projectionSpec(householdSearchProjection)
    .given(life(joined, { type: 'HeadChanged', data: { memberId: 'm-son', on: '2026-09-01', reason: box('age') } }))
    .then([search({ people: [head, son], ...found.both, headId: 'm-son' })]);
});

test('somebody who was split off is no longer found there', () => {
  const parted = {
    proposalId: 'p-1',
    memberIds: ['m-son'],
    newHeadMemberId: 'm-son',
    newHouseholdId: 'h-2',
    address: box('next door'),
    reason: box('married'),
    proposedBy: 'u-officer',
    on: '2026-09-10',
    townCode: '341881100',
    villageCode: '341881100201',
    members: [member('m-son')],
  };
  projectionSpec(householdSearchProjection)
    .given(life(joined, { type: 'HouseholdSplit', data: parted }))
    .then([search({ people: [head, { ...son, present: false }] })]);
});

test('a household that moved is found by the hashes of its new township', () => {
  const names = { 'm-head': { nameHash: 'name there', surnameHash: 'surname there' } };
  const moved = {
    fromTown: '341881100',
    fromVillage: '341881100201',
    toTown: '341881002',
    toVillage: '341881002201',
    on: '2026-09-12',
    reason: box('to the son'),
    names,
  };
  projectionSpec(householdSearchProjection)
    .given(life({ type: 'HouseholdMoved', data: moved }))
    .then([
      search({
        town: '341881002',
        village: '341881002201',
        people: [{ ...head, particulars: { ...head.particulars, ...names['m-head'] } }],
        nameHashes: ['name there'],
        surnameHashes: ['surname there'],
      }),
    ]);
});

test('the survivor of a merger is found by everybody, the household that ended by nobody', () => {
  const gone = { ...head.particulars, memberId: 'm-gone' };
  const carried = {
    headId: 'm-son',
    address: box('there'),
    members: [
      { particulars: son.particulars, periods: [{ from: '2026-08-02', openedBy: 'f-1' }] },
      { particulars: gone, periods: [{ from: '2026-08-02', until: '2026-08-03', openedBy: 'f-1' }] },
    ],
    listings: [],
    visits: [],
    excuses: [],
    misses: [],
  };
  const absorbed = { proposalId: 'p-1', from: 'h-2', on: '2026-09-10', newHeadMemberId: 'm-son', carried };
  projectionSpec(householdSearchProjection)
    .given(life({ type: 'HouseholdAbsorbed', data: absorbed }))
    .then([search({ ...found.both, headId: 'm-son', people: [head, son, { particulars: gone, present: false }] })]);
  projectionSpec(householdSearchProjection)
    .given(life({ type: 'HouseholdMergedInto', data: { proposalId: 'p-1', into: 'h-2', on: '2026-09-10' } }))
    .then([]);
});
