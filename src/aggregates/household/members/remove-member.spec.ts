import { coordinator, given, officer } from '../../../../test/support/given-when-then.js';
import { member, registeredHousehold, visitReport } from '../../../../test/support/people.js';
import { household } from '../household.js';
import { RecordPatrolVisit, recordPatrolVisit } from '../visits/record-patrol-visit.js';
import { RemoveMember, removeMember } from './remove-member.js';

const three = [
  { fact: registeredHousehold() },
  { fact: { type: 'MemberAdded', data: { member: member('m-wife', { relation: 'SPOUSE' }), on: '2026-09-02' } } },
  { fact: { type: 'MemberAdded', data: { member: member('m-son', { relation: 'CHILD' }), on: '2026-09-04' } } },
] as const;
const one = [{ fact: registeredHousehold() }];
const removing = (memberId: string, on = '2026-09-05', newHeadMemberId?: string) =>
  new RemoveMember('h-1', memberId, 'DEATH', on, newHeadMemberId);

describe('removing a member', () => {
  it('closes his period on the day and names the ID number that becomes free', () => {
    given(household, three)
      .when(removeMember, removing('m-son'), { actor: coordinator })
      .then([
        {
          type: 'MemberRemoved',
          data: { memberId: 'm-son', reason: 'DEATH', on: '2026-09-05', idHash: 'id:m-son' },
          occurredAt: '2026-09-04T16:00:00.000Z',
        },
      ]);
  });

  it('is not possible for somebody the household never knew', () => {
    given(household, three).when(removeMember, removing('m-nobody')).thenNotFound();
  });

  it('is refused for somebody who has left already', () => {
    const told = [
      ...three,
      { fact: { type: 'MemberRemoved', data: { memberId: 'm-son', reason: 'MARRIAGE', on: '2026-09-05' } } },
    ] as const;
    given(household, told).when(removeMember, removing('m-son')).thenRefused('member-has-left');
  });

  it('is refused before it happened (I-22) and before he joined', () => {
    given(household, three).when(removeMember, removing('m-son', '2026-09-11')).thenRefused('I-22', '/on');
    given(household, three).when(removeMember, removing('m-son', '2026-09-03')).thenRefused('not-a-member-then', '/on');
    expect(given(household, three).when(removeMember, removing('m-son', '2026-09-04')).facts()).toHaveLength(1);
  });
});

describe('F18 · head of household', () => {
  it('a head of three who dies without a successor is refused', () => {
    given(household, three).when(removeMember, removing('m-head')).thenRefused('I-24', '/newHeadMemberId');
  });

  it('with a successor named in the same act there is exactly one head', () => {
    const data = {
      memberId: 'm-head',
      reason: 'DEATH',
      on: '2026-09-05',
      idHash: 'id:m-head',
      newHeadMemberId: 'm-wife',
    };
    given(household, three)
      .when(removeMember, removing('m-head', '2026-09-05', 'm-wife'), { actor: officer })
      .then([{ type: 'MemberRemoved', data, occurredAt: '2026-09-04T16:00:00.000Z' }]);
    const { state } = given(household, [...three, { fact: { type: 'MemberRemoved', data } }]);
    expect(state).toMatchObject({ headId: 'm-wife' });
    const heads = state.status === 'registered' ? state.members.filter(({ relation }) => relation === 'HEAD') : [];
    expect(heads.map(({ memberId }) => memberId)).toEqual(['m-wife']);
  });

  it('who succeeds is said by an officer', () => {
    given(household, three)
      .when(removeMember, removing('m-head', '2026-09-05', 'm-wife'), { actor: coordinator })
      .thenForbidden();
  });

  it('the successor is another member of that day', () => {
    for (const [successor, rule] of [
      ['m-head', 'I-24'],
      ['m-nobody', 'not-a-member-then'],
    ] as const) {
      given(household, three)
        .when(removeMember, removing('m-head', '2026-09-05', successor))
        .thenRefused(rule, '/newHeadMemberId');
    }
    given(household, three)
      .when(removeMember, removing('m-head', '2026-09-03', 'm-son'))
      .thenRefused('not-a-member-then', '/newHeadMemberId');
  });

  it('a successor is refused where none is needed', () => {
    given(household, three)
      .when(removeMember, removing('m-son', '2026-09-05', 'm-wife'))
      .thenRefused('I-24', '/newHeadMemberId');
    given(household, one)
      .when(removeMember, removing('m-head', '2026-09-05', 'm-head'))
      .thenRefused('I-24', '/newHeadMemberId');
  });

  it('the last one leaves without a successor, recorded by a coordinator too', () => {
    expect(given(household, one).when(removeMember, removing('m-head'), { actor: coordinator }).facts()).toHaveLength(
      1,
    );
  });
});

describe('F19 · death', () => {
  const told = [
    ...one,
    { fact: { type: 'MemberRemoved', data: { memberId: 'm-head', reason: 'DEATH', on: '2026-09-12' } } },
  ] as const;
  const now = '2026-09-20T04:00:00.000Z';
  const visiting = (visitedAt: string) => new RecordPatrolVisit('h-1', visitedAt, visitReport());

  it('a visit of 09-15 that saw the person who died on 09-12 is refused', () => {
    given(household, told)
      .when(recordPatrolVisit, visiting('2026-09-15T02:00:00.000Z'), { now })
      .thenRefused('not-a-member-then', '/whoSeen/0');
  });

  it('a visit of before the death is accepted though it is entered after it', () => {
    expect(
      given(household, told).when(recordPatrolVisit, visiting('2026-09-11T02:00:00.000Z'), { now }).facts(),
    ).toHaveLength(1);
  });
});
