import { given } from '../../../test/support/given-when-then.js';
import { registeredHousehold } from '../../../test/support/people.js';
import { household } from './household.js';

describe('what a caller may see of a household', () => {
  it('nothing while only a fence stands in its stream', () => {
    const fence = { type: 'RegistrationAbandoned', data: { commandId: 'late', memberId: 'm-head' } } as const;
    const { state } = given(household, [{ fact: fence }]);
    expect([household.exists(state), household.unitOf(state)]).toEqual([false, {}]);
  });

  it('once it is registered, it belongs to its village and township', () => {
    const { state } = given(household, [{ fact: registeredHousehold() }]);
    expect([household.exists(state), household.unitOf(state)]).toEqual([
      true,
      { townCode: '341881100', villageCode: '341881100201' },
    ]);
  });
});
