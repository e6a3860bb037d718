import { SimulatedClock } from '../platform/clock/simulated.clock.js';
import { HandOverClock } from './hand-over.clock.js';

const START = '2026-09-01T00:00:00.000Z';
const NOW = '2026-10-20T01:00:00.000Z';

test('the rehearsal stands until it is moved; after the hand-over the real clock counts', () => {
  const real = new SimulatedClock(NOW);
  const clock = new HandOverClock(START, real);
  expect(clock.now()).toBe(START);
  clock.set('2026-09-02T00:00:00.000Z');
  expect(clock.now()).toBe('2026-09-02T00:00:00.000Z');
  clock.handOver();
  real.set('2026-10-20T02:00:00.000Z');
  expect(clock.now()).toBe('2026-10-20T02:00:00.000Z');
  expect(() => clock.set(NOW)).toThrow('the rehearsal is over');
});

test('nothing is rehearsed in the future', () => {
  const clock = new HandOverClock(START, new SimulatedClock(NOW));
  expect(() => clock.set('2026-10-20T01:00:00.001Z')).toThrow(RangeError);
  expect(clock.now()).toBe(START);
});

test('who waits during the rehearsal sleeps until the hand-over, and then for the real clock', async () => {
  const real = new SimulatedClock(NOW);
  const clock = new HandOverClock(START, real);
  const woken: string[] = [];
  const past = clock.wakeAt('2026-09-01T06:00:00.000Z').then(() => woken.push('past'));
  const ahead = clock.wakeAt('2026-10-20T06:00:00.000Z').then(() => woken.push('ahead'));
  await clock.wakeAt(START);
  clock.set('2026-09-03T00:00:00.000Z');
  await clock.wakeAt('2026-09-03T00:00:00.000Z');
  expect(woken).toEqual([]);
  clock.handOver();
  await past;
  expect(woken).toEqual(['past']);
  real.set('2026-10-20T06:00:00.000Z');
  await ahead;
  expect(woken).toEqual(['past', 'ahead']);
});

test('a wait that is given up ends, during the rehearsal and after it', async () => {
  const clock = new HandOverClock(START, new SimulatedClock(NOW));
  const during = new AbortController();
  const waiting = clock.wakeAt('2026-12-01T00:00:00.000Z', during.signal);
  during.abort();
  await waiting;
  clock.handOver();
  const after = new AbortController();
  const still = clock.wakeAt('2026-12-01T00:00:00.000Z', after.signal);
  after.abort();
  await still;
  expect(clock.now()).toBe(NOW);
});
