import type { GroupFact } from '../../aggregates/group/group.events.js';
import { TOWN } from '../../../test/support/coordinators.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { constitutedGroup, groupMember } from '../../../test/support/groups.js';
import { box } from '../../../test/support/people.js';
import type { Told } from '../../../test/support/projection-spec.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { GroupDocument } from './group-roster.projection.js';
import { groupRosterProjection } from './group-roster.projection.js';

const life = (...facts: readonly GroupFact[]) =>
  projectionSpec(groupRosterProjection).given(
    facts.map((fact, index) => recordedFact({ fact }, index, `group-${TOWN}`)),
  );
const first = { particulars: groupMember('g-1'), from: '2026-09-01' };
const second = { particulars: groupMember('g-2'), from: '2026-09-02' };
const joined: GroupFact = { type: 'GroupMemberAdded', data: { member: groupMember('g-2'), on: '2026-09-02' } };

function roster(changes: Partial<GroupDocument> = {}): Told<GroupDocument> {
  return {
    _id: TOWN,
    town: TOWN,
    since: '2026-09-01',
    members: [first],
    leaders: [{ memberId: 'g-1', from: '2026-09-01' }],
    hotlines: [],
    ...changes,
  };
}

const handedOn = [
  { memberId: 'g-1', from: '2026-09-01', until: '2026-09-05' },
  { memberId: 'g-2', from: '2026-09-05' },
];

test('a group begins with its leader', () => {
  life(constitutedGroup()).then([roster()]);
});

test('another member leads from his day on, and the first one stays a member', () => {
  life(constitutedGroup(), joined, { type: 'LeaderDesignated', data: { memberId: 'g-2', on: '2026-09-05' } }).then([
    roster({ members: [first, second], leaders: handedOn }),
  ]);
});

test('a leader who leaves stands with his last day, and his successor leads', () => {
  life(constitutedGroup(), joined, {
    type: 'GroupMemberRemoved',
    data: { memberId: 'g-1', on: '2026-09-05', reason: 'TRANSFER', newLeaderMemberId: 'g-2' },
  }).then([roster({ members: [{ ...first, until: '2026-09-05', reason: 'TRANSFER' }, second], leaders: handedOn })]);
});

test('a member who leaves takes nobody else with him', () => {
  life(constitutedGroup(), joined, {
    type: 'GroupMemberRemoved',
    data: { memberId: 'g-2', on: '2026-09-05', reason: 'RETIRED' },
  }).then([roster({ members: [first, { ...second, until: '2026-09-05', reason: 'RETIRED' }] })]);
});

test('changed particulars replace the old ones of that member alone; hotlines add up', () => {
  life(
    constitutedGroup(),
    joined,
    { type: 'GroupMemberChanged', data: { memberId: 'g-2', changed: { phone: box('new'), villages: [] } } },
    { type: 'HotlinePublished', data: { number: '12345', on: '2026-09-03' } },
    { type: 'HotlinePublished', data: { number: '0563-4000000', on: '2026-09-04' } },
  ).then([
    roster({
      members: [first, { ...second, particulars: groupMember('g-2', { phone: box('new'), villages: [] }) }],
      hotlines: [
        { number: '12345', on: '2026-09-03' },
        { number: '0563-4000000', on: '2026-09-04' },
      ],
    }),
  ]);
});

test('facts of a group that was never constituted leave no line', () => {
  life(joined, { type: 'HotlinePublished', data: { number: '12345', on: '2026-09-03' } }).then([]);
});
