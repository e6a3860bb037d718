import type { Projection } from './projection.js';
import { FencedOff, ProjectionBroken } from './projection-broken.js';
import type { Target } from './target.js';

export type ProjectionState = 'starting' | 'live' | 'rebuilding' | 'failed';

export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  /** Position up to which the view is folded and durable. */
  readonly watermark: number;
  /** Position this process has been handed so far; undefined before the first look at the log. */
  readonly head?: number;
  /** Document keys whose reducer broke. */
  readonly parked: number;
  /** Facts waiting for a repair. */
  readonly deadLetters: number;
  readonly state: ProjectionState;
  readonly error?: string;
}

/** One projection of the runner. */
export class Member {
  state: ProjectionState = 'starting';
  error: string | undefined;
  /** What is read and kept up to date; stays known while it is being brought back. */
  target: Target | undefined;
  /** True when only a repair, an operator, a restart or another lease helps. */
  beyondRepair = false;
  /** True once this process has checked the stored view: from then on another release's build is left alone. */
  checked = false;

  constructor(readonly projection: Projection) {}

  get name(): string {
    return this.projection.name;
  }

  /** Must be brought (back) to where the log is. */
  get isMissing(): boolean {
    return !this.beyondRepair && (this.target === undefined || this.target.lost !== undefined);
  }

  goLive(target: Target): void {
    this.target = target;
    this.state = 'live';
    this.error = undefined;
    this.beyondRepair = false;
    this.checked = true;
  }

  fail(error: unknown): void {
    this.state = 'failed';
    this.error = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    this.beyondRepair = error instanceof ProjectionBroken || error instanceof FencedOff;
  }

  status(head: number | undefined): ProjectionStatus {
    return {
      name: this.name,
      version: this.projection.version,
      watermark: this.target?.position ?? 0,
      head,
      parked: this.target?.collection.parkedKeys ?? 0,
      deadLetters: this.target?.collection.deadLetters ?? 0,
      state: this.state,
      error: this.error,
    };
  }
}
