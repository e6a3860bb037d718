/** Everything random of a run: the same seed gives the same answers in the same order (mulberry32). */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** 0 ≤ x < 1. */
  share(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** 0 ≤ n < below. */
  whole(below: number): number {
    return Math.floor(this.share() * below);
  }

  happens(probability: number): boolean {
    return this.share() < probability;
  }

  /** Undefined only for an empty list. */
  oneOf<T>(list: readonly T[]): T | undefined {
    return list[this.whole(list.length)];
  }

  /** Of a list that is known to hold something. */
  of<T>(list: readonly [T, ...T[]]): T {
    return list[this.whole(list.length)] ?? list[0];
  }

  some<T>(list: readonly T[], probability: number): readonly T[] {
    return list.filter(() => this.happens(probability));
  }
}
