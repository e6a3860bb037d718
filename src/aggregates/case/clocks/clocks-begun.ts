import { lastDayOf, localDateOf, monthOf, nextMonth, previousMonth } from '../../../platform/calendar/local-date.js';
import type { Instant, LocalDate, Period, Recorded } from '../../../platform/fact.js';
import type { CaseFact } from '../case.events.js';
import type { MeasureGranted } from '../measures/measures.events.js';
import type { CaseClock, CaseClocks } from './case-clocks.js';
import type { ClockKind } from './clock-kinds.js';

/** 低保 in its wider sense: the limits of L2 hold for 单人保 and 低保边缘 too (DIB-TOTAL). */
const DIBAO_PATHS: readonly string[] = ['DIBAO', 'DIBAO_SINGLE', 'EDGE'];

/** The clocks that a fact sets going; `known` is what was remembered before it. */
export function begunBy(fact: Recorded<CaseFact>, known: CaseClocks): readonly CaseClock[] {
  const { type, data, metadata } = fact;
  const startedAt = metadata.occurredAt;
  switch (type) {
    case 'HotlineCallReceived':
      return [{ kind: 'FIRST_RESPONSE', startedAt }];
    case 'ClueReported':
      return data.urgencyHint === 'URGENT' && !known.clocks.some(({ kind }) => kind === 'FIRST_RESPONSE')
        ? [{ kind: 'FIRST_RESPONSE', startedAt }]
        : [];
    case 'CaseOpened':
      return known.urgentClue && !known.urgent ? [{ kind: 'EMERGENCY_AID', startedAt }] : [];
    case 'UrgencyAssessed':
      return data.urgency === 'URGENT' && !known.urgent ? [{ kind: 'EMERGENCY_AID', startedAt }] : [];
    case 'EmergencyEnded':
      return known.papersOut ? [{ kind: 'PAPERWORK', startedAt }] : [];
    case 'EmergencyAidDisbursed':
      return known.emergencyOver && !known.papersOut ? [{ kind: 'PAPERWORK', startedAt }] : [];
    case 'ReferralSent':
      return [{ kind: 'REFERRAL', about: data.referralId, department: data.department, startedAt }];
    case 'IneligibilityRecorded':
      return [{ kind: 'REFUSAL_NOTICE', startedAt }];
    case 'CentralCareDeclined':
      return [{ kind: 'CARE_AGREEMENT', about: data.memberId, until: data.agreementDueOn, startedAt }];
    case 'CareAgreementSigned':
    case 'CareFollowUpRecorded':
      return followUpAfter(data.agreementId, monthOf(data.on), startedAt, known);
    case 'CareFollowUpMissed':
      // The cut-off lies in the month behind the one that was missed.
      return followUpAfter(data.about ?? '', previousMonth(monthOf(data.dueOn)), startedAt, known);
    case 'ReviewCompleted':
      return reviewAfter(data.measureId, data.on, startedAt, known);
    default:
      return begunByApplication(fact, known);
  }
}

/** Whoever is cared for by agreement is looked after every calendar month (I-12); the one of the signature counts as seen. */
function followUpAfter(about: string, month: Period, startedAt: Instant, { clocks }: CaseClocks): readonly CaseClock[] {
  const until = lastDayOf(nextMonth(month));
  // A clock of a later month stands because somebody went there in this one.
  const stands = clocks.some(
    (clock) => clock.kind === 'CARE_FOLLOW_UP' && clock.about === about && (clock.until ?? '') >= until,
  );
  return stands ? [] : [{ kind: 'CARE_FOLLOW_UP', about, until, startedAt }];
}

/** The next review of what was reviewed on a day; one that stands from that day on, or a later one, takes none beside it. */
function reviewAfter(
  measureId: string,
  on: LocalDate,
  startedAt: Instant,
  { clocks }: CaseClocks,
): readonly CaseClock[] {
  const before = clocks.findLast(({ kind, about }) => kind === 'REVIEW' && about === measureId);
  if (before === undefined || localDateOf(before.startedAt) >= on) return [];
  const { closedAt: _at, closedUnder: _under, missedAt: _missed, ...reviewed } = before;
  return [{ ...reviewed, startedAt }];
}

function begunByApplication({ type, data, metadata }: Recorded<CaseFact>, known: CaseClocks): readonly CaseClock[] {
  const startedAt = metadata.occurredAt;
  switch (type) {
    case 'ApplicationAccepted':
      return kindsOf(data.path).map((kind) => ({
        kind,
        about: data.applicationId,
        applicationId: data.applicationId,
        path: data.path,
        startedAt,
      }));
    case 'PublicNoticePosted':
      return [{ kind: 'PUBLIC_NOTICE', ...ofApplication(data.applicationId, known), until: data.until, startedAt }];
    case 'ObjectionRaised':
      return [{ kind: 'OBJECTION', ...ofApplication(data.applicationId, known), about: data.objectionId, startedAt }];
    case 'FileReceived': {
      const of = ofApplication(data.applicationId, known);
      const timed = of.path === 'TEKUN' || DIBAO_PATHS.includes(of.path ?? '');
      return timed ? [{ kind: 'BUREAU_DECISION', ...of, startedAt }] : [];
    }
    case 'MeasureRefused':
      return [{ kind: 'REFUSAL_NOTICE', ...ofApplication(data.applicationId, known), startedAt }];
    case 'MeasureGranted':
      return begunByGrant(data, startedAt);
    default:
      return [];
  }
}

/** 低保 and 特困 are reviewed as long as they run; 刚性支出 ends by its own day, 临时救助 once it is paid. */
function begunByGrant(
  { measureId, kind, validUntil, reviewEvery }: MeasureGranted['data'],
  startedAt: Instant,
): readonly CaseClock[] {
  const granted = { about: measureId, path: kind, startedAt };
  if (kind === 'RIGID_EXP') return validUntil === undefined ? [] : [{ kind: 'STATUS', ...granted, until: validUntil }];
  const reviewed = kind === 'TEKUN' || DIBAO_PATHS.includes(kind);
  if (!reviewed) return [];
  return [
    {
      kind: 'REVIEW',
      ...granted,
      ...(reviewEvery === undefined ? {} : { reviewEvery }),
      ...(validUntil === undefined ? {} : { lastOn: validUntil }),
    },
  ];
}

/** What runs from the day of acceptance, by the path applied for. */
function kindsOf(path: string): readonly ClockKind[] {
  if (path === 'TEKUN') return ['TOWN_OPINION', 'DECISION'];
  return DIBAO_PATHS.includes(path) ? ['CHECK_START', 'DECISION'] : ['DECISION'];
}

function ofApplication(
  applicationId: string,
  { clocks }: CaseClocks,
): Pick<CaseClock, 'about' | 'applicationId' | 'path'> {
  const path = clocks.find(({ kind, about }) => kind === 'DECISION' && about === applicationId)?.path;
  return { about: applicationId, applicationId, ...(path === undefined ? {} : { path }) };
}
