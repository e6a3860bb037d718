import { recordedFact } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import { testRules } from '../../../../test/support/rules.js';
import type { LocalDate } from '../../../platform/fact.js';
import type { CaseFact } from '../case.events.js';
import type { MeasureGranted } from '../measures/measures.events.js';
import { clocksAfter, noClocks } from './case-clocks.js';
import { dueOf, isAwaited } from './clock-limits.js';

type Step = readonly [CaseFact, LocalDate];

/** Facts on the days given; recorded when they happened. */
const timed = (...steps: readonly Step[]) =>
  steps
    .map(([fact, day], index) => recordedFact({ fact, at: `${day}T01:00:00.000Z` }, index, 'case-k-1'))
    .reduce(clocksAfter, noClocks);
const told = (...steps: readonly Step[]) =>
  timed(...steps).clocks.map(({ kind, closedAt }) => `${kind}${closedAt === undefined ? '' : ' done'}`);
const due = (...steps: readonly Step[]) =>
  timed(...steps).clocks.map((clock) => [clock.kind, dueOf(clock, testRules()).dueOn]);

const granted = (kind: string, given: Partial<MeasureGranted['data']> = {}): CaseFact => {
  const measure = { measureId: 'm-2', applicationId: 'a-1', kind, beneficiaries: ['m-head'], money: 1 };
  return { type: 'MeasureGranted', data: { ...measure, period: 'MONTH', from: '2026-09-01', decider: 'r', ...given } };
};
const ended = (measureId: string): Step => {
  const data = { measureId, reason: 'RECOVERED', text: box('words'), from: '2027-03-01', decider: 'r' };
  return [{ type: 'MeasureEnded', data }, '2027-02-21'];
};
const reviewed = (on: LocalDate, measureId = 'm-2'): Step => [
  { type: 'ReviewCompleted', data: { measureId, on, result: 'UNCHANGED' } },
  on,
];
describe('the reviews of what was granted (L2 art. 31, L6 (7))', () => {
  it('are every year, every half where the grant says so, of 特困 every year', () => {
    const [yearly, half] = [{ reviewEvery: 'STABLE' }, { reviewEvery: 'UNSTABLE' }];
    const grants = [
      granted('DIBAO'),
      granted('DIBAO_SINGLE', yearly),
      granted('EDGE', half),
      granted('TEKUN', half),
      granted('RIGID_EXP', half),
      granted('TEMPORARY', half),
    ];
    const reviews = grants
      .flatMap((grant) => timed([grant, '2026-08-31']).clocks)
      .filter(({ kind }) => kind === 'REVIEW')
      .map((clock) => [clock.path, dueOf(clock, testRules()).dueOn, dueOf(clock, testRules()).parameter]);
    expect(reviews).toEqual([
      ['DIBAO', '2027-08-31', 'DIB-REVIEW'],
      ['DIBAO_SINGLE', '2027-08-31', 'DIB-REVIEW'],
      ['EDGE', '2027-02-28', 'DIB-REVIEW-SHORT'],
      ['TEKUN', '2027-08-31', 'TEK-REVIEW'],
    ]);
  });

  it('the next one is counted from the last one, by the same grant, and is awaited until the measure ends', () => {
    const grant: Step = [granted('DIBAO', { reviewEvery: 'UNSTABLE' }), '2026-09-01'];
    const spring = reviewed('2027-02-20');
    expect([due(grant), due(grant, spring), told(grant, spring, ended('m-2')), told(grant, ended('m-other'))]).toEqual([
      [['REVIEW', '2027-03-01']],
      [
        ['REVIEW', '2027-03-01'],
        ['REVIEW', '2027-08-20'],
      ],
      ['REVIEW done', 'REVIEW done'],
      ['REVIEW'],
    ]);
  });

  it('a review of the day on which the period begins, of an earlier one, or of another measure counts for none', () => {
    const grant: Step = [granted('DIBAO'), '2026-09-01'];
    const spring = reviewed('2027-02-20');
    expect([
      told(grant, reviewed('2026-09-01')),
      told(grant, reviewed('2027-02-20', 'm-other')),
      told(grant, spring, spring),
      told(grant, spring, reviewed('2027-01-20')),
    ]).toEqual([['REVIEW'], ['REVIEW'], ['REVIEW done', 'REVIEW'], ['REVIEW done', 'REVIEW']]);
  });

  it('nothing is awaited of a measure that ends by its own day before the review is due', () => {
    const awaited = (validUntil: LocalDate) =>
      timed([granted('DIBAO', { validUntil }), '2026-09-01']).clocks.map((clock) =>
        isAwaited(clock, dueOf(clock, testRules())),
      );
    expect([awaited('2027-08-31'), awaited('2027-09-01')]).toEqual([[false], [true]]);
  });
});
