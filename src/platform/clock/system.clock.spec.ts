import type { PauseOptions, Timer } from '../read-store/timer.js';
import { SystemClock } from './system.clock.js';

/** A machine whose clock runs only while somebody pauses. */
class Machine implements Timer {
  readonly pauses: number[] = [];
  constructor(
    public time: number,
    private readonly meanwhile: (machine: Machine) => void = () => undefined,
  ) {}

  elapsed(): number {
    return this.time;
  }

  async pause(milliseconds: number, { signal }: PauseOptions = {}): Promise<void> {
    if (signal?.aborted) return;
    this.pauses.push(milliseconds);
    this.time += milliseconds;
    this.meanwhile(this);
  }

  clock(): SystemClock {
    return new SystemClock(() => this.time, this);
  }
}

const START = Date.parse('2026-09-10T01:00:00.000Z');

describe('the system clock', () => {
  test('says the instant in UTC with milliseconds', () => {
    expect(new Machine(START + 7).clock().now()).toBe('2026-09-10T01:00:00.007Z');
  });

  test('never goes backwards when the machine clock is set back', () => {
    const machine = new Machine(START);
    const clock = machine.clock();
    const told = [0, 5_000, -3_600_000, 4_999, 5_001].map((shift) => {
      machine.time = START + shift;
      return clock.now();
    });
    expect(told).toEqual([
      '2026-09-10T01:00:00.000Z',
      '2026-09-10T01:00:05.000Z',
      '2026-09-10T01:00:05.000Z',
      '2026-09-10T01:00:05.000Z',
      '2026-09-10T01:00:05.001Z',
    ]);
  });

  test('a wait of 40 days is made of short hops and ends at the instant', async () => {
    const machine = new Machine(START);
    await machine.clock().wakeAt('2026-10-20T01:00:00.500Z');
    expect(machine.time).toBe(Date.parse('2026-10-20T01:00:00.500Z'));
    expect(Math.max(...machine.pauses)).toBe(60_000);
    expect(machine.pauses.at(-1)).toBe(500);
  });

  test('a clock set forward ends the wait at the next look', async () => {
    const machine = new Machine(START, (self) => (self.time += 86_400_000));
    await machine.clock().wakeAt('2026-09-11T01:00:00.000Z');
    expect(machine.pauses).toEqual([60_000]);
  });

  test('a timer that fires a little early is asked again', async () => {
    let early = true;
    const machine = new Machine(START, (self) => {
      if (early) self.time -= 1;
      early = false;
    });
    await machine.clock().wakeAt('2026-09-10T01:00:01.000Z');
    expect(machine.pauses).toEqual([1000, 1]);
  });

  test('an instant already reached is not waited for', async () => {
    const machine = new Machine(START);
    await machine.clock().wakeAt('2026-09-10T01:00:00.000Z');
    expect(machine.pauses).toEqual([]);
  });

  test('an abort ends the wait', async () => {
    const stop = new AbortController();
    const machine = new Machine(START, () => stop.abort());
    await machine.clock().wakeAt('2027-01-01T00:00:00.000Z', stop.signal);
    expect(machine.pauses).toEqual([60_000]);
  });

  test('a text that is no instant is refused instead of waited for', async () => {
    await expect(new Machine(START).clock().wakeAt('soon')).rejects.toThrow(RangeError);
  });

  test('a real wait ends', async () => {
    const clock = new SystemClock();
    const at = new Date(Date.now() + 20).toISOString();
    await clock.wakeAt(at);
    expect(clock.now() >= at).toBe(true);
  });
});
