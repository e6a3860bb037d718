import { clockHourOf, localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate, Recorded } from '../../platform/fact.js';
import type { Projection, ViewDocument } from '../../platform/projections/projection.js';
import { sentencesByCategory } from './sentences-by-category.js';

/** Where a fact stands and what it is looked for by; whoever reads is told the rest by the fact itself. */
export interface TrailLine {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly actor: string;
  readonly late: boolean;
  readonly village?: string;
}

/**
 * The facts of one stream recorded within one second, under one township (or none: `city`). A bucket is written whole
 * with each batch that reaches it, so it must stay small on the busiest evening of a year, and where a clock stands.
 */
export interface TrailBucket extends ViewDocument {
  readonly town: string;
  /** Local day of Asia/Shanghai. */
  readonly day: LocalDate;
  /** Local time to the second: `09:20:31`. */
  readonly slot: string;
  readonly lines: readonly TrailLine[];
}

export const NO_TOWN = 'city';

export const auditTrailProjection: Projection<TrailBucket> = {
  name: 'audit-trail',
  version: 4,
  categories: Object.keys(sentencesByCategory),
  types: [...new Set(Object.values(sentencesByCategory).flatMap((sentences) => Object.keys(sentences)))],
  keys: (fact) => [[townOf(fact), `${dayOf(fact)}T${slotOf(fact)}`, fact.stream].join('|')],
  fold: (bucket, fact) => ({
    town: townOf(fact),
    day: dayOf(fact),
    slot: slotOf(fact),
    lines: [...(bucket?.lines ?? []), lineOf(fact)],
  }),
  indexes: [
    { name: 'town_day_slot', key: { town: 1, day: -1, slot: -1, _id: 1 } },
    { name: 'day_slot', key: { day: -1, slot: -1, _id: 1 } },
  ],
};

function townOf({ metadata }: Recorded): string {
  return metadata.townCode ?? NO_TOWN;
}

function dayOf({ metadata }: Recorded): LocalDate {
  return localDateOf(metadata.recordedAt);
}

/** Shanghai is whole hours ahead of UTC: minutes and seconds are those of the instant. */
function slotOf({ metadata: { recordedAt } }: Recorded): string {
  return `${clockHourOf(recordedAt).slice(11)}:${recordedAt.slice(14, 19)}`;
}

function lineOf({ position, stream, revision, type, metadata }: Recorded): TrailLine {
  return {
    position,
    stream,
    revision,
    type,
    actor: metadata.actorId,
    late: metadata.lateEntry === 'true',
    ...(metadata.villageCode === undefined ? {} : { village: metadata.villageCode }),
  };
}
