import type { Told } from '../../../../test/support/given-when-then.js';
import { given } from '../../../../test/support/given-when-then.js';
import { box, member, registeredHousehold } from '../../../../test/support/people.js';
import type { HouseholdFact } from '../household.events.js';
import { household } from '../household.js';
import { AbsorbHousehold, absorbHousehold } from '../merging/absorb-household.js';
import { ClearCareRisk, clearCareRisk } from './clear-care-risk.js';
import { RaiseCareRisk, raiseCareRisk } from './raise-care-risk.js';

const registered: Told<HouseholdFact> = { fact: registeredHousehold() };
const words = box('locked in');
const seen = { riskId: 'r-1', memberId: 'm-head', kind: 'HAZARD', on: '2026-09-02' };
const raise = (changes: Partial<typeof seen> = {}) => new RaiseCareRisk('h-1', { ...seen, ...changes }, words);
const raised = (changes: Partial<typeof seen> = {}): Told<HouseholdFact> => ({
  fact: { type: 'CareRiskIdentified', data: { ...seen, ...changes, text: words } },
});
const over = { memberId: 'm-head', kind: 'HAZARD', on: '2026-09-06' };
const clear = (changes: Partial<typeof over> = {}) => new ClearCareRisk('h-1', { ...over, ...changes }, words);
const cleared: Told<HouseholdFact> = {
  fact: { type: 'CareRiskCleared', data: { riskId: 'r-1', ...over, text: words } },
};

describe('a care risk (S22)', () => {
  it('is of a person, of a kind, since a day, in words', () => {
    const { when } = given(household, [registered]);
    when(raiseCareRisk, raise()).then([
      {
        type: 'CareRiskIdentified',
        data: { ...seen, text: words },
        occurredAt: '2026-09-01T16:00:00.000Z',
      },
    ]);
    when(raiseCareRisk, raise({ on: '2026-09-11' })).thenRefused('I-22', '/on');
    when(raiseCareRisk, raise({ memberId: 'm-9' })).thenRefused('not-a-member-then', '/memberId');
    when(raiseCareRisk, raise({ on: '2026-08-31' })).thenRefused('not-a-member-then', '/memberId');
    when(raiseCareRisk, new RaiseCareRisk('h-1', seen, undefined)).thenRefused('text-needed', '/text');
    given(household).when(raiseCareRisk, raise()).thenNotFound();
  });

  it('is open once of a kind for a person, and again from the day the last was cleared', () => {
    const son: Told<HouseholdFact> = {
      fact: { type: 'MemberAdded', data: { member: member('m-son'), on: '2026-09-01' } },
    };
    const { when } = given(household, [registered, son, raised()]);
    when(raiseCareRisk, raise()).thenRefused('already-at-risk');
    expect(when(raiseCareRisk, raise({ kind: 'RIGHTS' })).facts()).toHaveLength(1);
    expect(when(raiseCareRisk, raise({ memberId: 'm-son' })).facts()).toHaveLength(1);
    const after = given(household, [registered, son, raised(), cleared]);
    after.when(raiseCareRisk, raise({ on: '2026-09-05' })).thenRefused('out-of-order', '/on');
    expect(after.when(raiseCareRisk, raise({ on: '2026-09-06' })).facts()).toHaveLength(1);
    expect(after.when(raiseCareRisk, raise({ memberId: 'm-son' })).facts()).toHaveLength(1);
    expect(after.when(raiseCareRisk, raise({ kind: 'RIGHTS' })).facts()).toHaveLength(1);
  });

  it('is cleared by its person and kind, not before it was seen, in words', () => {
    const { when } = given(household, [registered, raised()]);
    when(clearCareRisk, clear()).then([
      {
        type: 'CareRiskCleared',
        data: { riskId: 'r-1', ...over, text: words },
        occurredAt: '2026-09-05T16:00:00.000Z',
      },
    ]);
    when(clearCareRisk, clear({ on: '2026-09-01' })).thenRefused('out-of-order', '/on');
    when(clearCareRisk, clear({ on: '2026-09-11' })).thenRefused('I-22', '/on');
    when(clearCareRisk, new ClearCareRisk('h-1', over, undefined)).thenRefused('text-needed', '/text');
    when(clearCareRisk, clear({ kind: 'RIGHTS' })).thenRefused('not-at-risk');
    when(clearCareRisk, clear({ memberId: 'm-9' })).thenRefused('not-at-risk');
    given(household, [registered, raised(), cleared]).when(clearCareRisk, clear()).thenRefused('not-at-risk');
    given(household).when(clearCareRisk, clear()).thenNotFound();
  });

  it('outlives its person’s stay: it is cleared when somebody says so', () => {
    const son = member('m-son');
    const died: HouseholdFact = {
      type: 'MemberRemoved',
      data: { memberId: 'm-son', reason: 'DEATH', on: '2026-09-04' },
    };
    const told: readonly Told<HouseholdFact>[] = [
      registered,
      { fact: { type: 'MemberAdded', data: { member: son, on: '2026-09-01' } } },
      raised({ memberId: 'm-son' }),
      { fact: died },
    ];
    const { when } = given(household, told);
    expect(when(clearCareRisk, clear({ memberId: 'm-son' })).facts()).toHaveLength(1);
    when(raiseCareRisk, raise({ memberId: 'm-son', kind: 'RIGHTS' })).thenRefused('not-a-member-then', '/memberId');
  });

  it('F01 · goes over with a merger, beside the survivor’s own', () => {
    const nothing = { address: box('a'), members: [], listings: [], visits: [], excuses: [], misses: [] };
    const brought = { riskId: 'r-0', memberId: 'm-mother', kind: 'HAZARD', from: '2026-09-03' };
    const carried = { ...nothing, headId: 'm-mother', careRisks: [brought] };
    const absorb = new AbsorbHousehold('h-2', { proposalId: 'p', from: 'h-1', on: '2026-09-10', carried });
    const told = [registered, raised()];
    const [fact] = given(household, told).when(absorbHousehold, absorb).facts();
    if (fact === undefined) throw new Error('nothing was absorbed');
    const { state, when } = given(household, [...told, { fact }]);
    expect(state.status === 'registered' && state.careRisks.map(({ riskId, from }) => [riskId, from])).toEqual([
      ['r-1', '2026-09-02'],
      ['r-0', '2026-09-03'],
    ]);
    expect(when(clearCareRisk, clear({ memberId: 'm-mother' })).facts()).toHaveLength(1);
  });
});
