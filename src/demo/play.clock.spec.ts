import { SimulatedClock } from '../platform/clock/simulated.clock.js';
import { PlayClock } from './play.clock.js';

const START = '2026-09-01T00:00:00.000Z';
const NOW = '2026-10-20T01:00:00.000Z';

test('the clock stands until it is moved', () => {
  const clock = new PlayClock(START, new SimulatedClock(NOW));
  expect(clock.now()).toBe(START);
  clock.set('2026-09-02T00:00:00.000Z');
  expect(clock.now()).toBe('2026-09-02T00:00:00.000Z');
});

test('nothing is played in the future', () => {
  const clock = new PlayClock(START, new SimulatedClock(NOW));
  expect(() => clock.set('2026-10-20T01:00:00.001Z')).toThrow(RangeError);
  expect(clock.now()).toBe(START);
});

test('who waits for what is past goes on at once, who waits for what is ahead sleeps until he gives up', async () => {
  const clock = new PlayClock(START, new SimulatedClock(NOW));
  const woken: string[] = [];
  const giveUp = new AbortController();
  const ahead = clock.wakeAt('2026-09-02T00:00:00.000Z', giveUp.signal).then(() => woken.push('ahead'));
  clock.set('2026-09-03T00:00:00.000Z');
  await clock.wakeAt('2026-09-03T00:00:00.000Z');
  expect(woken).toEqual([]);
  giveUp.abort();
  await ahead;
  await clock.wakeAt('2026-12-01T00:00:00.000Z', giveUp.signal);
  expect(woken).toEqual(['ahead']);
});
