import { given } from '../../../../test/support/given-when-then.js';
import { box, registeredHousehold } from '../../../../test/support/people.js';
import { household } from '../household.js';
import { ChangeAddress, changeAddress } from './change-address.js';

const family = [{ fact: registeredHousehold() }];

describe('changing the address', () => {
  it('states the whole new address and the group', () => {
    given(household, family)
      .when(changeAddress, new ChangeAddress('h-1', box('new'), '2026-09-05', '03'))
      .then([
        {
          type: 'AddressChanged',
          data: { address: box('new'), on: '2026-09-05', groupNo: '03' },
          occurredAt: '2026-09-04T16:00:00.000Z',
        },
      ]);
  });

  it('keeps the group when none is sent', () => {
    given(household, family)
      .when(changeAddress, new ChangeAddress('h-1', box('new'), '2026-09-01'))
      .then([
        {
          type: 'AddressChanged',
          data: { address: box('new'), on: '2026-09-01' },
          occurredAt: '2026-08-31T16:00:00.000Z',
        },
      ]);
  });

  it('is refused with an address of nothing but blanks', () => {
    given(household, family)
      .when(changeAddress, new ChangeAddress('h-1', undefined, '2026-09-05'))
      .thenRefused('text-needed', '/address');
  });

  it('is refused before it happened (I-22) and before the registration', () => {
    given(household, family)
      .when(changeAddress, new ChangeAddress('h-1', box('new'), '2026-09-11'))
      .thenRefused('I-22', '/on');
    given(household, family)
      .when(changeAddress, new ChangeAddress('h-1', box('new'), '2026-08-31'))
      .thenRefused('before-registration', '/on');
  });
});
