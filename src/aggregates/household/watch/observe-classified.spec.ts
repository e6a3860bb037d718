import { given, system } from '../../../../test/support/given-when-then.js';
import { member, registeredHousehold } from '../../../../test/support/people.js';
import type { HouseholdFact } from '../household.events.js';
import { household } from '../household.js';
import { ObserveClassified, observeClassified } from './observe-classified.js';

const registered = { fact: registeredHousehold() };
const draft = { watchId: 'w-1', on: '2026-09-06', reasonCodes: ['AGE'], ruleVersion: 7, caseRef: 'k-1' };
const observe = (beneficiaries: readonly string[], on = draft.on) =>
  new ObserveClassified('h-1', { ...draft, on, beneficiaries });
const observed = (beneficiaries: readonly string[]) => ({
  type: 'HouseholdPutOnWatch' as const,
  data: { ...draft, beneficiaries, nextReviewOn: '2026-12-06' },
  occurredAt: '2026-09-05T16:00:00.000Z',
});
const released: HouseholdFact = {
  type: 'WatchReleased',
  data: { watchId: 'w-0', on: '2026-09-07', reason: 'RECOVERED' },
};
const before = {
  fact: { ...observed(['m-head']), data: { ...observed(['m-head']).data, watchId: 'w-0', on: '2026-09-02' } },
};

describe('a household whose case was classified as watched (S28)', () => {
  it('is observed with the reasons and the rules of the case, for whom the case names', () => {
    const son: HouseholdFact = { type: 'MemberAdded', data: { member: member('m-son'), on: '2026-09-05' } };
    given(household, [registered, { fact: son }])
      .when(observeClassified, observe(['m-son']), { actor: system })
      .then([observed(['m-son'])]);
  });

  it('is observed as a family where nobody whom the case names is there', () => {
    given(household, [registered])
      .when(observeClassified, observe(['m-gone']), { actor: system })
      .then([observed(['m-head'])]);
  });

  it('stays observed as it is, and nothing is to be done for one that is not here', () => {
    given(household, [registered, before])
      .when(observeClassified, observe(['m-head']), { actor: system })
      .then([]);
    given(household)
      .when(observeClassified, observe(['m-head']), { actor: system })
      .then([]);
  });

  it('is not observed from a day before it was last released', () => {
    const { when } = given(household, [registered, before, { fact: released }]);
    when(observeClassified, observe(['m-head']), { actor: system }).thenRefused('out-of-order', '/on');
    expect(when(observeClassified, observe(['m-head'], '2026-09-07'), { actor: system }).facts()).toHaveLength(1);
  });
});
