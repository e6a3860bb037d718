import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { CoordinatorAppointed, CoordinatorConverted } from '../../aggregates/coordinator/coordinator.events.js';
import type { HouseholdAbsorbed } from '../../aggregates/household/merging/merging.events.js';
import { awaitedMisses } from '../../aggregates/household/watch/watch.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { entryOf } from '../../platform/change/entry-of.js';
import type { Instant, LocalDate, Period, Recorded } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';
import type { Known } from './alert-keys.js';
import { DAY, alertKeys, monthIn } from './alert-keys.js';
import type { MissedMonth, OnRoster } from './missed-months.js';
import { absorbedIn, correctedIn, rosterAfter, visitedIn } from './missed-months.js';
import type { OverdueClock } from './case-overdue.js';
import { caseAlert, caseAlertTypes } from './case-overdue.js';

export type AlertKind =
  | 'COVERAGE_LOST'
  | 'INSURANCE_EXPIRED'
  | 'FILING_OVERDUE'
  | 'MISSED_VISIT'
  | 'TRAINING_SHORT'
  | 'WATCH_REVIEW_MISSED'
  | 'CASE_OVERDUE';

/** Kinds of documents: an alert's, and what is remembered of a household's stays on the roster. */
export type StoredKind = AlertKind | 'ON_ROSTER';

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
  /** Of a case: which limits passed on that day. */
  readonly clocks?: readonly OverdueClock[];
}

/**
 * Everything of one kind about one village, coordinator, filing, watched household or case, or one household's month:
 * `<kind>.<what it is about>`. Of a missed visit there is exactly one episode.
 */
export interface AlertDocument extends ViewDocument {
  readonly kind: StoredKind;
  /** Code or id of the village, coordinator, filing, watched household or case; `<household>_<month>` of a missed visit. */
  readonly about: string;
  readonly town: string;
  readonly village?: string;
  readonly episodes: readonly Episode[];
  /** Of a missed visit: its day, by which the many of them are read page by page. */
  readonly missedOn?: LocalDate;
  /** Of a missed visit: what its end is told from at reading. */
  readonly missed?: MissedMonth;
  /** Of a household on the roster, which is no alert: what decides whether its months were due. */
  readonly roster?: OnRoster;
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

const others = reducer<AlertDocument, Known>({
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
  MonthlyVisitMissed: (alert, fact) => missedMonth(alert, fact, fact.data.month, localDateOf(fact.data.dueAt)),
  MonthlyVisitExcused: (alert, { metadata }) =>
    withMissed(alert, (missed) => ({ ...missed, excusedOn: localDateOf(metadata.recordedAt) })),
  PatrolVisitRecorded: (alert, { data, metadata: { occurredAt, recordedAt } }) =>
    withMissed(alert, (missed) => visitedIn(missed, data.visitId, occurredAt, localDateOf(recordedAt))),
  PatrolVisitCorrected: (alert, fact, key) => withMissed(alert, (missed) => correctedIn(missed, monthIn(key), fact)),
  HouseholdListedAsKey: (known, fact) => onRoster(known, fact),
  HouseholdDelisted: (known, fact) => onRoster(known, fact),
  FactCorrected: (known, fact) => onRoster(known, fact),
  WatchReviewMissed: (alert, fact) => inVillage(raised(alert, 'WATCH_REVIEW_MISSED', fact.data.reviewOn, fact), fact),
  WatchReviewed: (alert, { metadata }) => ended(alert, localDateOf(metadata.recordedAt)),
  WatchReleased: (alert, { metadata }) => ended(alert, localDateOf(metadata.recordedAt)),
  HouseholdMoved: (alert, { data: { toTown, toVillage } }) => alert && { ...alert, town: toTown, village: toVillage },
  HouseholdAbsorbed: (alert, fact, key) => {
    if (key.startsWith('ON_ROSTER.')) return onRoster(alert, fact);
    if (key.startsWith('MISSED_VISIT.')) return monthAbsorbed(alert, fact, monthIn(key));
    return awaitedMisses(fact.data.carried.watches ?? []).reduce<Alert | undefined>(
      (told, day) => inVillage(raised(told, 'WATCH_REVIEW_MISSED', day, fact), fact),
      alert,
    );
  },
  HouseholdMergedInto: (alert, { data: { on } }) => ended(alert, on),
  FilingOverdue: (alert, fact) => raised(alert, 'FILING_OVERDUE', fact.data.dueOn, fact),
  FilingSubmitted: (alert, { metadata }) => ended(alert, localDateOf(metadata.recordedAt)),
  AlertAcknowledged: (alert, { data: { townCode, alertId }, metadata: { actorId, actorRole, recordedAt } }) =>
    alert === undefined || alert.town !== townCode
      ? alert
      : seenBy(alert, alertId, { account: actorId, role: actorRole, at: recordedAt }),
});

const cases = reducer<AlertDocument, CaseFact>(Object.fromEntries(caseAlertTypes.map((type) => [type, caseAlert])));

export const alertsProjection: Projection<AlertDocument> = {
  name: 'alerts',
  version: 5,
  categories: ['village', 'coordinator', 'filing', 'household', 'township', 'case'],
  types: [...others.types, ...cases.types],
  keys: (recorded) =>
    isOfCase(recorded) ? [`CASE_OVERDUE.${entityOf(recorded.stream)}`] : alertKeys(recorded as Recorded<Known>),
  fold: (document, recorded, key) => (isOfCase(recorded) ? cases : others).fold(document, recorded, key),
  indexes: [
    { name: 'town', key: { town: 1, _id: 1 } },
    { name: 'kind_missed', key: { kind: 1, missedOn: -1, _id: 1 } },
  ],
};

function isOfCase({ stream }: Recorded): boolean {
  return stream.startsWith('case-');
}

function withMissed(alert: Alert | undefined, change: (missed: MissedMonth) => MissedMonth): Alert | undefined {
  return alert?.missed ? { ...alert, missed: change(alert.missed) } : alert;
}

function onRoster(known: Alert | undefined, fact: Parameters<typeof rosterAfter>[1]): Alert | undefined {
  const roster = rosterAfter(known?.roster, fact);
  const about = entityOf(fact.stream);
  return roster && { kind: 'ON_ROSTER', about, town: fact.metadata.townCode ?? '', episodes: [], roster };
}

/** A month missed by the household that ended is told of this one, unless it was made up for there. */
function monthAbsorbed(alert: Alert | undefined, fact: Recorded<HouseholdAbsorbed>, month: Period): Alert | undefined {
  const { carried, passOnTo } = fact.data;
  const carriedOver = absorbedIn({ visits: [] }, month, fact.data);
  const isMadeUpFor = carriedOver.visits.length > 0 || carriedOver.excusedOn !== undefined;
  const miss = carried.misses.find((one) => one.month === month);
  if (alert || miss === undefined || isMadeUpFor || passOnTo !== undefined)
    return withMissed(alert, (missed) => absorbedIn(missed, month, fact.data));
  return missedMonth(undefined, fact, month, localDateOf(miss.at));
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

function missedMonth(alert: Alert | undefined, fact: Recorded, month: Period, day: LocalDate): Alert | undefined {
  const told = inVillage(raised(alert, 'MISSED_VISIT', day, fact), fact);
  return told && { ...told, about: `${told.about}_${month}`, missedOn: day, missed: { visits: [] } };
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
