import type { Told } from '../../../../test/support/given-when-then.js';
import { given, system } from '../../../../test/support/given-when-then.js';
import { member, registeredHousehold } from '../../../../test/support/people.js';
import type { HouseholdFact } from '../household.events.js';
import { household } from '../household.js';
import { MonitorClassified, monitorClassified } from './monitor-classified.js';

const registered: Told<HouseholdFact> = { fact: registeredHousehold() };
const draft = { monitoringId: 'm-1', category: 'OTHER_LOW', from: '2026-09-06', caseRef: 'k-1' };
const monitor = (beneficiaries: readonly string[], from = draft.from) =>
  new MonitorClassified('h-1', { ...draft, from, beneficiaries });
const monitored = (beneficiaries: readonly string[]) => ({
  type: 'LowIncomeMonitoringStarted' as const,
  data: { ...draft, beneficiaries },
  occurredAt: '2026-09-05T16:00:00.000Z',
});
const before: Told<HouseholdFact> = {
  fact: { type: 'LowIncomeMonitoringStarted', data: { ...draft, monitoringId: 'm-0', beneficiaries: ['m-head'] } },
};
const ended: Told<HouseholdFact> = {
  fact: { type: 'LowIncomeMonitoringEnded', data: { monitoringId: 'm-0', until: '2026-09-07', reason: 'RECOVERED' } },
};
const then = { actor: system };

describe('a household whose case was answered with monitoring (S26)', () => {
  it('is monitored for whom the case names, and says by which case', () => {
    const son: HouseholdFact = { type: 'MemberAdded', data: { member: member('m-son'), on: '2026-09-05' } };
    const { when } = given(household, [registered, { fact: son }]);
    when(monitorClassified, monitor(['m-son']), then).then([monitored(['m-son'])]);
    const after = given(household, [registered, { fact: monitored(['m-head']) }]).state;
    expect(after.status === 'registered' && after.monitorings).toEqual([{ ...draft, beneficiaries: ['m-head'] }]);
  });

  it('is monitored as a family where nobody whom the case names is there', () => {
    given(household, [registered])
      .when(monitorClassified, monitor(['m-gone']), then)
      .then([monitored(['m-head'])]);
  });

  it('stays monitored as it is, and nothing is to be done for one that is not here', () => {
    given(household, [registered, before])
      .when(monitorClassified, monitor(['m-head']), then)
      .then([]);
    given(household)
      .when(monitorClassified, monitor(['m-head']), then)
      .then([]);
  });

  it('is not monitored from a day before it last ceased to be', () => {
    const { when } = given(household, [registered, before, ended]);
    when(monitorClassified, monitor(['m-head']), then).thenRefused('out-of-order', '/from');
    when(monitorClassified, monitor(['m-head'], '2026-09-07'), then).then([
      {
        ...monitored(['m-head']),
        data: { ...draft, from: '2026-09-07', beneficiaries: ['m-head'] },
        occurredAt: '2026-09-06T16:00:00.000Z',
      },
    ]);
  });
});
