import { recordedFact } from '../../../test/support/given-when-then.js';
import type { CaseClassified } from '../../aggregates/case/closing/closing.events.js';
import { MonitorClassified } from '../../aggregates/household/monitoring/monitor-classified.js';
import { caseMonitoringPolicy } from './case-monitoring.policy.js';

const classified = (data: Partial<CaseClassified['data']>) => {
  const fact: CaseClassified = {
    type: 'CaseClassified',
    data: { class: 'NEW_AID', subItems: ['LOW_INCOME'], beneficiaries: ['m-1'], ...data },
  };
  return recordedFact({ fact, at: '2026-09-10T17:00:00.000Z' }, 3, 'case-k-1');
};

it('a case answered with monitoring has its household monitored, the same whenever it is told', () => {
  const fact = classified({ monitored: { householdRef: 'h-1' } });
  const named = { category: 'OTHER_LOW', from: '2026-09-11', beneficiaries: ['m-1'], caseRef: 'k-1' };
  const command = new MonitorClassified('h-1', { monitoringId: fact.id, ...named });
  for (const [first, ...others] of [caseMonitoringPolicy.react(fact), caseMonitoringPolicy.react(fact)])
    expect([first?.command, others]).toEqual([command, []]);
});

it('a case that was answered otherwise, or of no household, has nobody monitored', () => {
  expect(caseMonitoringPolicy.react(classified({}))).toEqual([]);
});
