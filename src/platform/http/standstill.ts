import type { Timer } from '../read-store/timer.js';

export interface Progressing {
  readonly name: string;
  readonly lag: number;
  readonly watermark: number;
}

/** A view behind the log moves within this time, unless what brings it the facts has fallen silent. */
const MOVES_WITHIN_MS = 5_000;

/** Tells views that are behind the log and stand still, as seen by whoever asks now and then. */
export class Standstill {
  private readonly seen = new Map<string, { readonly watermark: number; readonly since: number }>();

  constructor(private readonly timer: Pick<Timer, 'elapsed'>) {}

  /** Those of them that have been behind at one watermark for too long. */
  among<View extends Progressing>(views: readonly View[]): readonly View[] {
    const now = this.timer.elapsed();
    return views.filter((view) => this.stands(view, now));
  }

  private stands({ name, lag, watermark }: Progressing, now: number): boolean {
    const before = this.seen.get(name);
    if (lag > 0 && before?.watermark === watermark) return now - before.since >= MOVES_WITHIN_MS;
    if (lag > 0) this.seen.set(name, { watermark, since: now });
    else this.seen.delete(name);
    return false;
  }
}
