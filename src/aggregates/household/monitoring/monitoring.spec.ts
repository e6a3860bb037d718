import type { Told } from '../../../../test/support/given-when-then.js';
import { given } from '../../../../test/support/given-when-then.js';
import { box, registeredHousehold } from '../../../../test/support/people.js';
import type { HouseholdFact } from '../household.events.js';
import { household } from '../household.js';
import { AbsorbHousehold, absorbHousehold } from '../merging/absorb-household.js';
import { EndMonitoring, endMonitoring } from './end-monitoring.js';
import { StartMonitoring, startMonitoring } from './start-monitoring.js';

const registered: Told<HouseholdFact> = { fact: registeredHousehold() };
const draft = { monitoringId: 'm-1', category: 'OTHER_LOW', beneficiaries: ['m-head'], from: '2026-09-02' };
const start = (changes: Partial<StartMonitoring['monitoring']> = {}) =>
  new StartMonitoring('h-1', { ...draft, ...changes }, box('low income'));
const begun: Told<HouseholdFact> = {
  fact: { type: 'LowIncomeMonitoringStarted', data: { ...draft, reason: box('low income') } },
};
const end = (until: string, reason = 'RECOVERED') => new EndMonitoring('h-1', until, reason);
const ended = (until: string): Told<HouseholdFact> => ({
  fact: { type: 'LowIncomeMonitoringEnded', data: { monitoringId: 'm-1', until, reason: 'RECOVERED' } },
});

describe('monitoring a household of low income (S26)', () => {
  it('begins on a day, for a category, members and a reason', () => {
    given(household, [registered])
      .when(startMonitoring, start())
      .then([
        {
          type: 'LowIncomeMonitoringStarted',
          data: { ...draft, reason: box('low income') },
          occurredAt: '2026-09-01T16:00:00.000Z',
        },
      ]);
  });

  it('is refused before it happened, for nobody, without a reason, and where no household is', () => {
    const { when } = given(household, [registered]);
    when(startMonitoring, start({ from: '2026-09-11' })).thenRefused('I-22', '/from');
    when(startMonitoring, start({ beneficiaries: [] })).thenRefused('nobody-named', '/beneficiaries');
    when(startMonitoring, new StartMonitoring('h-1', draft, undefined)).thenRefused('text-needed', '/reason');
    given(household).when(startMonitoring, start()).thenNotFound();
  });

  it('stands once, and again from the day the last one ended', () => {
    given(household, [registered, begun]).when(startMonitoring, start()).thenRefused('already-monitored');
    const { when } = given(household, [registered, begun, ended('2026-09-06')]);
    when(startMonitoring, start({ from: '2026-09-05' })).thenRefused('out-of-order', '/from');
    expect(when(startMonitoring, start({ from: '2026-09-06' })).facts()).toHaveLength(1);
  });

  it('ends on a day by a reason, and for another reason with a text', () => {
    const { when } = given(household, [registered, begun]);
    when(endMonitoring, end('2026-09-09')).then([
      {
        type: 'LowIncomeMonitoringEnded',
        data: { monitoringId: 'm-1', until: '2026-09-09', reason: 'RECOVERED' },
        occurredAt: '2026-09-08T16:00:00.000Z',
      },
    ]);
    when(endMonitoring, end('2026-09-01')).thenRefused('out-of-order', '/until');
    when(endMonitoring, end('2026-09-11')).thenRefused('I-22', '/until');
    when(endMonitoring, end('2026-09-09', 'OTHER')).thenRefused('text-needed', '/text');
    given(household, [registered]).when(endMonitoring, end('2026-09-09')).thenRefused('not-monitored');
    given(household, [registered, begun, ended('2026-09-06')])
      .when(endMonitoring, end('2026-09-09'))
      .thenRefused('not-monitored');
  });

  it('F01 · goes over with a merger, and ends there where the survivor is monitored itself', () => {
    const nothing = { address: box('a'), members: [], listings: [], visits: [], excuses: [], misses: [] };
    const carried = { ...nothing, headId: 'm-head', monitorings: [{ ...draft, monitoringId: 'm-0' }] };
    const absorb = new AbsorbHousehold('h-2', { proposalId: 'p', from: 'h-1', on: '2026-09-10', carried });
    const after = (...told: readonly Told<HouseholdFact>[]) => {
      const [fact] = given(household, told).when(absorbHousehold, absorb).facts();
      if (fact === undefined) throw new Error('nothing was absorbed');
      const { state } = given(household, [...told, { fact }]);
      return state.status === 'registered' && state.monitorings.map(({ monitoringId, until }) => [monitoringId, until]);
    };
    expect([after(registered), after(registered, begun)]).toEqual([
      [['m-0', undefined]],
      [
        ['m-0', '2026-09-10'],
        ['m-1', undefined],
      ],
    ]);
  });
});
