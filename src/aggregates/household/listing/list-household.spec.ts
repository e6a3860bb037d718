import { given } from '../../../../test/support/given-when-then.js';
import { listing, member, registeredHousehold } from '../../../../test/support/people.js';
import { household } from '../household.js';
import { ListHousehold, listHousehold } from './list-household.js';

const registered = { fact: registeredHousehold() };
const listed = { fact: { type: 'HouseholdListedAsKey', data: listing() } } as const;
const delisted = { fact: { type: 'HouseholdDelisted', data: { on: '2026-09-05', reason: 'RECOVERED' } } } as const;
const listing0 = (listedOn: string) => new ListHousehold('h-1', listing({ listedOn }));

describe('putting a household on the roster', () => {
  it('opens an interval on the day of listing', () => {
    given(household, [registered])
      .when(listHousehold, listing0('2026-09-03'))
      .then([
        {
          type: 'HouseholdListedAsKey',
          data: listing({ listedOn: '2026-09-03' }),
          occurredAt: '2026-09-02T16:00:00.000Z',
        },
      ]);
  });

  it('is not possible where no household is registered', () => {
    given(household).when(listHousehold, listing0('2026-09-03')).thenNotFound();
  });

  it('is refused while one listing is open (I-05), and possible again from the day it was closed', () => {
    given(household, [registered, listed]).when(listHousehold, listing0('2026-09-03')).thenRefused('I-05');
    const closed = given(household, [registered, listed, delisted]);
    closed.when(listHousehold, listing0('2026-09-04')).thenRefused('I-05', '/listedOn');
    expect(closed.when(listHousehold, listing0('2026-09-05')).facts()).toHaveLength(1);
  });

  it('is refused when nobody is left in the household', () => {
    given(household, [
      registered,
      { fact: { type: 'MemberRemoved', data: { memberId: 'm-head', reason: 'DEATH', on: '2026-09-02' } } },
    ])
      .when(listHousehold, listing0('2026-09-03'))
      .thenRefused('nobody-left');
    const leftOne = [
      registered,
      { fact: { type: 'MemberAdded', data: { member: member('m-son'), on: '2026-09-01' } } },
      { fact: { type: 'MemberRemoved', data: { memberId: 'm-son', reason: 'DEATH', on: '2026-09-02' } } },
    ] as const;
    expect(given(household, leftOne).when(listHousehold, listing0('2026-09-03')).facts()).toHaveLength(1);
  });

  it('is refused without a category', () => {
    given(household, [registered])
      .when(listHousehold, new ListHousehold('h-1', listing({ categoryCodes: [] })))
      .thenRefused('listing-needs-category', '/categoryCodes');
  });
});

describe('F23 · date check', () => {
  for (const [hour, now] of [
    ['07:00', '2026-09-09T23:00:00.000Z'],
    ['23:30', '2026-09-10T15:30:00.000Z'],
  ] as const) {
    it(`at ${hour} of 2026-09-10 local time a listing of that day is accepted, one of the next refused`, () => {
      const { when } = given(household, [registered]);
      expect(when(listHousehold, listing0('2026-09-10'), { now }).facts()).toHaveLength(1);
      when(listHousehold, listing0('2026-09-11'), { now }).thenRefused('I-22', '/listedOn');
    });
  }

  it('a listing before the first day of the system is refused', () => {
    const { when } = given(household, [registered]);
    when(listHousehold, listing0('2020-12-31')).thenRefused('I-22', '/listedOn');
    expect(when(listHousehold, listing0('2021-01-01')).facts()).toHaveLength(1);
  });
});
