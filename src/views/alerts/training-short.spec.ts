import { endOfDay } from '../../platform/calendar/local-date.js';
import type { Trained } from './alerts.projection.js';
import { shortEpisodes } from './training-short.js';

/** Day and end of every episode, as of the end of a day. */
const told = (trained: Partial<Trained>, today: string, days = 90) =>
  shortEpisodes({ since: '2026-09-01', on: [], seen: {}, ...trained }, days, endOfDay(today)).map(
    ({ day, endedOn }) => [day, endedOn],
  );

test('whoever is 90 days in post without a training is told from the 90th day on, not before', () => {
  expect([told({}, '2026-11-28'), told({}, '2026-11-29'), told({}, '2026-12-31')]).toEqual([
    [],
    [['2026-11-29', undefined]],
    [['2026-11-29', undefined]],
  ]);
});

test('a training before that day leaves nothing to tell, a later one ends it, and so does the end of his post', () => {
  expect([
    told({ on: ['2026-11-29'] }, '2026-12-31'),
    told({ on: ['2026-12-20', '2026-12-03'] }, '2026-12-31'),
    told({ relievedOn: '2026-12-05' }, '2026-12-31'),
    told({ relievedOn: '2026-11-29' }, '2026-12-31'),
  ]).toEqual([[], [['2026-11-29', '2026-12-03']], [['2026-11-29', '2026-12-05']], []]);
});

test('every year is a year of its own, and ends with it', () => {
  expect(told({ on: ['2027-02-01'] }, '2028-04-01')).toEqual([
    ['2026-11-29', '2027-01-01'],
    ['2028-03-30', undefined],
  ]);
});

test('by as many days as the parameter says', () => {
  expect([told({}, '2026-09-30', 30), told({}, '2026-12-31', 366)]).toEqual([[['2026-09-30', undefined]], []]);
});

test('who has read it stands with the very year’s alert', () => {
  const reader = { account: 'a', role: 'OFFICER', at: '2026-11-30T01:00:00.000Z' };
  const seen = { '2026-11-29': [reader] };
  const trained = { since: '2026-09-01', on: [], seen };
  const episodes = shortEpisodes(trained, 90, endOfDay('2027-12-01'));
  expect(episodes.map((episode) => episode.seen)).toEqual([[reader], []]);
});
