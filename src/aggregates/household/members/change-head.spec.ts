import { given } from '../../../../test/support/given-when-then.js';
import { box, member, registeredHousehold } from '../../../../test/support/people.js';
import { household } from '../household.js';
import { ChangeHead, changeHead, changeHeadAccess } from './change-head.js';

const wife = member('m-wife', { relation: 'SPOUSE' });
const family = [
  { fact: registeredHousehold() },
  { fact: { type: 'MemberAdded', data: { member: wife, on: '2026-09-03' } } },
] as const;
const changing = (memberId: string, on = '2026-09-05', reason: ReturnType<typeof box> | undefined = box('why')) =>
  new ChangeHead('h-1', memberId, on, reason);

describe('F18 · head of household', () => {
  it('another member becomes head and the former one a plain member', () => {
    const data = { memberId: 'm-wife', on: '2026-09-05', reason: box('why') };
    given(household, family)
      .when(changeHead, changing('m-wife'))
      .then([{ type: 'HeadChanged', data, occurredAt: '2026-09-04T16:00:00.000Z' }]);
    expect(given(household, [...family, { fact: { type: 'HeadChanged', data } }]).state).toMatchObject({
      headId: 'm-wife',
      members: [
        { memberId: 'm-head', relation: 'OTHER' },
        { memberId: 'm-wife', relation: 'HEAD' },
      ],
    });
  });

  it('nothing to do for the head himself', () => {
    given(household, family).when(changeHead, changing('m-head')).then([]);
  });

  it('is refused for somebody who is not a member from that day on', () => {
    given(household, family).when(changeHead, changing('m-nobody')).thenRefused('not-a-member-then', '/memberId');
    given(household, family)
      .when(changeHead, changing('m-wife', '2026-09-02'))
      .thenRefused('not-a-member-then', '/memberId');
    const told = [
      ...family,
      { fact: { type: 'MemberRemoved', data: { memberId: 'm-wife', reason: 'MARRIAGE', on: '2026-09-08' } } },
    ] as const;
    given(household, told).when(changeHead, changing('m-wife')).thenRefused('not-a-member-then', '/memberId');
  });

  it('is refused before it happened (I-22)', () => {
    given(household, family).when(changeHead, changing('m-wife', '2026-09-11')).thenRefused('I-22', '/on');
  });

  it('is refused without a reason', () => {
    given(household, family)
      .when(changeHead, new ChangeHead('h-1', 'm-wife', '2026-09-05', undefined))
      .thenRefused('text-needed', '/reason');
  });

  it('is the office of the township', () => {
    expect(changeHeadAccess.roles).toEqual(['OFFICER']);
  });
});
