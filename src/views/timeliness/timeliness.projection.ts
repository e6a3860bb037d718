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
  /** What the last of them is told from: help that came here, and what each department answered, by its fact. */
  readonly aidedHereAt?: Instant;
  readonly answers?: Readonly<Record<string, { readonly at: Instant; readonly helped: boolean }>>;
}

type Timeliness = Body<TimelinessDocument>;
type Station = 'reportedAt' | 'visitedAt' | 'decidedAt' | 'aidedHereAt';

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
    MeasureGranted: (old, { data: { from }, metadata: { occurredAt } }) =>
      aided(reached(reached(old, 'decidedAt', occurredAt), 'aidedHereAt', startOfDay(from))),
    MeasureRefused: (old, { metadata: { occurredAt } }) => reached(old, 'decidedAt', occurredAt),
    IneligibilityRecorded: (old, { metadata: { occurredAt } }) => reached(old, 'decidedAt', occurredAt),
    EmergencyAidDisbursed: (old, { metadata: { occurredAt } }) =>
      aided(reached(reached(old, 'decidedAt', occurredAt), 'aidedHereAt', occurredAt)),
    ReferralOutcomeReported: (old, { id, data: { outcome }, metadata: { occurredAt: at } }) =>
      answered(old, id, { at, helped: outcome === 'HELPED' }),
    FactCorrected: (old, { data: { corrects, corrected } }) => {
      const known = old?.answers?.[corrects];
      const { outcome } = onlyText(corrected, 'outcome');
      return known && outcome !== undefined ? answered(old, corrects, { ...known, helped: outcome === 'HELPED' }) : old;
    },
    CharityAidDelivered: (old, { metadata: { occurredAt } }) => aided(reached(old, 'aidedHereAt', occurredAt)),
    ClueMarkedDuplicate: () => undefined,
  }),
};

/** The earliest time counts, also where it is entered later. */
function reached(old: Timeliness | undefined, station: Station, at: Instant): Timeliness | undefined {
  const before = old?.[station];
  return old && (before !== undefined && before <= at ? old : { ...old, [station]: at });
}

function answered(
  old: Timeliness | undefined,
  factId: string,
  answer: { readonly at: Instant; readonly helped: boolean },
): Timeliness | undefined {
  return aided(old && { ...old, answers: { ...old.answers, [factId]: answer } });
}

/** Help came with the first of what was given here and what a department says it gave. */
function aided(old: Timeliness | undefined): Timeliness | undefined {
  if (!old) return undefined;
  const { aidedAt: _before, ...rest } = old;
  const helps = Object.values(rest.answers ?? {}).flatMap(({ at, helped }) => (helped ? [at] : []));
  const first = [...helps, ...(rest.aidedHereAt === undefined ? [] : [rest.aidedHereAt])].sort()[0];
  return first === undefined ? rest : { ...rest, aidedAt: first };
}
