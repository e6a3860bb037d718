import type { CaseFact } from '../../aggregates/case/case.events.js';
import { onlyText } from '../../platform/projections/corrected.js';
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
  /** What the last of them is told from, by the fact that says so: when it was, and whether it helped. */
  readonly helps?: Readonly<Record<string, Help>>;
}

type Timeliness = Body<TimelinessDocument>;
type Station = 'reportedAt' | 'visitedAt' | 'decidedAt';
type Help = { readonly at: Instant; readonly helped: boolean };

export const timelinessProjection: Projection<TimelinessDocument> = {
  name: 'timeliness',
  version: 2,
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
    MeasureGranted: (old, { id, data: { from }, metadata: { occurredAt } }) =>
      aided(reached(old, 'decidedAt', occurredAt), id, { at: startOfDay(from), helped: true }),
    MeasureRefused: (old, { metadata: { occurredAt } }) => reached(old, 'decidedAt', occurredAt),
    IneligibilityRecorded: (old, { metadata: { occurredAt } }) => reached(old, 'decidedAt', occurredAt),
    EmergencyAidDisbursed: (old, { id, metadata: { occurredAt: at } }) =>
      aided(reached(old, 'decidedAt', at), id, { at, helped: true }),
    ReferralOutcomeReported: (old, { id, data: { outcome }, metadata: { occurredAt: at } }) =>
      aided(old, id, { at, helped: outcome === 'HELPED' }),
    FactCorrected: (old, { data: { corrects, corrected } }) => {
      const known = old?.helps?.[corrects];
      const { outcome, from } = onlyText(corrected, 'outcome', 'from');
      if (!known) return old;
      return aided(old, corrects, {
        at: from === undefined ? known.at : startOfDay(from),
        helped: outcome === undefined ? known.helped : outcome === 'HELPED',
      });
    },
    CharityAidDelivered: (old, { id, metadata: { occurredAt: at } }) => aided(old, id, { at, helped: true }),
    ClueMarkedDuplicate: () => undefined,
  }),
};

/** The earliest time counts, also where it is entered later. */
function reached(old: Timeliness | undefined, station: Station, at: Instant): Timeliness | undefined {
  const before = old?.[station];
  return old && (before !== undefined && before <= at ? old : { ...old, [station]: at });
}

/** Help came with the first of what was given here and what a department says it gave. */
function aided(old: Timeliness | undefined, factId: string, help: Help): Timeliness | undefined {
  if (!old) return undefined;
  const { aidedAt: _before, ...rest } = old;
  const helps = { ...rest.helps, [factId]: help };
  const first = Object.values(helps)
    .flatMap(({ at, helped }) => (helped ? [at] : []))
    .sort()[0];
  return { ...rest, helps, ...(first === undefined ? {} : { aidedAt: first }) };
}
