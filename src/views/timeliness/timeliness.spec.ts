import { TOWN, VILLAGE, calledIn, opened, reported, visited } from '../../../test/support/cases.js';
import { factId, recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import { testRules } from '../../../test/support/rules.js';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { Instant } from '../../platform/fact.js';
import type { TimelinessDocument } from './timeliness.projection.js';
import { timelinessProjection } from './timeliness.projection.js';
import { timelinessRows } from './timeliness.query.js';

const hour = (n: number): Instant => `2026-09-0${1 + Math.floor(n / 24)}T${String(n % 24).padStart(2, '0')}:00:00.000Z`;
const life = (...facts: readonly (readonly [fact: CaseFact, at: Instant])[]) =>
  projectionSpec(timelinessProjection).given(
    facts.map(([fact, at], index) => recordedFact({ fact, at }, index, 'case-k-1')),
  );
const granted: CaseFact = {
  type: 'MeasureGranted',
  data: {
    measureId: 'm-1',
    applicationId: 'a-1',
    kind: 'DIBAO',
    beneficiaries: ['m-head'],
    money: 1,
    period: 'MONTH',
    from: '2026-10-01',
    decider: 'r',
  },
};
const place = { _id: 'k-1', town: TOWN, village: VILLAGE };

test('a case is timed from the call or the knowledge of it, each station at its first', () => {
  life(
    [calledIn(), hour(0)],
    [reported({ knownAt: hour(5) }), hour(6)],
    [opened({ placeOfEmergency: '341881100202' }), hour(7)],
    [visited(), hour(30)],
    [visited({ visitId: 'v-2' }), hour(28)],
    [visited({ visitId: 'v-3' }), hour(40)],
    [granted, hour(50)],
  ).then([
    {
      ...place,
      village: '341881100202',
      discoveredAt: hour(0),
      reportedAt: hour(6),
      visitedAt: hour(28),
      decidedAt: hour(50),
      aidedAt: '2026-09-30T16:00:00.000Z',
      helps: { [factId(6)]: { at: '2026-09-30T16:00:00.000Z', helped: true } },
    },
  ]);
});

test('help may come from a department or a charity; a referral in vain is none', () => {
  const outcome = (code: string): CaseFact => ({
    type: 'ReferralOutcomeReported',
    data: { referralId: 'r-1', outcome: code, text: box('x') },
  });
  const begun = { ...place, discoveredAt: hour(0), reportedAt: hour(1) };
  const clue = [reported({ knownAt: hour(0) }), hour(1)] as const;
  const helps = (at: Instant, helped: boolean) => ({ helps: { [factId(1)]: { at, helped } } });
  life(clue, [outcome('RETURNED'), hour(9)]).then([{ ...begun, ...helps(hour(9), false) }]);
  life(clue, [outcome('HELPED'), hour(9)]).then([{ ...begun, ...helps(hour(9), true), aidedAt: hour(9) }]);
  life(clue, [{ type: 'CharityAidDelivered', data: { referralId: 'r-1', kind: 'GOODS', value: 1 } }, hour(8)]).then([
    { ...begun, ...helps(hour(8), true), aidedAt: hour(8) },
  ]);
});

test('a duplicate is timed where the other case is', () => {
  life([reported(), hour(1)], [{ type: 'ClueMarkedDuplicate', data: { ofCaseRef: 'k-2' } }, hour(2)]).then([]);
});

test('the middle case and nine of ten, in whole hours, township by township; what came before its turn took none', () => {
  const timed = (n: number, town: string, more: Partial<TimelinessDocument> = {}): TimelinessDocument => ({
    _id: `k-${n}`,
    position: n,
    town,
    discoveredAt: hour(0),
    reportedAt: hour(n),
    ...more,
  });
  const ten = [10, 2, 1, 3, 4, 9, 5, 7, 6, 8].map((n) => timed(n, TOWN));
  const early = timed(12, '341881002', { visitedAt: hour(6) });
  const named = (step: string, stepName: string) => ({ step, stepName });
  expect(timelinessRows([...ten, early], { rules: testRules() })).toEqual([
    {
      townCode: '341881002',
      townName: '南山街道',
      ...named('REPORT', '发现到上报'),
      cases: 1,
      medianHours: 12,
      p90Hours: 12,
    },
    {
      townCode: '341881002',
      townName: '南山街道',
      ...named('VISIT', '上报到入户'),
      cases: 1,
      medianHours: 0,
      p90Hours: 0,
    },
    { townCode: TOWN, townName: '港口镇', ...named('REPORT', '发现到上报'), cases: 10, medianHours: 5, p90Hours: 9 },
  ]);
});
