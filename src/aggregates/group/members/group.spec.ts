import { TOWN, VILLAGE } from '../../../../test/support/coordinators.js';
import { given } from '../../../../test/support/given-when-then.js';
import { constitutedGroup, groupMember } from '../../../../test/support/groups.js';
import { box } from '../../../../test/support/people.js';
import { group } from '../group.js';
import type { GroupFact } from '../group.events.js';
import { AddGroupMember, addGroupMember } from './add-group-member.js';
import { ChangeGroupMember, changeGroupMember } from './change-group-member.js';
import { ConstituteGroup, constituteGroup } from './constitute-group.js';
import { DesignateLeader, designateLeader } from './designate-leader.js';
import { PublishHotline, publishHotline } from './publish-hotline.js';
import { RemoveGroupMember, removeGroupMember } from './remove-group-member.js';

const on = '2026-09-09';
const occurredAt = '2026-09-08T16:00:00.000Z';
const ELSEWHERE = '341881002201';
const joined = (memberId: string, civilAffairsStaff: boolean, day = '2026-09-02') =>
  ({
    type: 'GroupMemberAdded',
    data: { member: groupMember(memberId, { civilAffairsStaff }), on: day },
  }) as const satisfies GroupFact;
/** Led by g-1; g-2 is civil-affairs staff, g-3 is not. */
const three = [{ fact: constitutedGroup() }, { fact: joined('g-2', true) }, { fact: joined('g-3', false) }];

describe('constituting a group', () => {
  it('names its leader in the same fact', () => {
    given(group)
      .when(constituteGroup, new ConstituteGroup(TOWN, groupMember('g-1'), '2026-09-01'))
      .then([{ ...constitutedGroup(), occurredAt: '2026-08-31T16:00:00.000Z' }]);
  });

  it('is refused for a leader who is no civil-affairs staff (I-03), for foreign villages (I-02), tomorrow, twice', () => {
    const constitute = (leader = groupMember('g-1'), day = on) => new ConstituteGroup(TOWN, leader, day);
    const { when } = given(group);
    when(constituteGroup, constitute(groupMember('g-1', { civilAffairsStaff: false }))).thenRefused(
      'I-03',
      '/leader/civilAffairsStaff',
    );
    when(constituteGroup, constitute(groupMember('g-1', { villages: [VILLAGE, ELSEWHERE] }))).thenRefused(
      'I-02',
      '/leader/villages/1',
    );
    when(constituteGroup, constitute(groupMember('g-1'), '2026-09-11')).thenRefused('I-22', '/on');
    given(group, three).when(constituteGroup, constitute()).thenRefused('group-exists');
  });
});

describe('the leader (I-03)', () => {
  const designate = (memberId: string, day = on) => new DesignateLeader(TOWN, memberId, day);

  it('is another member who is civil-affairs staff, and just one', () => {
    const { when } = given(group, three);
    when(designateLeader, designate('g-2')).then([
      { type: 'LeaderDesignated', data: { memberId: 'g-2', on }, occurredAt },
    ]);
    when(designateLeader, designate('g-1')).then([]);
    when(designateLeader, designate('g-3')).thenRefused('I-03', '/memberId');
    when(designateLeader, designate('g-4')).thenRefused('no-such-member', '/memberId');
    when(designateLeader, designate('g-2', '2026-09-01')).thenRefused('out-of-order', '/on');
    when(designateLeader, designate('g-2', '2026-09-11')).thenRefused('I-22', '/on');
    given(group).when(designateLeader, designate('g-1')).thenNotFound();
  });

  it('leaves only with a successor who may lead', () => {
    const remove = (memberId: string, successor?: string) =>
      new RemoveGroupMember(TOWN, memberId, on, 'TRANSFER', successor);
    const { when } = given(group, three);
    when(removeGroupMember, remove('g-1')).thenRefused('I-03', '/newLeaderMemberId');
    when(removeGroupMember, remove('g-1', 'g-1')).thenRefused('I-03', '/newLeaderMemberId');
    when(removeGroupMember, remove('g-1', 'g-3')).thenRefused('I-03', '/newLeaderMemberId');
    when(removeGroupMember, remove('g-1', 'g-4')).thenRefused('no-such-member', '/newLeaderMemberId');
    const left = { memberId: 'g-1', on, reason: 'TRANSFER', newLeaderMemberId: 'g-2' };
    when(removeGroupMember, remove('g-1', 'g-2')).then([{ type: 'GroupMemberRemoved', data: left, occurredAt }]);
    // From then on the successor is the one who cannot leave alone, and the first is gone.
    const after = given(group, [...three, { fact: { type: 'GroupMemberRemoved', data: left } }]).when;
    after(removeGroupMember, remove('g-2')).thenRefused('I-03', '/newLeaderMemberId');
    after(removeGroupMember, remove('g-1')).thenRefused('no-such-member', '/memberId');
  });

  it('who was designated is the one that leads', () => {
    const led = [
      ...three,
      { fact: { type: 'LeaderDesignated', data: { memberId: 'g-2', on: '2026-09-03' } } } as const,
    ];
    const leave = (memberId: string) => new RemoveGroupMember(TOWN, memberId, on, 'RETIRED');
    given(group, led).when(removeGroupMember, leave('g-2')).thenRefused('I-03', '/newLeaderMemberId');
    expect(given(group, led).when(removeGroupMember, leave('g-1')).facts()).toHaveLength(1);
  });

  it('stays civil-affairs staff as long as he leads', () => {
    const { when } = given(group, three);
    const demote = (memberId: string) => new ChangeGroupMember(TOWN, memberId, { civilAffairsStaff: false });
    when(changeGroupMember, demote('g-1')).thenRefused('I-03', '/civilAffairsStaff');
    expect(when(changeGroupMember, demote('g-2')).facts()).toHaveLength(1);
    const demoted = {
      fact: { type: 'GroupMemberChanged', data: { memberId: 'g-2', changed: { civilAffairsStaff: false } } },
    } as const;
    given(group, [...three, demoted])
      .when(designateLeader, designate('g-2'))
      .thenRefused('I-03', '/memberId');
  });
});

describe('the members', () => {
  it('join once, with villages of the township, not before the group stood', () => {
    const add = (memberId: string, day = on, villages = [VILLAGE]) =>
      new AddGroupMember(TOWN, groupMember(memberId, { villages }), day);
    const { when } = given(group, three);
    when(addGroupMember, add('g-4')).then([
      { type: 'GroupMemberAdded', data: { member: groupMember('g-4'), on }, occurredAt },
    ]);
    when(addGroupMember, add('g-2')).thenRefused('already-a-member');
    when(addGroupMember, add('g-4', on, [ELSEWHERE])).thenRefused('I-02', '/member/villages/0');
    when(addGroupMember, add('g-4', '2026-08-31')).thenRefused('out-of-order', '/on');
    when(addGroupMember, add('g-4', '2026-09-11')).thenRefused('I-22', '/on');
    given(group).when(addGroupMember, add('g-4')).thenNotFound();
  });

  it('change and leave', () => {
    const { when } = given(group, three);
    const changed = { phone: box('new'), villages: [VILLAGE] };
    when(changeGroupMember, new ChangeGroupMember(TOWN, 'g-3', changed)).then([
      { type: 'GroupMemberChanged', data: { memberId: 'g-3', changed } },
    ]);
    when(changeGroupMember, new ChangeGroupMember(TOWN, 'g-3', {})).then([]);
    when(changeGroupMember, new ChangeGroupMember(TOWN, 'g-3', { villages: [ELSEWHERE] })).thenRefused(
      'I-02',
      '/villages/0',
    );
    when(changeGroupMember, new ChangeGroupMember(TOWN, 'g-4', changed)).thenRefused('no-such-member', '/memberId');
    const left = { memberId: 'g-3', on, reason: 'RETIRED' };
    when(removeGroupMember, new RemoveGroupMember(TOWN, 'g-3', on, 'RETIRED')).then([
      { type: 'GroupMemberRemoved', data: left, occurredAt },
    ]);
    when(removeGroupMember, new RemoveGroupMember(TOWN, 'g-3', '2026-09-01', 'RETIRED')).thenRefused(
      'out-of-order',
      '/on',
    );
    const gone = [...three, { fact: { type: 'GroupMemberRemoved', data: left } } as const];
    given(group, gone)
      .when(changeGroupMember, new ChangeGroupMember(TOWN, 'g-3', changed))
      .thenRefused('no-such-member', '/memberId');
  });
});

describe('the hotlines (S13)', () => {
  const publish = (number: string, day = on) => new PublishHotline(TOWN, number, day);

  it('are telephone numbers in one form, 12345 among them, each published once', () => {
    const { when } = given(group, three);
    when(publishHotline, publish('0563 400 0000')).then([
      { type: 'HotlinePublished', data: { number: '0563-4000000', on }, occurredAt },
    ]);
    expect(when(publishHotline, publish('12345')).facts()).toHaveLength(1);
    when(publishHotline, publish('1381234567')).thenRefused('not-a-number', '/number');
    when(publishHotline, publish('12345', '2026-09-11')).thenRefused('I-22', '/on');
    when(publishHotline, publish('12345', '2026-08-31')).thenRefused('out-of-order', '/on');
    const published = { fact: { type: 'HotlinePublished', data: { number: '0563-4000000', on } } } as const;
    given(group, [...three, published])
      .when(publishHotline, publish('(0563)4000000'))
      .then([]);
    given(group).when(publishHotline, publish('12345')).thenNotFound();
  });
});
