import { Forbidden, NotFound } from '../change/refusals.js';
import type { Recorded } from '../fact.js';
import { RuleBroken } from '../rule-broken.js';

/** One command that follows from a fact by a policy; `index` counts the commands of that fact from 0. */
export interface PolicyStep {
  readonly policy: string;
  readonly fact: Recorded;
  readonly index: number;
}

/** Why the domain refused a step: the rule, and its own words. */
export interface Refusal {
  readonly rule: string;
  readonly reason: string;
}

/** Where refused steps are kept until somebody has seen to them. */
export interface Refusals {
  /** Whether this step was refused before: it is people's now, and not taken again by itself. */
  has(step: PolicyStep): Promise<boolean>;
  /** Once for each step, however often it comes. */
  record(step: PolicyStep, refusal: Refusal): Promise<void>;
}

/** The refusal an error stands for; undefined where it is something else that went wrong. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof RuleBroken) return { rule: error.rule, reason: error.sentence };
  if (error instanceof NotFound || error instanceof Forbidden) return { rule: error.name, reason: error.sentence };
  return undefined;
}

/** What names a step as the cause of what is done about it: the fact alone for its first. */
export function causeOf({ fact, index }: Pick<PolicyStep, 'fact' | 'index'>): string {
  return index === 0 ? fact.id : `${fact.id}:${index}`;
}
