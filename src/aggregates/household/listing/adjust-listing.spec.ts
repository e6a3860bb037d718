import { given } from '../../../../test/support/given-when-then.js';
import { box, listing, registeredHousehold } from '../../../../test/support/people.js';
import { household } from '../household.js';
import type { AdjustedFields } from './adjust-listing.js';
import { AdjustListing, adjustListing } from './adjust-listing.js';

const listed = [
  { fact: registeredHousehold() },
  { fact: { type: 'HouseholdListedAsKey', data: listing({ hardshipCodes: ['SEVERE_ILLNESS', 'SCHOOLING'] }) } },
] as const;
const adjusting = (changed: AdjustedFields) => new AdjustListing('h-1', changed, box('why'));
const adjusted = (changed: AdjustedFields) => [
  { type: 'KeyListingAdjusted' as const, data: { changed, reason: box('why') } },
];

describe('adjusting a listing', () => {
  it('writes the fields that differ and no others (F64)', () => {
    given(household, listed)
      .when(adjustListing, adjusting({ categoryCodes: ['DIBAO_EDGE'], kinFlag: true, selfCare: 'PARTIAL' }))
      .then(adjusted({ kinFlag: true, selfCare: 'PARTIAL' }));
  });

  it('nothing to do when nothing differs; a list of codes has no order', () => {
    given(household, listed)
      .when(adjustListing, adjusting({ hardshipCodes: ['SCHOOLING', 'SEVERE_ILLNESS'], coordinatorRef: 'c-1' }))
      .then([]);
    given(household, listed).when(adjustListing, adjusting({})).then([]);
  });

  it('compares with what was adjusted last', () => {
    const told = [
      ...listed,
      { fact: { type: 'KeyListingAdjusted', data: { changed: { kinFlag: true }, reason: box('a') } } },
    ] as const;
    given(household, told)
      .when(adjustListing, adjusting({ kinFlag: true }))
      .then([]);
    given(household, told)
      .when(adjustListing, adjusting({ kinFlag: false }))
      .then(adjusted({ kinFlag: false }));
  });

  it('a remark cannot be compared and is always a change', () => {
    given(household, listed)
      .when(adjustListing, adjusting({ remark: box('r') }))
      .then(adjusted({ remark: box('r') }));
  });

  it('is refused without a reason', () => {
    given(household, listed)
      .when(adjustListing, new AdjustListing('h-1', { kinFlag: true }, undefined))
      .thenRefused('text-needed', '/reason');
  });

  it('is refused when it would leave no category', () => {
    given(household, listed)
      .when(adjustListing, adjusting({ categoryCodes: [] }))
      .thenRefused('listing-needs-category', '/categoryCodes');
  });

  it('is refused for a household that is not listed now (I-05)', () => {
    const delisted = { fact: { type: 'HouseholdDelisted', data: { on: '2026-09-05', reason: 'RECOVERED' } } } as const;
    for (const told of [listed.slice(0, 1), [...listed, delisted]]) {
      given(household, told)
        .when(adjustListing, adjusting({ kinFlag: true }))
        .thenRefused('I-05');
    }
  });
});
