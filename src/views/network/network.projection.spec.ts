import { TOWN, VILLAGE, appointed, particulars } from '../../../test/support/coordinators.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { constitutedGroup, groupMember } from '../../../test/support/groups.js';
import { box, registeredHousehold } from '../../../test/support/people.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { Fact } from '../../platform/fact.js';
import { networkProjection } from './network.projection.js';

const unit = { townCode: TOWN, villageCode: VILLAGE };
const township = { _id: `town-${TOWN}`, town: TOWN, members: {}, hotlines: [], coordinators: [], groups: [] };
const village = { ...township, _id: `village-${VILLAGE}`, village: VILLAGE };
const after = (...steps: readonly (readonly [stream: string, fact: Fact])[]) =>
  projectionSpec(networkProjection).given(
    steps.map(([stream, fact], index) => {
      const told = recordedFact({ fact }, index, stream);
      return { ...told, metadata: { ...told.metadata, villageCode: VILLAGE } };
    }),
  );
const hashes = (id: string) => ({ nameHash: `name:${id}`, surnameHash: `surname:${id}` });

test('the person designated for the latest day answers for the township, in whatever order and year it was told', () => {
  const designated = (personId: string, on: string): Fact => ({
    type: 'ResponsiblePersonDesignated',
    data: { townCode: TOWN, personId, name: box(personId), phone: box('phone'), ...hashes(personId), on },
  });
  after(
    [`township-${TOWN}_2026`, designated('p-2', '2026-03-01')],
    [`township-${TOWN}_2025`, designated('p-1', '2025-03-01')],
  ).then([{ ...township, responsible: { ref: 'p-2', name: box('p-2'), phone: box('phone'), since: '2026-03-01' } }]);
});

test('the group’s leader is followed, with his present name, through changes, another leader and a leaving', () => {
  const stream = `group-${TOWN}`;
  const person = (id: string) => ({ name: box(`name of ${id}`, id), phone: box(`phone of ${id}`, id) });
  after(
    [stream, constitutedGroup()],
    [stream, { type: 'GroupMemberAdded', data: { member: groupMember('g-2'), on: '2026-09-02' } }],
    [stream, { type: 'GroupMemberChanged', data: { memberId: 'g-2', changed: { phone: box('new', 'g-2') } } }],
    [stream, { type: 'GroupMemberRemoved', data: { memberId: 'g-3', on: '2026-09-03', reason: 'RETIRED' } }],
    [stream, { type: 'LeaderDesignated', data: { memberId: 'g-2', on: '2026-09-04' } }],
    [stream, { type: 'HotlinePublished', data: { number: '12345', on: '2026-09-03' } }],
    [
      stream,
      {
        type: 'GroupMemberRemoved',
        data: { memberId: 'g-2', on: '2026-09-05', reason: 'RETIRED', newLeaderMemberId: 'g-1' },
      },
    ],
  ).then([
    {
      ...township,
      members: { 'g-1': person('g-1'), 'g-2': { ...person('g-2'), phone: box('new', 'g-2') } },
      leader: { ref: 'g-1', since: '2026-09-05' },
      hotlines: ['12345'],
    },
  ]);
});

const movedIn = {
  fromTown: TOWN,
  fromVillage: '341881100202',
  toTown: TOWN,
  toVillage: '341881100201',
  on: '2026-09-04',
  reason: box('to the son'),
  groupNo: '05',
};

test('a village has its latest secretary and sweep, whoever answers for it now, and the groups people live in', () => {
  const stream = `village-${VILLAGE}`;
  const secretary = (personId: string, from: string): Fact => ({
    type: 'SecretaryDesignated',
    data: { ...unit, personId, name: box(personId), ...hashes(personId), from },
  });
  const sweep = (from: string, until: string): Fact => ({
    type: 'SweepCompleted',
    data: { ...unit, from, until, households: 9, clues: ['clue-1'] },
  });
  const began = (coordinatorRef: string): Fact => ({
    type: 'ResponsibilityBegan',
    data: { ...unit, coordinatorRef, on: '2026-09-01' },
  });
  after(
    [stream, secretary('p-2', '2026-09-01')],
    [stream, secretary('p-1', '2020-09-01')],
    [stream, sweep('2026-05-01', '2026-05-09')],
    [stream, sweep('2025-05-01', '2025-05-09')],
    [stream, began('c-1')],
    [stream, began('c-2')],
    [stream, { type: 'ResponsibilityEnded', data: { coordinatorRef: 'c-1', on: '2026-09-03' } }],
    ['household-h-1', registeredHousehold({ groupNo: '03' })],
    ['household-h-2', registeredHousehold()],
    ['household-h-2', { type: 'AddressChanged', data: { address: box('a'), groupNo: '02', on: '2026-09-03' } }],
    ['household-h-1', { type: 'AddressChanged', data: { address: box('a'), groupNo: '02', on: '2026-09-03' } }],
    ['household-h-3', { type: 'HouseholdMoved', data: movedIn }],
  ).then([
    {
      ...village,
      secretary: { ref: 'p-2', name: box('p-2'), since: '2026-09-01' },
      lastSweep: { from: '2026-05-01', until: '2026-05-09', households: 9, clues: 1 },
      coordinators: [{ ref: 'c-2', since: '2026-09-01' }],
      groups: ['02', '03', '05'],
    },
  ]);
});

test('a coordinator has his present name, telephone and township', () => {
  const stream = 'coordinator-c-1';
  const { name } = particulars();
  after(
    [stream, appointed()],
    [stream, { type: 'CoordinatorChanged', data: { changed: { phone: box('new', 'c-1') } } }],
    [
      stream,
      {
        type: 'CoordinatorTransferred',
        data: { from: '2026-09-09', reason: 'ADJUSTMENT', villages: [], fromTown: TOWN, toTown: '341881002' },
      },
    ],
  ).then([{ ...township, _id: stream, town: '341881002', person: { name, phone: box('new', 'c-1') } }]);
});
