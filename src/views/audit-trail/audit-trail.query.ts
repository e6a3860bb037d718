import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { Area } from '../../platform/auth/area.js';
import { covers } from '../../platform/auth/area.js';
import type { Role } from '../../platform/auth/caller.js';
import { roleName } from '../../platform/auth/caller.js';
import { NotFound } from '../../platform/change/refusals.js';
import type { EventStore } from '../../platform/event-store/event-store.port.js';
import type { Instant, JsonValue, LocalDate, Recorded } from '../../platform/fact.js';
import { categoryOf } from '../../platform/fact.js';
import { recordReplay } from '../../platform/http/history.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { Platform } from '../../platform/platform.js';
import { entityOf } from '../../platform/projections/reducer.js';
import { isSealedBox } from '../../platform/sealing/sealed-box.js';
import type { TrailBucket, TrailLine } from './audit-trail.projection.js';
import { auditTrailProjection } from './audit-trail.projection.js';
import { sentenceOf } from './sentences-by-category.js';

export interface TrailFilter extends PageQuery {
  readonly stream?: string;
  readonly actor?: string;
  readonly town?: string;
  readonly village?: string;
  readonly type?: string;
  readonly from?: LocalDate;
  readonly until?: LocalDate;
  readonly late?: boolean;
}

/** One fact as a sentence: who, in which role, of which unit, when it happened and when it was recorded. */
export interface TrailRow {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly sentence: string;
  readonly actor: string;
  readonly role: string;
  readonly roleName: string;
  readonly org: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly late: boolean;
  readonly correlation: string;
  readonly villageCode: string | null;
}

/** The audit trail of the caller's area, the latest first. */
export class FindAuditTrail extends Query<Page<TrailRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: TrailFilter,
  ) {
    super();
  }
}

/** A fact in full, its sealed particulars shown as sealed. */
export interface ReplayedFact extends TrailRow {
  readonly data: JsonValue;
  readonly metadata: Readonly<Record<string, string | undefined>>;
}

/** A whole stream in its own order, for supervision under an audit order. */
export class ReplayStream extends Query<Page<ReplayedFact>> {
  constructor(
    readonly reading: Reading,
    readonly stream: string,
    readonly filter: PageQuery,
  ) {
    super();
  }
}

@QueryHandler(FindAuditTrail)
export class FindAuditTrailHandler implements IQueryHandler<FindAuditTrail> {
  constructor(private readonly platform: Platform) {}

  /** Buckets of the same second are merged by position; these go backwards, so the pages do too. */
  async execute({ reading, filter }: FindAuditTrail): Promise<Page<TrailRow>> {
    const limit = limitOf(filter);
    const before = Number(cursorOf('audit-trail', filter, 1)?.[0] ?? Number.MAX_SAFE_INTEGER);
    const lines: TrailLine[] = [];
    for await (const slot of this.slots(reading, filter)) {
      lines.push(...slot.filter((line) => line.position < before && fits(line, filter, reading.area)));
      if (lines.length > limit) break;
    }
    const shown = lines.slice(0, limit);
    reading.seen([...new Set(shown.flatMap(subjectOf))], ['audit-sentence']);
    const rows = await Promise.all(shown.map((line) => this.rowOf(line)));
    return pageOf('audit-trail', lines, limit, rows, ({ position }) => [position]);
  }

  private async *slots(reading: Reading, filter: TrailFilter): AsyncIterable<readonly TrailLine[]> {
    const view = await reading.views.of(auditTrailProjection);
    let last: TrailBucket | undefined;
    let group: TrailLine[] = [];
    for await (const bucket of view.each(bucketFilter(reading.area, filter), { day: -1, slot: -1, _id: 1 })) {
      if (last && (bucket.day !== last.day || bucket.slot !== last.slot)) {
        yield latestFirst(group);
        group = [];
      }
      last = bucket;
      group.push(...bucket.lines);
    }
    yield latestFirst(group);
  }

  private async rowOf(line: TrailLine): Promise<TrailRow> {
    const [fact] = await this.platform.store.read(line.stream, { from: line.revision, limit: 1 });
    if (!fact) throw new Error(`fact ${line.stream}@${line.revision} is in the trail and not in the log`);
    return rowOf(fact);
  }
}

@QueryHandler(ReplayStream)
export class ReplayStreamHandler implements IQueryHandler<ReplayStream> {
  constructor(private readonly platform: Platform) {}

  async execute({ reading, stream, filter }: ReplayStream): Promise<Page<ReplayedFact>> {
    const limit = limitOf(filter);
    const from = Number(cursorOf(stream, filter, 1)?.[0] ?? -1) + 1;
    const last = reading.asOf ?? Number.MAX_SAFE_INTEGER;
    const facts = (await read(this.platform.store, stream, from, limit + 1)).filter(({ position }) => position <= last);
    const first = from === 0 ? facts[0] : (await read(this.platform.store, stream, 0, 1))[0];
    if (!first || !visible(first, reading.area)) throw new NotFound();
    recordReplay(this.platform.accessLog, reading, stream, {
      subjects: subjectOf({ stream }),
      asOf: reading.asOf === undefined ? undefined : reading.now,
    });
    const rows = facts.slice(0, limit).map((fact) => ({
      ...rowOf(fact),
      data: withoutParticulars(fact.data),
      metadata: { ...fact.metadata, requestHash: undefined },
    }));
    return pageOf(stream, facts, limit, rows, ({ revision }) => [revision]);
  }
}

async function read(store: EventStore, stream: string, from: number, limit: number): Promise<readonly Recorded[]> {
  return store.read(stream, { from, limit });
}

/** A stream is seen by whoever's area holds its last known unit; streams of no unit by the whole city's. */
function visible({ metadata }: Recorded, area: Area): boolean {
  return covers(area, { townCode: metadata.townCode, villageCode: metadata.villageCode });
}

function rowOf(fact: Recorded): TrailRow {
  const { stream, revision, type, metadata } = fact;
  return {
    stream,
    revision,
    type,
    sentence: sentenceOf(fact),
    actor: metadata.actorId,
    role: metadata.actorRole,
    roleName: roleName(metadata.actorRole as Role),
    org: metadata.actorOrg,
    occurredAt: metadata.occurredAt,
    recordedAt: metadata.recordedAt,
    late: metadata.lateEntry === 'true',
    correlation: metadata.$correlationId,
    villageCode: metadata.villageCode ?? null,
  };
}

/** Buckets with at least one line that fits: how many are read depends on what is asked for, not on the log's length. */
function bucketFilter(area: Area, filter: TrailFilter): Record<string, unknown> {
  const towns = area.kind === 'towns' || area.kind === 'villages' ? area.towns : undefined;
  const days = {
    ...(filter.from === undefined ? {} : { $gte: filter.from }),
    ...(filter.until === undefined ? {} : { $lte: filter.until }),
  };
  const line = lineFilter(filter);
  return {
    $and: [
      area.kind === 'none' ? { town: { $in: [] } } : towns === undefined ? {} : { town: { $in: [...towns] } },
      filter.town === undefined ? {} : { town: filter.town },
      Object.keys(days).length === 0 ? {} : { day: days },
      Object.keys(line).length === 0 ? {} : { lines: { $elemMatch: line } },
    ],
  };
}

function lineFilter({ stream, actor, type, village, late }: TrailFilter): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({ stream, actor, type, village, late }).filter(([, value]) => value !== undefined),
  );
}

function fits(line: TrailLine, filter: TrailFilter, area: Area): boolean {
  if (area.kind === 'villages' && !area.villages.includes(line.village ?? '')) return false;
  return (
    (filter.stream === undefined || line.stream === filter.stream) &&
    (filter.actor === undefined || line.actor === filter.actor) &&
    (filter.type === undefined || line.type === filter.type) &&
    (filter.village === undefined || line.village === filter.village) &&
    (filter.late === undefined || line.late === filter.late)
  );
}

function latestFirst(lines: readonly TrailLine[]): readonly TrailLine[] {
  return [...lines].sort((a, b) => b.position - a.position);
}

function subjectOf({ stream }: { readonly stream: string }): readonly string[] {
  return ['household', 'case'].includes(categoryOf(stream)) ? [entityOf(stream)] : [];
}

/** Sealed boxes become a word; what remains are codes, dates and keyed references. */
function withoutParticulars(value: unknown): JsonValue {
  if (isSealedBox(value)) return '（已密封）';
  if (Array.isArray(value)) return value.map(withoutParticulars);
  if (typeof value !== 'object' || value === null) return value as JsonValue;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field]) => !/Hash$/.test(field))
      .map(([field, inner]) => [field, withoutParticulars(inner)]),
  );
}
