import { recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import { testRules } from '../../../test/support/rules.js';
import type { PatrolVisitCorrected } from '../../aggregates/household/household.events.js';
import type { MissedMonth, OnRoster } from './missed-months.js';
import { correctedIn, monthsUpTo, settledOn, visitedIn } from './missed-months.js';

const month = '2026-09';
const missed: MissedMonth = { visits: [] };
const listed: OnRoster = { stays: [{ factId: 'f-1', from: '2026-09-01' }] };
const visited = visitedIn(missed, 'v-1', '2026-09-28T02:00:00.000Z', '2026-10-20');
const rules = testRules();

const put = (visitedAt: string | undefined, visitId = 'v-1') => {
  const corrected = visitedAt === undefined ? {} : { visitedAt };
  const data = { proposalId: 'p-1', correctsVisitId: visitId, corrected, reason: box('r'), proposedBy: 'u' };
  const fact: PatrolVisitCorrected = { type: 'PatrolVisitCorrected', data };
  return recordedFact({ fact, at: '2026-10-22T02:00:00.000Z' }, 0, 'household-h-1');
};

test('a month stays missed without a visit, and until the first that counts', () => {
  const twice = visitedIn(visited, 'v-2', '2026-09-02T02:00:00.000Z', '2026-10-19');
  expect([missed, visited, twice].map((known) => settledOn(known, month, listed, rules))).toEqual([
    undefined,
    '2026-10-20',
    '2026-10-19',
  ]);
});

test('a visit outside the stay on the roster counts for no month', () => {
  const early = { stays: [{ factId: 'f-1', from: '2026-08-01', until: '2026-09-10' }] };
  expect(settledOn(visited, month, early, rules)).toBe(undefined);
});

test('a visit put into another month counts there, one put within the month as before', () => {
  const away = correctedIn(visited, month, put('2026-09-30T16:00:00.000Z'));
  expect([
    settledOn(away, month, listed, rules),
    settledOn(correctedIn(away, month, put('2026-09-30T15:59:00.000Z')), month, listed, rules),
    settledOn(correctedIn(visited, month, put('2026-09-03T02:00:00.000Z')), month, listed, rules),
    settledOn(correctedIn(missed, month, put('2026-09-03T02:00:00.000Z', 'v-9')), month, listed, rules),
    correctedIn(visited, month, put(undefined)),
  ]).toEqual([undefined, '2026-10-22', '2026-10-20', '2026-10-22', visited]);
});

test('a month that a correction of the roster makes one never due is none any more', () => {
  const corrected = (from: string, until?: string): OnRoster => ({
    correctedOn: '2026-10-21',
    stays: [{ factId: 'f-1', from, ...(until === undefined ? {} : { until }) }],
  });
  const stays = [corrected('2026-09-15'), corrected('2026-09-16'), corrected('2026-08-01', '2026-08-31')];
  expect(stays.map((roster) => settledOn(missed, month, roster, rules))).toEqual([
    undefined,
    '2026-10-21',
    '2026-10-21',
  ]);
});

test('an excuse settles it on its day', () => {
  expect(settledOn({ ...missed, excusedOn: '2026-10-30' }, month, listed, rules)).toBe('2026-10-30');
});

test('every month of the system may have been missed, up to the one of the day in Ningguo', () => {
  expect([monthsUpTo('2021-02-28T16:00:00.000Z'), monthsUpTo('2026-09-30T15:59:59.999Z').at(-1)]).toEqual([
    ['2021-01', '2021-02', '2021-03'],
    '2026-09',
  ]);
});
