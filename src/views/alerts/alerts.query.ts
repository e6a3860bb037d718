import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { Instant, LocalDate, Period } from '../../platform/fact.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { AlertDocument, AlertKind, Episode, Reader } from './alerts.projection.js';
import { alertsProjection } from './alerts.projection.js';
import { shortEpisodes } from './training-short.js';

export const alertKindNames: Readonly<Record<AlertKind, string>> = {
  COVERAGE_LOST: '村(社区)无在岗协理员',
  INSURANCE_EXPIRED: '协理员意外伤害险到期未续',
  FILING_OVERDUE: '花名册逾期未报',
  MISSED_VISIT: '重点困难群众当月漏访',
  TRAINING_SHORT: '协理员在岗满期未参加培训',
  WATCH_REVIEW_MISSED: '救助观察逾期未复核',
};

export interface AlertsFilter extends PageQuery {
  readonly town?: string;
  readonly kind?: AlertKind;
  /** OPEN: not put right yet. UNSEEN: open, and not read by the caller. */
  readonly state?: 'OPEN' | 'UNSEEN' | 'ENDED';
}

export interface AlertRow {
  readonly alertId: string;
  readonly kind: AlertKind;
  readonly kindName: string;
  readonly townCode: string;
  readonly townName: string;
  readonly villageCode: string | null;
  readonly villageName: string | null;
  /** Code or id of the village, coordinator, filing or household. */
  readonly about: string;
  /** Of a missed visit, the month. */
  readonly month: Period | null;
  readonly day: LocalDate;
  readonly raisedAt: Instant;
  readonly endedOn: LocalDate | null;
  readonly seen: readonly Reader[];
  readonly seenByMe: boolean;
}

/** What somebody in the caller's area must be told, the latest day first, then by id. */
export class FindAlerts extends Query<Page<AlertRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: AlertsFilter,
  ) {
    super();
  }
}

@QueryHandler(FindAlerts)
export class FindAlertsHandler implements IQueryHandler<FindAlerts> {
  async execute({ reading, filter }: FindAlerts): Promise<Page<AlertRow>> {
    const limit = limitOf(filter);
    const [day, id] = (cursorOf('alerts', filter, 2) ?? []).map(String);
    const past = day === undefined ? undefined : { day, alertId: id ?? '' };
    const found: AlertRow[] = [];
    for await (const { row } of alertsIn(reading, filter, past)) {
      found.push(row);
      if (found.length > limit) break;
    }
    return pageOf('alerts', found, limit, found, (row) => [row.day, row.alertId]);
  }
}

type Place = Pick<AlertRow, 'day' | 'alertId'>;

/**
 * The alerts of the area in their order, after a place among them, each with the document that tells it. Of villages,
 * coordinators, filings and watched households there is a document each, and all are read; missed visits are many, and are read on demand.
 */
export async function* alertsIn(
  reading: Reading,
  filter: AlertsFilter,
  past?: Place,
): AsyncIterable<{ readonly row: AlertRow; readonly document: AlertDocument }> {
  const { town, kind } = filter;
  const view = await reading.views.of(alertsProjection);
  const own = [areaFilter(reading.area), town ? { town } : {}];
  const rest = kind === 'MISSED_VISIT' ? [] : await view.find({ $and: [...own, kind ? { kind } : NOT_MISSED] });
  const few = rest
    .flatMap((document) => told(document, reading).map((row) => ({ row, document })))
    .filter(({ row }) => isWanted(row, filter) && (past === undefined || order(past, row) < 0))
    .sort((one, other) => order(one.row, other.row));
  if (kind === undefined || kind === 'MISSED_VISIT') {
    const missed = { $and: [...own, { kind: 'MISSED_VISIT' as const }, past ? { missedOn: { $lte: past.day } } : {}] };
    for await (const document of view.each(missed, { missedOn: -1, _id: 1 }))
      for (const row of told(document, reading)) {
        if (!isWanted(row, filter) || (past !== undefined && order(past, row) >= 0)) continue;
        for (let next = few[0]; next && order(next.row, row) < 0; next = few[0]) {
          few.shift();
          yield next;
        }
        yield { row, document };
      }
  }
  yield* few;
}

const NOT_MISSED = { kind: { $ne: 'MISSED_VISIT' as const } };

function told(document: AlertDocument, reading: Reading): readonly AlertRow[] {
  const { trained, episodes } = document;
  const days = reading.rules.parameters.number('TRAINING-DAYS');
  const all = trained ? shortEpisodes(trained, days, reading.now) : episodes;
  return all.map((episode) => alertRow(document, episode, reading));
}

function isWanted({ endedOn, seenByMe }: AlertRow, { state }: AlertsFilter): boolean {
  if (state === undefined) return true;
  if (state === 'ENDED') return endedOn !== null;
  return endedOn === null && (state === 'OPEN' || !seenByMe);
}

/** The latest day first, then by id. */
function order(one: Place, other: Place): number {
  return compare(other.day, one.day) || compare(one.alertId, other.alertId);
}

function alertRow(
  { _id, kind, about, town, village }: AlertDocument,
  { day, raisedAt, endedOn, seen }: Episode,
  { rules: { divisions }, caller }: Reading,
): AlertRow {
  return {
    alertId: `${_id}.${day}`,
    kind,
    kindName: alertKindNames[kind],
    townCode: town,
    townName: divisions.township(town)?.name ?? town,
    villageCode: village ?? null,
    villageName: village === undefined ? null : (divisions.village(village)?.name ?? village),
    about: kind === 'MISSED_VISIT' ? about.slice(0, -MONTH) : about,
    month: kind === 'MISSED_VISIT' ? about.slice(1 - MONTH) : null,
    day,
    raisedAt,
    endedOn: endedOn ?? null,
    seen,
    seenByMe: seen.some(({ account }) => account === caller.id),
  };
}

const MONTH = '_2026-09'.length;

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
