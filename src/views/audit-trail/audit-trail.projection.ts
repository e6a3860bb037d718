import { clockHourOf } from '../../platform/calendar/local-date.js';
import type { Instant, Recorded } from '../../platform/fact.js';
import type { Projection, ViewDocument } from '../../platform/projections/projection.js';
import { sentencesByCategory } from './sentences-by-category.js';

/** One fact as the trail keeps it; the sentence is rendered from the fact when somebody reads. */
export interface TrailLine {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly actor: string;
  readonly role: string;
  readonly org: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly late: boolean;
  readonly correlation: string;
  readonly village?: string;
}

/** The facts of one township (or of none: `city`) recorded within one clock hour of Asia/Shanghai. */
export interface TrailBucket extends ViewDocument {
  readonly town: string;
  /** `2026-09-10T09`. */
  readonly hour: string;
  readonly lines: readonly TrailLine[];
}

export const NO_TOWN = 'city';

export const auditTrailProjection: Projection<TrailBucket> = {
  name: 'audit-trail',
  version: 1,
  categories: Object.keys(sentencesByCategory),
  types: [...new Set(Object.values(sentencesByCategory).flatMap((sentences) => Object.keys(sentences)))],
  keys: (fact) => [`${townOf(fact)}|${clockHourOf(fact.metadata.recordedAt)}`],
  fold: (bucket, fact) => ({
    town: townOf(fact),
    hour: clockHourOf(fact.metadata.recordedAt),
    lines: [...(bucket?.lines ?? []), lineOf(fact)],
  }),
  indexes: [{ name: 'town_hour', key: { town: 1, hour: -1, _id: 1 } }],
};

function townOf({ metadata }: Recorded): string {
  return metadata.townCode ?? NO_TOWN;
}

function lineOf({ position, stream, revision, type, metadata }: Recorded): TrailLine {
  return {
    position,
    stream,
    revision,
    type,
    actor: metadata.actorId,
    role: metadata.actorRole,
    org: metadata.actorOrg,
    occurredAt: metadata.occurredAt,
    recordedAt: metadata.recordedAt,
    late: metadata.lateEntry === 'true',
    correlation: metadata.$correlationId,
    ...(metadata.villageCode === undefined ? {} : { village: metadata.villageCode }),
  };
}
