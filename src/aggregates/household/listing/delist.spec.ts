import { given } from '../../../../test/support/given-when-then.js';
import { box, listing, registeredHousehold } from '../../../../test/support/people.js';
import { testRules } from '../../../../test/support/rules.js';
import { household } from '../household.js';
import { isDueMonth } from '../visits/monthly-duty.js';
import { Delist, delist } from './delist.js';

const listed = [
  { fact: registeredHousehold() },
  { fact: { type: 'HouseholdListedAsKey', data: listing({ listedOn: '2026-09-03' }) } },
] as const;

describe('taking a household off the roster', () => {
  it('closes the interval on the day, with reason and text', () => {
    given(household, listed)
      .when(delist, new Delist('h-1', '2026-09-05', 'RECOVERED', box('works again')))
      .then([
        {
          type: 'HouseholdDelisted',
          data: { on: '2026-09-05', reason: 'RECOVERED', text: box('works again') },
          occurredAt: '2026-09-04T16:00:00.000Z',
        },
      ]);
  });

  it('the due month stays due (I-05)', () => {
    const data = { on: '2026-09-05', reason: 'RECOVERED' };
    const { state } = given(household, [...listed, { fact: { type: 'HouseholdDelisted', data } }]);
    const listings = state.status === 'registered' ? state.listings : [];
    expect(['2026-08', '2026-09', '2026-10'].map((month) => isDueMonth(month, listings, testRules()))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('is refused for a household that is not listed now (I-05)', () => {
    given(household, listed.slice(0, 1))
      .when(delist, new Delist('h-1', '2026-09-05', 'RECOVERED'))
      .thenRefused('I-05');
    given(household, [
      ...listed,
      { fact: { type: 'HouseholdDelisted', data: { on: '2026-09-05', reason: 'RECOVERED' } } },
    ])
      .when(delist, new Delist('h-1', '2026-09-05', 'RECOVERED'))
      .thenRefused('I-05');
  });

  it('is refused before the day of listing, and accepted on it', () => {
    given(household, listed)
      .when(delist, new Delist('h-1', '2026-09-02', 'ERROR'))
      .thenRefused('before-listing', '/on');
    expect(
      given(household, listed)
        .when(delist, new Delist('h-1', '2026-09-03', 'ERROR'))
        .facts(),
    ).toHaveLength(1);
  });

  it('is refused before it happened (I-22)', () => {
    given(household, listed)
      .when(delist, new Delist('h-1', '2026-09-11', 'ERROR'))
      .thenRefused('I-22', '/on');
  });

  it('another reason wants a text', () => {
    given(household, listed)
      .when(delist, new Delist('h-1', '2026-09-05', 'OTHER'))
      .thenRefused('text-needed', '/text');
    expect(
      given(household, listed)
        .when(delist, new Delist('h-1', '2026-09-05', 'OTHER', box('why')))
        .facts(),
    ).toHaveLength(1);
  });
});
