import { getEventListeners } from 'node:events';
import { SimulatedClock } from './simulated.clock.js';

const START = '2026-09-01T00:00:00.000Z';
const day = (number: number) => `2026-09-${String(number).padStart(2, '0')}T00:00:00.000Z`;

describe('the simulated clock', () => {
  test('stands until it is moved, and goes backwards when told to', () => {
    const clock = new SimulatedClock(START);
    clock.set(day(5));
    expect(clock.now()).toBe(day(5));
    clock.set(day(2));
    expect(clock.now()).toBe(day(2));
  });

  test('a jump wakes the waiters it passes in order of their instants and leaves the later ones', async () => {
    const clock = new SimulatedClock(START);
    const woken: string[] = [];
    const wait = (name: string, at: string) => clock.wakeAt(at).then(() => woken.push(`${name} ${clock.now()}`));
    const waits = [wait('third', day(4)), wait('first', day(2)), wait('second', day(2))];
    const later = wait('later', day(9));
    clock.set(day(5));
    await Promise.all(waits);
    expect(woken).toEqual([`first ${day(5)}`, `second ${day(5)}`, `third ${day(5)}`]);
    clock.set(day(9));
    await later;
    expect(woken.at(-1)).toBe(`later ${day(9)}`);
  });

  test('running forward stops at every awaited instant, also at those asked for on the way', async () => {
    const clock = new SimulatedClock(START);
    const woken: string[] = [];
    const daily = async (): Promise<void> => {
      for (let number = 2; number <= 30; number += 1) {
        await clock.wakeAt(day(number));
        woken.push(clock.now());
      }
    };
    const running = daily();
    await clock.advanceTo(day(4));
    expect(woken).toEqual([day(2), day(3), day(4)]);
    expect(clock.now()).toBe(day(4));
    clock.set(day(30));
    await running;
  });

  test('what happens at one stop is settled before the next', async () => {
    const clock = new SimulatedClock(START);
    const told: string[] = [];
    void clock.wakeAt(day(2)).then(() => told.push('woken 2'));
    void clock.wakeAt(day(3)).then(() => told.push('woken 3'));
    await clock.advanceTo(day(5), async () => {
      await Promise.resolve();
      told.push(`settled ${clock.now()}`);
    });
    expect(told).toEqual(['woken 2', `settled ${day(2)}`, 'woken 3', `settled ${day(3)}`]);
    expect(clock.now()).toBe(day(5));
  });

  test('running forward to an earlier instant is refused', async () => {
    await expect(new SimulatedClock(day(2)).advanceTo(START)).rejects.toThrow(RangeError);
  });

  test('an instant already reached and an aborted wait resolve at once', async () => {
    const clock = new SimulatedClock(START);
    await clock.wakeAt(START);
    await clock.wakeAt(day(9), AbortSignal.abort());
    const stop = new AbortController();
    const waiting = clock.wakeAt(day(9), stop.signal);
    stop.abort();
    await waiting;
    expect(clock.now()).toBe(START);
  });

  test('a wait leaves nothing behind on a signal that lives on', async () => {
    const clock = new SimulatedClock(START);
    const stop = new AbortController();
    const waiting = clock.wakeAt(day(2), stop.signal);
    clock.set(day(2));
    await waiting;
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  });

  test('an instant of another form is refused: it would not sort by time', () => {
    expect(() => new SimulatedClock('2026-09-01')).toThrow(RangeError);
    expect(() => new SimulatedClock(START).set('2026-09-01T08:00:00+08:00')).toThrow(RangeError);
  });
});
