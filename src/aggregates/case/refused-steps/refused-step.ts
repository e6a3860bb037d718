/** A step of a policy that somebody's rule refused, kept for the one time it may be tried again by hand. */
export interface RefusedStep {
  readonly policy: string;
  /** The fact of this case that made the policy act. */
  readonly causationId: string;
  /** Which of the commands that followed from it, from 0. */
  readonly step: number;
  readonly tried: boolean;
}

/** By refusal. */
export type RefusedSteps = Readonly<Record<string, RefusedStep>>;

/** What the second time came to: done, or refused for good. */
export type RetriedStep =
  { readonly done: true } | { readonly done: false; readonly rule: string; readonly reason: string };
