import { given, system } from '../../../../test/support/given-when-then.js';
import { member, registeredHousehold } from '../../../../test/support/people.js';
import { household } from '../household.js';
import { AbandonRegistration, abandonRegistration } from './abandon-registration.js';

const fence = (idHash?: string) => new AbandonRegistration('h-1', 'm-head', 'late-command', idHash);
const abandoned = {
  type: 'RegistrationAbandoned',
  data: { commandId: 'late-command', memberId: 'm-head' },
} as const;

describe('abandoning a registration', () => {
  it('fences off a registration that never arrived, once', () => {
    given(household).when(abandonRegistration, fence(), { actor: system }).then([abandoned]);
    given(household, [{ fact: abandoned }])
      .when(abandonRegistration, fence(), { actor: system })
      .then([]);
  });

  it('does nothing when the person has arrived meanwhile', () => {
    given(household, [{ fact: registeredHousehold() }])
      .when(abandonRegistration, fence(), { actor: system })
      .then([]);
  });

  it('fences off a household that stands without the person', () => {
    const other = registeredHousehold({ head: member('m-other', { relation: 'HEAD' }) });
    given(household, [{ fact: other }])
      .when(abandonRegistration, fence(), { actor: system })
      .then([abandoned]);
  });

  it('fences off a number that the person who stands there has not taken', () => {
    const told = [{ fact: registeredHousehold() }];
    given(household, told).when(abandonRegistration, fence('id:another'), { actor: system }).then([abandoned]);
    given(household, told).when(abandonRegistration, fence('id:m-head'), { actor: system }).then([]);
  });
});
