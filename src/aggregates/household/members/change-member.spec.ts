import { coordinator, given } from '../../../../test/support/given-when-then.js';
import { box, member, registeredHousehold } from '../../../../test/support/people.js';
import { household } from '../household.js';
import type { ChangedParticulars } from './change-member.js';
import { ChangeMember, changeMember } from './change-member.js';

const son = member('m-son', { relation: 'CHILD' });
const {
  idHash: _hash,
  idNo: _number,
  ...unnumbered
} = member('m-baby', { relation: 'CHILD', noIdReason: 'NOT_REGISTERED' });
const family = [
  { fact: registeredHousehold() },
  { fact: { type: 'MemberAdded', data: { member: son, on: '2026-09-02' } } },
  { fact: { type: 'MemberAdded', data: { member: unnumbered, on: '2026-09-02' } } },
] as const;
const changing = (changed: ChangedParticulars, memberId = 'm-son') => new ChangeMember('h-1', memberId, changed);
const changedTo = (changed: ChangedParticulars, more = {}) => [
  { type: 'MemberChanged' as const, data: { memberId: 'm-son', changed, ...more } },
];
/** What the door makes of an ID number: box, hash, and what follows from the date of birth. */
const numbered = (idHash: string): ChangedParticulars => ({
  idHash,
  idNo: box('number'),
  birthYearMonth: box('month'),
  ageBand: 'ELDERLY',
  minor: false,
});

describe('F03 · duplicate check', () => {
  it('only the phone changes when the unchanged ID number is sent along, and nobody is warned', () => {
    given(household, family)
      .when(changeMember, changing({ ...numbered('id:m-son'), phone: box('phone') }), { actor: coordinator })
      .then(changedTo({ phone: box('phone') }));
  });

  it("another member's ID number is refused", () => {
    given(household, family)
      .when(changeMember, changing(numbered('id:m-head')))
      .thenRefused('I-21', '/idNo');
  });

  it('a new ID number tells which one was given up', () => {
    const { minor: _same, ...withoutMinor } = numbered('id:new');
    given(household, family)
      .when(changeMember, changing(numbered('id:new')))
      .then(changedTo(withoutMinor, { formerIdHash: 'id:m-son' }));
  });

  it('the first ID number of somebody without one gives up nothing', () => {
    const facts = given(household, family)
      .when(changeMember, changing(numbered('id:baby'), 'm-baby'))
      .facts();
    expect(facts.map(({ data }) => 'formerIdHash' in data)).toEqual([false]);
  });
});

describe('F64 · what was not touched', () => {
  it('nothing to do when everything sent is known already', () => {
    given(household, family)
      .when(
        changeMember,
        changing({
          ...numbered('id:m-son'),
          name: box('sealed again'),
          nameHash: 'name:m-son',
          surnameHash: 'surname:m-son',
          relation: 'CHILD',
        }),
      )
      .then([]);
    given(household, family).when(changeMember, changing({})).then([]);
  });

  it('only what differs is written', () => {
    given(household, family)
      .when(changeMember, changing({ relation: 'CHILD', employment: 'FARMING', student: false }))
      .then(changedTo({ employment: 'FARMING', student: false }));
  });

  it('a name that became another travels with its hashes', () => {
    const name = { name: box('new'), nameHash: 'name:new', surnameHash: 'surname:new' };
    given(household, family).when(changeMember, changing(name)).then(changedTo(name));
  });

  it('the second time nothing happens', () => {
    const told = [
      ...family,
      { fact: { type: 'MemberChanged', data: { memberId: 'm-son', changed: { employment: 'FARMING' } } } },
    ] as const;
    given(household, told)
      .when(changeMember, changing({ employment: 'FARMING' }))
      .then([]);
  });
});

describe('changing a member', () => {
  it('is not possible for somebody the household never knew', () => {
    given(household, family).when(changeMember, changing({}, 'm-nobody')).thenNotFound();
  });

  it('is refused for somebody who has left', () => {
    const told = [
      ...family,
      { fact: { type: 'MemberRemoved', data: { memberId: 'm-son', reason: 'MARRIAGE', on: '2026-09-05' } } },
    ] as const;
    given(household, told)
      .when(changeMember, changing({ employment: 'FARMING' }))
      .thenRefused('member-has-left');
  });

  it('a month of birth beside a known ID number is refused, and accepted without one', () => {
    const month = { birthYearMonth: box('1990-01'), ageBand: 'ADULT' };
    given(household, family).when(changeMember, changing(month)).thenRefused('birth-by-id-number', '/birthYearMonth');
    expect(given(household, family).when(changeMember, changing(month, 'm-baby')).facts()).toHaveLength(1);
  });

  it('a reason for having no ID number is left aside when there is one', () => {
    given(household, family)
      .when(changeMember, changing({ noIdReason: 'LOST' }))
      .then([]);
    const facts = given(household, family)
      .when(changeMember, changing({ noIdReason: 'LOST' }, 'm-baby'))
      .facts();
    expect(facts).toHaveLength(1);
  });

  it('is refused when the claim of the new ID number was given up for lost meanwhile', () => {
    const told = [
      ...family,
      { fact: { type: 'RegistrationAbandoned', data: { commandId: 'late', memberId: 'm-son' } } },
    ] as const;
    given(household, told)
      .when(changeMember, changing(numbered('id:new')), { commandId: 'late' })
      .thenRefused('registration-abandoned');
  });

  it('nobody becomes or ceases to be head by a change of relation (I-24)', () => {
    given(household, family)
      .when(changeMember, changing({ relation: 'HEAD' }))
      .thenRefused('I-24', '/relation');
    given(household, family)
      .when(changeMember, changing({ relation: 'PARENT' }, 'm-head'))
      .thenRefused('I-24', '/relation');
    expect(
      given(household, family)
        .when(changeMember, changing({ relation: 'SPOUSE' }))
        .facts(),
    ).toHaveLength(1);
  });
});
