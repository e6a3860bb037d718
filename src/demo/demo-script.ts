import type { HouseholdController } from '../aggregates/household/household.controller.js';
import { plusMillis, startOfDay } from '../platform/calendar/local-date.js';
import type { DemoAccount } from '../platform/auth/demo-issuer.js';
import type { Instant, LocalDate, Period } from '../platform/fact.js';
import type { CommandDoor } from '../platform/http/command-door.js';
import type { DemoFamily } from './demo-families.js';

/** What the play must remember of a family from one act to the next. */
export interface Home {
  householdId: string;
  headId: string;
  memberIds: string[];
  /** The command that listed the household: its fact may be corrected. */
  listedBy: string;
  lastVisitId: string;
  lastProposalId: string;
}

export type Perform = (households: HouseholdController, door: CommandDoor, home: Home) => Promise<void>;

/** One thing somebody enters into the system. */
export interface Act {
  /** When it is entered. */
  readonly at: Instant;
  readonly family: DemoFamily;
  /** Unique within the family. */
  readonly name: string;
  readonly account: string;
  /** How many ids it brings that particulars are sealed under: a household, its members. */
  readonly brings?: number;
  /** Policies answer it with facts of their own: its day is not over before they have. */
  readonly answered?: boolean;
  readonly perform: Perform;
}

/** The days that are played, both inclusive. */
export interface DemoSpan {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** What the play plays: who acts, on which days, and what they enter. */
export interface DemoScript {
  readonly name: ScriptName;
  readonly actors: readonly DemoAccount[];
  /** The days for a play whose last one is the day before `today`. */
  spanBefore(today: LocalDate): DemoSpan;
  /** In order, the same for the same seed and span; nothing before or after the span. */
  acts(seed: number, span: DemoSpan, cutOffOn: CutOffs): readonly Act[];
}

export const scriptNames = ['month', 'year'] as const;
export type ScriptName = (typeof scriptNames)[number];

/** Last day on which a visit of that month is entered in time. */
export type CutOffs = (month: Period) => LocalDate;

const MINUTE = 60_000;
/** Counted from midnight: half past eight. */
export const MORNING = 510;

/** `minute` counts from midnight, Asia/Shanghai. */
export function at(day: LocalDate, minute: number): Instant {
  return plusMillis(startOfDay(day), minute * MINUTE);
}

/** By time; acts of one minute by family, of one family in the order they were written. */
export function inOrder(acts: readonly Act[]): readonly Act[] {
  return [...acts].sort((one, other) => compare(one.at, other.at) || compare(one.family.key, other.family.key));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
