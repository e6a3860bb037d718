import type { Instant, LocalDate } from '../../src/platform/fact.js';
import { addDays } from '../../src/platform/calendar/local-date.js';
import type { SealedBox } from '../../src/platform/sealing/sealed-box.js';
import { box } from './people.js';

/** What follows from a seed, told as what a form may hold: mostly what is right, now and then what is not. */
export class Choices {
  constructor(
    private seed: number,
    readonly now: Instant,
    readonly today: LocalDate,
    /** Nothing of what must not be. */
    private readonly sound: boolean,
  ) {}

  of<T>(pool: readonly [T, ...T[]]): T {
    return pool[this.next() % pool.length] ?? pool[0];
  }

  /** True once in that many times. */
  once(inTimes: number): boolean {
    return this.next() % inTimes === 0;
  }

  /** What is known mostly, else whatever the pool has. */
  known<T>(known: readonly T[], pool: readonly [T, ...T[]]): T {
    const other = this.of(pool);
    return this.wrong(5) ? other : (known[this.next() % Math.max(1, known.length)] ?? other);
  }

  /** Whether something wrong is told, once in that many times; never where all is to be sound. */
  wrong(inTimes: number): boolean {
    return this.once(inTimes) && !this.sound;
  }

  text(): SealedBox | undefined {
    return this.wrong(12) ? undefined : box('words', 'k-1');
  }

  written(): SealedBox {
    return box('words', 'k-1');
  }

  list<T>(item: T): readonly T[] {
    return this.wrong(12) ? [] : [item];
  }

  day(): LocalDate {
    return this.wrong(4) ? addDays(this.today, this.of([-3, -40, 1])) : this.today;
  }

  instant(): Instant {
    return this.wrong(12) ? this.of(['2026-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z']) : this.now;
  }

  private next(): number {
    this.seed = (Math.imul(this.seed, 1_664_525) + 1_013_904_223) >>> 0;
    return this.seed >>> 8;
  }
}
