import type {
  CoordinatorAppointed,
  CoordinatorConverted,
  CoordinatorFact,
} from '../../aggregates/coordinator/coordinator.events.js';
import type { FilingFact } from '../../aggregates/filing/filing.events.js';
import type { HouseholdFact, MonthlyVisitMissed } from '../../aggregates/household/household.events.js';
import { awaitedMisses } from '../../aggregates/household/watch/watch.js';
import type { AlertAcknowledged } from '../../aggregates/township/township.events.js';
import type { VillageFact } from '../../aggregates/village/village.events.js';
import { localDateOf, monthOfInstant } from '../../platform/calendar/local-date.js';
import { entryOf } from '../../platform/change/entry-of.js';
import type { Instant, LocalDate, Period, Recorded } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

export type AlertKind =
  'COVERAGE_LOST' | 'INSURANCE_EXPIRED' | 'FILING_OVERDUE' | 'MISSED_VISIT' | 'TRAINING_SHORT' | 'WATCH_REVIEW_MISSED';

export interface Reader {
  readonly account: string;
  readonly role: string;
  readonly at: Instant;
}

/** Once that somebody had to be told; `<document>.<day>` is the alert's id. */
export interface Episode {
  readonly day: LocalDate;
  readonly raisedAt: Instant;
  /** Set when the matter was put right. */
  readonly endedOn?: LocalDate;
  readonly seen: readonly Reader[];
}

/**
 * Everything of one kind about one village, coordinator, filing or watched household, or one household's month: `<kind>.<what it is
 * about>`. Of a missed visit there is exactly one episode.
 */
export interface AlertDocument extends ViewDocument {
  readonly kind: AlertKind;
  /** Code or id of the village, coordinator, filing or watched household; `<household>_<month>` of a missed visit. */
  readonly about: string;
  readonly town: string;
  readonly village?: string;
  readonly episodes: readonly Episode[];
  /** Of a missed visit: its day, by which the many of them are read page by page. */
  readonly missedOn?: LocalDate;
  /** Of a coordinator's trainings: what the episodes of every year are told from at reading. */
  readonly trained?: Trained;
}

export interface Trained {
  readonly since: LocalDate;
  readonly relievedOn?: LocalDate;
  /** Days of the trainings he attended. */
  readonly on: readonly LocalDate[];
  /** Who has read the alert of each day. */
  readonly seen: Readonly<Record<LocalDate, readonly Reader[]>>;
}

type Alert = Body<AlertDocument>;

const kindOfStream: Readonly<Record<string, AlertKind>> = {
  village: 'COVERAGE_LOST',
  coordinator: 'INSURANCE_EXPIRED',
  filing: 'FILING_OVERDUE',
};
const DAY = '.2026-09-30'.length;

type Known = VillageFact | CoordinatorFact | FilingFact | HouseholdFact | AlertAcknowledged;

export const alertsProjection: Projection<AlertDocument> = {
  name: 'alerts',
  version: 3,
  categories: ['village', 'coordinator', 'filing', 'household', 'township'],
  keys: (recorded) => keysOf(recorded as Recorded<Known>),
  indexes: [
    { name: 'town', key: { town: 1, _id: 1 } },
    { name: 'kind_missed', key: { kind: 1, missedOn: -1, _id: 1 } },
  ],
  ...reducer<AlertDocument, Known>({
    VillageCoverageLost: (alert, fact) => raised(alert, 'COVERAGE_LOST', fact.data.on, fact),
    VillageCoverageRegained: (alert, { data: { on } }) => ended(alert, on),
    InsuranceExpired: (alert, fact) => raised(alert, 'INSURANCE_EXPIRED', fact.data.validUntil, fact),
    InsuranceBound: (alert, { metadata }) => ended(alert, localDateOf(metadata.recordedAt)),
    CoordinatorRelieved: (alert, { data: { from } }) =>
      alert?.trained ? { ...alert, trained: { ...alert.trained, relievedOn: from } } : ended(alert, from),
    CoordinatorAppointed: (_, fact) => inPost(fact),
    CoordinatorConverted: (_, fact) => inPost(fact),
    CoordinatorTransferred: (alert, { data: { toTown } }) => alert && { ...alert, town: toTown },
    TrainingAttended: (alert, { data: { on } }) =>
      alert?.trained && { ...alert, trained: { ...alert.trained, on: [...alert.trained.on, on] } },
    MonthlyVisitMissed: (alert, fact) => missed(alert, fact),
    MonthlyVisitExcused: (alert, { metadata }) => ended(alert, localDateOf(metadata.recordedAt)),
    PatrolVisitRecorded: (alert, { metadata }) => ended(alert, localDateOf(metadata.recordedAt)),
    PatrolVisitCorrected: (alert, { metadata }) => ended(alert, localDateOf(metadata.recordedAt)),
    WatchReviewMissed: (alert, fact) => inVillage(raised(alert, 'WATCH_REVIEW_MISSED', fact.data.reviewOn, fact), fact),
    WatchReviewed: (alert, { metadata }) => ended(alert, localDateOf(metadata.recordedAt)),
    WatchReleased: (alert, { metadata }) => ended(alert, localDateOf(metadata.recordedAt)),
    HouseholdMoved: (alert, { data: { toTown, toVillage } }) => alert && { ...alert, town: toTown, village: toVillage },
    HouseholdAbsorbed: (alert, fact) =>
      awaitedMisses(fact.data.carried.watches ?? []).reduce<Alert | undefined>(
        (told, day) => inVillage(raised(told, 'WATCH_REVIEW_MISSED', day, fact), fact),
        alert,
      ),
    HouseholdMergedInto: (alert, { data: { on } }) => ended(alert, on),
    FilingOverdue: (alert, fact) => raised(alert, 'FILING_OVERDUE', fact.data.dueOn, fact),
    FilingSubmitted: (alert, { metadata }) => ended(alert, localDateOf(metadata.recordedAt)),
    AlertAcknowledged: (alert, { data: { townCode, alertId }, metadata: { actorId, actorRole, recordedAt } }) =>
      alert === undefined || alert.town !== townCode
        ? alert
        : seenBy(alert, alertId, { account: actorId, role: actorRole, at: recordedAt }),
  }),
};

function keysOf(fact: Recorded<Known>): readonly string[] {
  const id = entityOf(fact.stream);
  switch (fact.type) {
    case 'AlertAcknowledged':
      return [fact.data.alertId.slice(0, -DAY)];
    case 'MonthlyVisitMissed':
    case 'MonthlyVisitExcused':
      return [missOf(id, fact.data.month)];
    case 'PatrolVisitRecorded':
      return [missOf(id, monthOfInstant(fact.metadata.occurredAt))];
    case 'PatrolVisitCorrected':
      return fact.data.corrected.visitedAt === undefined
        ? []
        : [missOf(id, monthOfInstant(fact.data.corrected.visitedAt))];
    case 'WatchReviewMissed':
    case 'WatchReviewed':
    case 'WatchReleased':
    case 'HouseholdMoved':
    case 'HouseholdAbsorbed':
    case 'HouseholdMergedInto':
      return [`WATCH_REVIEW_MISSED.${id}`];
    case 'CoordinatorAppointed':
    case 'CoordinatorConverted':
    case 'CoordinatorTransferred':
    case 'TrainingAttended':
      return [`TRAINING_SHORT.${id}`];
    case 'CoordinatorRelieved':
      return [`INSURANCE_EXPIRED.${id}`, `TRAINING_SHORT.${id}`];
    default: {
      const kind = kindOfStream[fact.stream.slice(0, fact.stream.indexOf('-'))];
      return kind === undefined ? [] : [`${kind}.${id}`];
    }
  }
}

function missOf(household: string, month: Period): string {
  return `MISSED_VISIT.${household}_${month}`;
}

function seenBy(alert: Alert, alertId: string, reader: Reader): Alert {
  if (alert.trained) {
    const { seen } = alert.trained;
    const day = alertId.slice(1 - DAY);
    const readers = [...(entryOf(seen, day) ?? []), reader];
    return { ...alert, trained: { ...alert.trained, seen: { ...seen, [day]: readers } } };
  }
  const episodes = alert.episodes.map((episode) =>
    alertId.endsWith(`.${episode.day}`) ? { ...episode, seen: [...episode.seen, reader] } : episode,
  );
  return { ...alert, episodes };
}

/** Nobody is short of training yet: whether and since when he is, is told at reading by the parameter of the day. */
function inPost({ stream, data, metadata }: Recorded<CoordinatorAppointed | CoordinatorConverted>): Alert {
  return {
    kind: 'TRAINING_SHORT',
    about: entityOf(stream),
    town: data.townCode,
    episodes: [],
    trained: { since: localDateOf(metadata.occurredAt), on: [], seen: {} },
  };
}

function missed(alert: Alert | undefined, fact: Recorded<MonthlyVisitMissed>): Alert | undefined {
  const day = localDateOf(fact.data.dueAt);
  const told = inVillage(raised(alert, 'MISSED_VISIT', day, fact), fact);
  return told && { ...told, about: `${told.about}_${fact.data.month}`, missedOn: day };
}

function inVillage(alert: Alert | undefined, { metadata: { villageCode } }: Recorded): Alert | undefined {
  return alert && villageCode !== undefined ? { ...alert, village: villageCode } : alert;
}

/** A fact without its township concerns nobody's area, and nobody could be told. */
function raised(
  alert: Alert | undefined,
  kind: AlertKind,
  day: LocalDate,
  { stream, metadata: { townCode, recordedAt } }: Recorded,
): Alert | undefined {
  if (townCode === undefined) return alert;
  const about = entityOf(stream);
  return {
    kind,
    about,
    town: townCode,
    ...(kind === 'COVERAGE_LOST' ? { village: about } : {}),
    episodes: [...(alert?.episodes ?? []), { day, raisedAt: recordedAt, seen: [] }],
  };
}

function ended(alert: Alert | undefined, endedOn: LocalDate): Alert | undefined {
  return (
    alert && {
      ...alert,
      episodes: alert.episodes.map((episode) => (episode.endedOn === undefined ? { ...episode, endedOn } : episode)),
    }
  );
}
