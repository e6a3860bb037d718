import { given } from '../../../../test/support/given-when-then.js';
import { person } from '../person.js';
import { CarryPerson, carryPerson } from './carry-person.js';
import { ConfirmPerson, confirmPerson } from './confirm-person.js';
import { ReleasePerson, releasePerson } from './release-person.js';
import { ReservePerson, reservePerson } from './reserve-person.js';

const holder = { householdRef: 'h-1', memberId: 'm-1' };
const reserved = { fact: { type: 'PersonReserved', data: { ...holder, commandId: 'claim-1' } } } as const;
const confirmed = { fact: { type: 'PersonConfirmed', data: holder } } as const;
const released = { fact: { type: 'PersonReleased', data: { ...holder, reason: 'LEFT' } } } as const;
const reserve = (householdRef: string, memberId: string, claim: string, takeOverFrom?: string) =>
  new ReservePerson('hash', householdRef, memberId, claim, takeOverFrom);
const confirm = (householdRef: string, memberId = 'm-1') => new ConfirmPerson('hash', householdRef, memberId);
const release = (householdRef: string) => new ReleasePerson('hash', householdRef, 'm-1', 'LEFT');
const taken = {
  type: 'PersonReserved',
  data: { householdRef: 'h-2', memberId: 'm-2', commandId: 'claim-2' },
} as const;

describe('claiming an ID number', () => {
  it('takes a free one, also one that was given back', () => {
    given(person)
      .when(reservePerson, reserve('h-1', 'm-1', 'claim-1'))
      .then([reserved.fact]);
    given(person, [reserved, confirmed, released])
      .when(reservePerson, reserve('h-2', 'm-2', 'claim-2'))
      .then([taken]);
  });

  it('by whoever holds it already has nothing to do, the claim good or not yet', () => {
    given(person, [reserved])
      .when(reservePerson, reserve('h-1', 'm-1', 'claim-2'))
      .then([]);
    given(person, [reserved, confirmed])
      .when(reservePerson, reserve('h-1', 'm-1', 'claim-2'))
      .then([]);
  });

  it('is refused while another claim stands (I-21), unless that very claim was found dead', () => {
    const { when } = given(person, [reserved]);
    when(reservePerson, reserve('h-2', 'm-2', 'claim-2')).thenRefused('I-21', '/idNo');
    when(reservePerson, reserve('h-2', 'm-2', 'claim-2', 'claim-0')).thenRefused('I-21', '/idNo');
    when(reservePerson, reserve('h-2', 'm-2', 'claim-2', 'claim-1')).then([taken]);
  });

  it('is refused where a household stands, dead claim or not (I-21)', () => {
    const { when } = given(person, [reserved, confirmed]);
    when(reservePerson, reserve('h-2', 'm-2', 'claim-2')).thenRefused('I-21', '/idNo');
    when(reservePerson, reserve('h-2', 'm-2', 'claim-2', 'claim-1')).thenRefused('I-21', '/idNo');
  });

  it('is refused for a second member of the household that claimed it (I-21)', () => {
    given(person, [reserved])
      .when(reservePerson, reserve('h-1', 'm-2', 'claim-2'))
      .thenRefused('I-21', '/idNo');
  });

  it('taken over is the new claimant’s: the dead claim takes nothing back', () => {
    const { when } = given(person, [reserved, { fact: taken }]);
    when(reservePerson, reserve('h-1', 'm-1', 'claim-1')).thenRefused('I-21', '/idNo');
    when(reservePerson, reserve('h-2', 'm-2', 'claim-2')).then([]);
  });
});

describe('confirming a claim', () => {
  it('makes good what the same household reserved', () => {
    given(person, [reserved]).when(confirmPerson, confirm('h-1')).then([confirmed.fact]);
  });

  it('takes a free number: somebody came back whose leaving had given it back', () => {
    given(person).when(confirmPerson, confirm('h-1')).then([confirmed.fact]);
    given(person, [reserved, confirmed, released]).when(confirmPerson, confirm('h-1')).then([confirmed.fact]);
  });

  it('does nothing to what another household holds', () => {
    given(person, [reserved]).when(confirmPerson, confirm('h-2')).then([]);
    given(person, [reserved, confirmed]).when(confirmPerson, confirm('h-2')).then([]);
  });

  it('a second time has nothing to do', () => {
    given(person, [reserved, confirmed]).when(confirmPerson, confirm('h-1')).then([]);
  });
});

describe('giving an ID number back', () => {
  it('frees what was reserved and what was confirmed', () => {
    given(person, [reserved]).when(releasePerson, release('h-1')).then([released.fact]);
    given(person, [reserved, confirmed]).when(releasePerson, release('h-1')).then([released.fact]);
  });

  it('is not for another household, and has nothing to do where nobody holds it', () => {
    given(person, [reserved]).when(releasePerson, release('h-2')).then([]);
    given(person, [reserved, confirmed]).when(releasePerson, release('h-2')).then([]);
    given(person).when(releasePerson, release('h-1')).then([]);
    given(person, [reserved, released]).when(releasePerson, release('h-1')).then([]);
  });
});

describe('the memory of an ID number', () => {
  it('keeps who holds it and under which claim, and forgets everything once it is given back', () => {
    const states = [[reserved], [reserved, confirmed], [confirmed], [reserved, confirmed, released]].map(
      (told) => given(person, told).state,
    );
    expect(states).toEqual([
      { status: 'reserved', ...holder, commandId: 'claim-1' },
      { status: 'confirmed', ...holder, commandId: 'claim-1' },
      { status: 'confirmed', ...holder, commandId: '' },
      { status: 'free' },
    ]);
  });
});

describe('carrying an ID number into another household', () => {
  const carry = (from: string) => new CarryPerson('hash', from, 'h-2', 'm-1');
  const carried = { type: 'PersonConfirmed', data: { householdRef: 'h-2', memberId: 'm-1' } } as const;

  it('changes the holder in one fact, confirmed or not yet, and takes a number that is free', () => {
    for (const told of [[reserved], [reserved, confirmed], [reserved, confirmed, released]]) {
      given(person, told).when(carryPerson, carry('h-1')).then([carried]);
    }
  });

  it('leaves alone what a third household holds, and does nothing twice', () => {
    given(person, [confirmed]).when(carryPerson, carry('h-3')).then([]);
    given(person, [confirmed, { fact: carried }])
      .when(carryPerson, carry('h-1'))
      .then([]);
  });
});
