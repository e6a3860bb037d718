import type { Instant, LocalDate, Recorded } from '../../../platform/fact.js';
import type { CaseFact } from '../case.events.js';
import { begunBy } from './clocks-begun.js';
import { closes } from './clocks-closed.js';
import type { ClockKind } from './clock-kinds.js';

/** One limit of a case: since when it runs, what was said about its end, and how it ended. Its day is told by the rules. */
export type CaseClock = {
  readonly kind: ClockKind;
  /** Application, objection, referral or measure; absent where it is the case itself. */
  readonly about?: string;
  /** Of everything about an application. */
  readonly applicationId?: string;
  readonly path?: string;
  /** Of a referral: who has to answer. */
  readonly department?: string;
  readonly startedAt: Instant;
  /** Its last day, where a fact names it: of a notice, a status, an extended application. */
  readonly until?: LocalDate;
  /** Of a review: how often the grant says, and the last day of the measure, after which nothing is awaited. */
  readonly reviewEvery?: string;
  readonly lastOn?: LocalDate;
  /** When what it waits for was recorded, and the version of the rulebook that day. */
  readonly closedAt?: Instant;
  readonly closedUnder?: string;
  /** The last instant in time of the breach that was written. */
  readonly missedAt?: Instant;
};

/** Everything that is timed in a case, with what the next clock depends on. */
export type CaseClocks = {
  readonly clocks: readonly CaseClock[];
  /** The clue said so; it holds from the opening on. */
  readonly urgentClue: boolean;
  readonly urgent: boolean;
  /** Money went out and its papers are not in. */
  readonly papersOut: boolean;
  readonly emergencyOver: boolean;
};

/** Neither has what it waits for come, nor was it written down that it did not. */
export function isRunning({ closedAt, missedAt }: CaseClock): boolean {
  return closedAt === undefined && missedAt === undefined;
}

export const noClocks: CaseClocks = {
  clocks: [],
  urgentClue: false,
  urgent: false,
  papersOut: false,
  emergencyOver: false,
};

/**
 * The clocks after a fact: one function for the fold that decides, the memory of the policy and the views, so that
 * nobody times a case otherwise. What counts for the end is when it was recorded.
 */
export function clocksAfter(before: CaseClocks, fact: Recorded<CaseFact>): CaseClocks {
  const { recordedAt: closedAt, rulebookVersion: closedUnder } = fact.metadata;
  const clocks = before.clocks.map((clock) => {
    const now = changedBy(clock, fact);
    return now.closedAt === undefined && closes(now, fact) ? { ...now, closedAt, closedUnder } : now;
  });
  return { ...remembered(before, fact), clocks: [...clocks, ...begunBy(fact, { ...before, clocks })] };
}

/** A breach is remembered, and the end it was missed by stands; an extension moves the end of an application. */
function changedBy(clock: CaseClock, { type, data }: Recorded<CaseFact>): CaseClock {
  switch (type) {
    case 'FirstResponseLate':
    case 'AidLate':
    case 'PaperworkLate':
    case 'MeasureOverdue':
    case 'ReferralOverdue':
    case 'StatusExpired':
    case 'CareAgreementLate':
    case 'CareFollowUpMissed':
      return clock.kind === data.clock && clock.about === data.about && clock.startedAt === data.since
        ? { ...clock, missedAt: data.dueAt }
        : clock;
    case 'ApplicationExtended':
      return clock.kind === 'DECISION' && clock.about === data.applicationId ? { ...clock, until: data.until } : clock;
    default:
      return clock;
  }
}

function remembered(before: CaseClocks, { type, data }: Recorded<CaseFact>): CaseClocks {
  switch (type) {
    case 'ClueReported':
      return { ...before, urgentClue: data.urgencyHint === 'URGENT' };
    case 'CaseOpened':
      return { ...before, urgent: before.urgent || before.urgentClue };
    case 'UrgencyAssessed':
      return { ...before, urgent: data.urgency === 'URGENT' };
    case 'CaseReopened':
      return { ...before, urgent: false };
    case 'EmergencyAidDisbursed':
      return { ...before, papersOut: true };
    case 'EmergencyEnded':
      return { ...before, emergencyOver: true };
    case 'PaperworkCompleted':
      return { ...before, papersOut: false };
    default:
      return before;
  }
}
