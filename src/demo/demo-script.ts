import { plusMillis, startOfDay } from '../platform/calendar/local-date.js';
import type { DemoAccount } from '../platform/auth/demo-issuer.js';
import type { Instant, LocalDate, Period } from '../platform/fact.js';
import type { CommandDoor } from '../platform/http/command-door.js';
import type { DemoDoors } from './demo-doors.js';
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

/** Where acts are entered, and what acts bring into the world. */
export interface Play extends DemoDoors {
  /** Id of the n-th thing an act brings, known before it is entered: subject and name of the act say it. */
  idOf(subject: string, name: string, nth?: number): string;
  /** Id of the first fact that act becomes. */
  factOf(subject: string, name: string): string;
}

export type Perform = (play: Play, door: CommandDoor, home: Home) => Promise<void>;

interface Entered {
  /** When it is entered. */
  readonly at: Instant;
  /** Unique within the family or office. */
  readonly name: string;
  readonly account: string;
  /** How many ids it brings that particulars are sealed under: a household, its members. */
  readonly brings?: number;
  /** Policies answer it with facts of their own: its day is not over before they have. */
  readonly answered?: boolean;
  /** Last day of something it sets a term to: on the morning after, the clock of such terms looks. */
  readonly dueOn?: LocalDate;
  /** Policies answer it in somebody else's stream: entered when all others of its day are through. */
  readonly apart?: boolean;
}

/** One thing somebody enters into the system about a family. */
export interface FamilyAct extends Entered {
  readonly family: DemoFamily;
  readonly perform: Perform;
}

/** The same about the organisation around the families: of one office one thing is entered after the other. */
export interface OfficeAct extends Entered {
  readonly office: string;
  readonly perform: (play: Play, door: CommandDoor) => Promise<unknown>;
}

/** The same about a case: of one case one thing is entered after the other, whatever becomes of its family meanwhile. */
export interface CaseAct extends Entered {
  readonly caseKey: string;
  readonly perform: (play: Play, door: CommandDoor) => Promise<unknown>;
}

export type Act = FamilyAct | OfficeAct | CaseAct;

export function isOfFamily(act: Act): act is FamilyAct {
  return 'family' in act;
}

export function isOfCase(act: Act): act is CaseAct {
  return 'caseKey' in act;
}

/** Whose acts go one after the other. */
export function subjectOf(act: Act): string {
  if (isOfFamily(act)) return act.family.key;
  return isOfCase(act) ? act.caseKey : act.office;
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

/** By time; acts of one minute by family or office, of one of them in the order they were written. */
export function inOrder<Some extends Act>(acts: readonly Some[]): readonly Some[] {
  return [...acts].sort((one, other) => compare(one.at, other.at) || compare(subjectOf(one), subjectOf(other)));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
