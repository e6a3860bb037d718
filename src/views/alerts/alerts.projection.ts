import type { CoordinatorFact } from '../../aggregates/coordinator/coordinator.events.js';
import type { FilingFact } from '../../aggregates/filing/filing.events.js';
import type { AlertAcknowledged } from '../../aggregates/township/township.events.js';
import type { VillageFact } from '../../aggregates/village/village.events.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { Instant, LocalDate, Recorded } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

export type AlertKind = 'COVERAGE_LOST' | 'INSURANCE_EXPIRED' | 'FILING_OVERDUE';

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

/** Everything of one kind about one village, coordinator or filing: `<kind>.<what it is about>`. */
export interface AlertDocument extends ViewDocument {
  readonly kind: AlertKind;
  /** Code or id of the village, coordinator or filing. */
  readonly about: string;
  readonly town: string;
  readonly village?: string;
  readonly episodes: readonly Episode[];
}

type Alert = Body<AlertDocument>;

const kindOfStream: Readonly<Record<string, AlertKind>> = {
  village: 'COVERAGE_LOST',
  coordinator: 'INSURANCE_EXPIRED',
  filing: 'FILING_OVERDUE',
};
const DAY = '.2026-09-30'.length;

export const alertsProjection: Projection<AlertDocument> = {
  name: 'alerts',
  version: 1,
  categories: ['village', 'coordinator', 'filing', 'township'],
  keys: ({ stream, type, data }) => {
    if (type === 'AlertAcknowledged') return [(data as AlertAcknowledged['data']).alertId.slice(0, -DAY)];
    const kind = kindOfStream[stream.slice(0, stream.indexOf('-'))];
    return kind === undefined ? [] : [`${kind}.${entityOf(stream)}`];
  },
  indexes: [{ name: 'town', key: { town: 1, _id: 1 } }],
  ...reducer<AlertDocument, VillageFact | CoordinatorFact | FilingFact | AlertAcknowledged>({
    VillageCoverageLost: (alert, fact) => raised(alert, 'COVERAGE_LOST', fact.data.on, fact),
    VillageCoverageRegained: (alert, { data: { on } }) => ended(alert, on),
    InsuranceExpired: (alert, fact) => raised(alert, 'INSURANCE_EXPIRED', fact.data.validUntil, fact),
    InsuranceBound: (alert, { metadata }) => ended(alert, localDateOf(metadata.recordedAt)),
    CoordinatorRelieved: (alert, { data: { from } }) => ended(alert, from),
    FilingOverdue: (alert, fact) => raised(alert, 'FILING_OVERDUE', fact.data.dueOn, fact),
    FilingSubmitted: (alert, { metadata }) => ended(alert, localDateOf(metadata.recordedAt)),
    AlertAcknowledged: (alert, { data: { townCode, alertId }, metadata: { actorId, actorRole, recordedAt } }) =>
      alert === undefined || alert.town !== townCode
        ? alert
        : {
            ...alert,
            episodes: alert.episodes.map((episode) =>
              alertId.endsWith(`.${episode.day}`)
                ? { ...episode, seen: [...episode.seen, { account: actorId, role: actorRole, at: recordedAt }] }
                : episode,
            ),
          },
  }),
};

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
