import { recordedFact } from '../../../test/support/given-when-then.js';
import type { CaseClassified } from '../../aggregates/case/closing/closing.events.js';
import { ObserveClassified } from '../../aggregates/household/watch/observe-classified.js';
import { caseWatchPolicy } from './case-watch.policy.js';

const classified = (data: Partial<CaseClassified['data']>) => {
  const fact: CaseClassified = {
    type: 'CaseClassified',
    data: { class: 'WATCH', subItems: [], beneficiaries: ['m-1'], ...data },
  };
  return recordedFact({ fact, at: '2026-09-10T17:00:00.000Z' }, 3, 'case-k-1');
};
const observed = { householdRef: 'h-1', reasonCodes: ['AGE'], ruleVersion: 7 };

it('a case classified as watched puts its household on the watch list, the same whenever it is told', () => {
  const fact = classified({ observed });
  const on = '2026-09-11';
  const watch = { watchId: fact.id, on, reasonCodes: ['AGE'], ruleVersion: 7, beneficiaries: ['m-1'], caseRef: 'k-1' };
  for (const [first, ...others] of [caseWatchPolicy.react(fact), caseWatchPolicy.react(fact)])
    expect([first?.command, others]).toEqual([new ObserveClassified('h-1', watch), []]);
});

it('a case of no household, or classified otherwise, changes no list', () => {
  expect(caseWatchPolicy.react(classified({}))).toEqual([]);
  expect(caseWatchPolicy.react(classified({ class: 'NEW_AID', subItems: ['DIBAO'] }))).toEqual([]);
});
