import type { Sentences } from '../../../platform/change/sentences.js';
import type { Fact, Instant, LocalDate } from '../../../platform/fact.js';
import type { TimedKind } from './clock-kinds.js';
import { clockNames } from './clock-kinds.js';

/** Limits that passed without what they were for: proof of a negative, each written once by a clock. */

export type Breach = {
  readonly deadlineId: string;
  readonly clock: TimedKind;
  /** Application, objection, referral, measure, member or care agreement it was about; absent where it was the case itself. */
  readonly about?: string;
  /** Of an objection, the application it is raised against. */
  readonly applicationId?: string;
  /** When the clock began to run. */
  readonly since: Instant;
  readonly dueOn: LocalDate;
  readonly dueAt: Instant;
  /** When it was done after all, if it was by the time this was written. */
  readonly doneAt?: Instant;
  readonly parameter: string;
  readonly ruleVersion: number;
};

export type FirstResponseLate = Fact<'FirstResponseLate', Breach>;
export type AidLate = Fact<'AidLate', Breach>;
export type PaperworkLate = Fact<'PaperworkLate', Breach>;
export type MeasureOverdue = Fact<'MeasureOverdue', Breach>;
export type ReferralOverdue = Fact<'ReferralOverdue', Breach>;
export type StatusExpired = Fact<'StatusExpired', Breach>;
export type CareAgreementLate = Fact<'CareAgreementLate', Breach>;
export type CareFollowUpMissed = Fact<'CareFollowUpMissed', Breach>;

export type ClocksFact =
  | FirstResponseLate
  | AidLate
  | PaperworkLate
  | MeasureOverdue
  | ReferralOverdue
  | StatusExpired
  | CareAgreementLate
  | CareFollowUpMissed;

export const clocksSentences: Sentences<ClocksFact> = {
  FirstResponseLate: passed,
  AidLate: passed,
  PaperworkLate: passed,
  MeasureOverdue: passed,
  ReferralOverdue: passed,
  CareAgreementLate: passed,
  CareFollowUpMissed: passed,
  StatusExpired: ({ clock, dueOn, parameter }) => `${clockNames[clock]}于 ${dueOn} 期满（参数 ${parameter}）`,
};

function passed({ clock, dueOn, doneAt, parameter }: Breach): string {
  return `${clockNames[clock]}应于 ${dueOn} 前完成，逾期${doneAt === undefined ? '未办' : '办理'}（参数 ${parameter}）`;
}
