import { coordinator, given, officer } from '../../../../test/support/given-when-then.js';
import { member, registeredHousehold } from '../../../../test/support/people.js';
import { household } from '../household.js';
import { AddMember, addMember } from './add-member.js';
import { belongedOn } from './member.js';

const family = [{ fact: registeredHousehold() }];
const son = member('m-son', { relation: 'CHILD' });
const joined = { fact: { type: 'MemberAdded', data: { member: son, on: '2026-09-02' } } } as const;
const adding = (person = son, on = '2026-09-05', asHead = false) => new AddMember('h-1', person, on, asHead);
const left = (on: string, reason = 'MOVED_AWAY', memberId = 'm-son') =>
  ({ fact: { type: 'MemberRemoved', data: { memberId, reason, on, idHash: `id:${memberId}` } } }) as const;

describe('adding a member', () => {
  it('is dated on the day he joined', () => {
    given(household, family)
      .when(addMember, adding(), { actor: coordinator })
      .then([{ type: 'MemberAdded', data: { member: son, on: '2026-09-05' }, occurredAt: '2026-09-04T16:00:00.000Z' }]);
  });

  it('is not possible where no household is registered', () => {
    given(household).when(addMember, adding()).thenNotFound();
  });

  it('is refused before it happened (I-22)', () => {
    given(household, family).when(addMember, adding(son, '2026-09-11')).thenRefused('I-22', '/on');
  });

  it('is refused for a day before the household was registered', () => {
    given(household, family).when(addMember, adding(son, '2026-08-31')).thenRefused('before-registration', '/on');
    expect(given(household, family).when(addMember, adding(son, '2026-09-01')).facts()).toHaveLength(1);
  });

  it('is refused without an ID number and without a reason', () => {
    const { idHash: _hash, idNo: _number, ...nameless } = son;
    given(household, family).when(addMember, adding(nameless)).thenRefused('id-or-reason', '/noIdReason');
    expect(
      given(household, family)
        .when(addMember, adding({ ...nameless, noIdReason: 'NOT_REGISTERED' }))
        .facts(),
    ).toHaveLength(1);
  });

  it('is refused for somebody who is a member already', () => {
    given(household, [...family, joined])
      .when(addMember, adding())
      .thenRefused('already-a-member');
  });

  it('is refused when the claim of his ID number was given up for lost meanwhile', () => {
    const told = [
      ...family,
      { fact: { type: 'RegistrationAbandoned', data: { commandId: 'late', memberId: 'm-son' } } } as const,
    ];
    given(household, told).when(addMember, adding(), { commandId: 'late' }).thenRefused('registration-abandoned');
    expect(given(household, told).when(addMember, adding(), { commandId: 'again' }).facts()).toHaveLength(1);
  });
});

describe('F03 · duplicate check', () => {
  it("a member with the head's own ID number is refused", () => {
    given(household, family)
      .when(addMember, adding(member('m-new', { idHash: 'id:m-head' })))
      .thenRefused('I-21', '/idNo');
  });

  it('another ID number is no duplicate', () => {
    expect(given(household, family).when(addMember, adding()).facts()).toHaveLength(1);
  });
});

describe('F17 · membership', () => {
  const back = { fact: { type: 'MemberAdded', data: { member: son, on: '2026-10-05' } } } as const;
  const now = '2026-10-06T04:00:00.000Z';

  it('who comes back keeps one line with two periods', () => {
    const { state, when } = given(household, [...family, joined, left('2026-09-10')]);
    when(addMember, adding(son, '2026-10-05'), { now }).then([
      { type: 'MemberAdded', data: back.fact.data, occurredAt: '2026-10-04T16:00:00.000Z' },
    ]);
    expect(state.status).toBe('registered');
    const again = given(household, [...family, joined, left('2026-09-10'), back]).state;
    const lines = again.status === 'registered' ? again.members : [];
    expect(lines.map(({ memberId, periods }) => [memberId, periods.map(({ from, until }) => [from, until])])).toEqual([
      ['m-head', [['2026-09-01', undefined]]],
      [
        'm-son',
        [
          ['2026-09-02', '2026-09-10'],
          ['2026-10-05', undefined],
        ],
      ],
    ]);
    expect(
      ['2026-09-10', '2026-09-20', '2026-10-05'].map((day) => lines.filter((m) => belongedOn(m, day)).length),
    ).toEqual([2, 1, 2]);
  });

  it('coming back before having left is refused', () => {
    given(household, [...family, joined, left('2026-09-10')])
      .when(addMember, adding(son, '2026-09-09'))
      .thenRefused('before-leaving', '/on');
    expect(
      given(household, [...family, joined, left('2026-09-09')])
        .when(addMember, adding(son, '2026-09-09'))
        .facts(),
    ).toHaveLength(1);
  });

  it('the same ID number under a new member id is refused: the person was removed while the form was open', () => {
    given(household, [...family, joined, left('2026-09-05')])
      .when(addMember, adding(member('m-new', { idHash: 'id:m-son', relation: 'CHILD' }), '2026-09-06'))
      .thenRefused('member-just-left', '/idNo');
  });

  it('the dead do not come back', () => {
    given(household, [...family, joined, left('2026-09-05', 'DEATH')])
      .when(addMember, adding(son, '2026-09-06'))
      .thenRefused('member-died', '/idNo');
  });
});

describe('F18 · head of household', () => {
  const heir = member('m-heir', { relation: 'HEAD' });

  it('adding a member as head makes the former head a plain member', () => {
    const fact = { type: 'MemberAdded', data: { member: heir, on: '2026-09-05', asHead: true } } as const;
    given(household, family)
      .when(addMember, adding(heir, '2026-09-05', true), { actor: officer })
      .then([{ ...fact, occurredAt: '2026-09-04T16:00:00.000Z' }]);
    const { state } = given(household, [...family, { fact }]);
    expect(state).toMatchObject({
      headId: 'm-heir',
      members: [
        { memberId: 'm-head', relation: 'OTHER' },
        { memberId: 'm-heir', relation: 'HEAD' },
      ],
    });
  });

  it('a coordinator does not replace the head', () => {
    given(household, family)
      .when(addMember, adding(heir, '2026-09-05', true), { actor: coordinator })
      .thenForbidden();
  });

  it('a member as head who is not called head, or the other way round, is refused', () => {
    given(household, family)
      .when(addMember, adding(son, '2026-09-05', true))
      .thenRefused('I-24', '/relation');
    given(household, family)
      .when(addMember, adding(heir, '2026-09-05', false))
      .thenRefused('I-24', '/relation');
  });

  it('the first to come to an empty household is its head, whoever enters it', () => {
    const empty = [...family, left('2026-09-03', 'DEATH', 'm-head')];
    given(household, empty).when(addMember, adding(son)).thenRefused('I-24', '/asHead');
    const facts = given(household, empty)
      .when(addMember, adding(heir, '2026-09-05', true), { actor: coordinator })
      .facts();
    expect(facts).toHaveLength(1);
  });
});

it('the fold keeps no sealed box of a person', () => {
  const { state } = given(household, [...family, joined]);
  expect(JSON.stringify(state)).not.toContain('ciphertext');
});
