import type { CaseFact } from '../../aggregates/case/case.events.js';
import { startOfDay } from '../../platform/calendar/local-date.js';
import type { Instant } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** When one case came to each of its stations for the first time. A duplicate has none: it is timed where the other is. */
export interface TimelinessDocument extends ViewDocument {
  readonly town: string;
  readonly village?: string;
  /** When somebody learnt of the need. */
  readonly discoveredAt: Instant;
  readonly reportedAt?: Instant;
  readonly visitedAt?: Instant;
  readonly decidedAt?: Instant;
  /** When help came: money, a gift, another department's aid, or the first day of a measure. */
  readonly aidedAt?: Instant;
}

type Timeliness = Body<TimelinessDocument>;
type Station = 'reportedAt' | 'visitedAt' | 'decidedAt' | 'aidedAt';

export const timelinessProjection: Projection<TimelinessDocument> = {
  name: 'timeliness',
  version: 1,
  categories: ['case'],
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [{ name: 'town_discovered', key: { town: 1, discoveredAt: 1, _id: 1 } }],
  ...reducer<TimelinessDocument, CaseFact>({
    HotlineCallReceived: (_, { data: { townCode, callAt } }) => ({ town: townCode, discoveredAt: callAt }),
    ClueReported: (old, { data: { townCode, villageCode, knownAt }, metadata: { occurredAt } }) => ({
      town: townCode,
      village: villageCode,
      discoveredAt: old?.discoveredAt ?? knownAt,
      reportedAt: occurredAt,
    }),
    CaseOpenedFromRoster: (_, { data: { townCode, villageCode }, metadata: { occurredAt } }) => ({
      town: townCode,
      village: villageCode,
      discoveredAt: occurredAt,
      reportedAt: occurredAt,
    }),
    CaseOpened: (old, { data: { placeOfEmergency } }) =>
      old && (placeOfEmergency === undefined ? old : { ...old, village: placeOfEmergency }),
    HomeVisitMade: (old, { metadata: { occurredAt } }) => reached(old, 'visitedAt', occurredAt),
    MeasureGranted: (old, { data: { from }, metadata: { occurredAt } }) =>
      reached(reached(old, 'decidedAt', occurredAt), 'aidedAt', startOfDay(from)),
    MeasureRefused: (old, { metadata: { occurredAt } }) => reached(old, 'decidedAt', occurredAt),
    IneligibilityRecorded: (old, { metadata: { occurredAt } }) => reached(old, 'decidedAt', occurredAt),
    EmergencyAidDisbursed: (old, { metadata: { occurredAt } }) =>
      reached(reached(old, 'decidedAt', occurredAt), 'aidedAt', occurredAt),
    ReferralOutcomeReported: (old, { data: { outcome }, metadata: { occurredAt } }) =>
      outcome === 'HELPED' ? reached(old, 'aidedAt', occurredAt) : old,
    CharityAidDelivered: (old, { metadata: { occurredAt } }) => reached(old, 'aidedAt', occurredAt),
    ClueMarkedDuplicate: () => undefined,
  }),
};

/** The earliest time counts, also where it is entered later. */
function reached(old: Timeliness | undefined, station: Station, at: Instant): Timeliness | undefined {
  const before = old?.[station];
  return old && (before !== undefined && before <= at ? old : { ...old, [station]: at });
}
