import type { Recorded } from '../fact.js';
import { placeOf } from '../projections/fold-facts.js';

/** A fact a policy could not react to, named without anything of its payload. */
export interface ParkedReaction {
  readonly policy: string;
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly reason: string;
}

/**
 * What policies had to leave out because they, or the stream they would write, cannot read a fact: one such fact must
 * not keep everybody else's reactions waiting. A new process goes over the log again from before it and makes up for it.
 */
export class ParkedReactions {
  private readonly parked = new Map<string, ParkedReaction>();

  park(policy: string, { position, stream, revision, type }: Recorded, error: unknown): void {
    const reason = placeOf(error);
    this.parked.set(`${position}/${policy}`, { policy, position, stream, revision, type, reason });
  }

  /** Whoever begins again before them comes by them again. */
  forget(): void {
    this.parked.clear();
  }

  /** In the order of the log. */
  all(): readonly ParkedReaction[] {
    return [...this.parked.values()].sort((a, b) => a.position - b.position);
  }
}
