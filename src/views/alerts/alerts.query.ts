import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { Instant, LocalDate, Period } from '../../platform/fact.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { View } from '../../platform/read-store/views.js';
import type { AlertDocument, AlertKind, Episode, Reader } from './alerts.projection.js';
import { alertsProjection } from './alerts.projection.js';
import type { OnRoster } from './missed-months.js';
import { settledOn } from './missed-months.js';
import { overdueWords } from './case-overdue.js';
import { shortEpisodes } from './training-short.js';

export const alertKindNames: Readonly<Record<AlertKind, string>> = {
  COVERAGE_LOST: '村(社区)无在岗协理员',
  INSURANCE_EXPIRED: '协理员意外伤害险到期未续',
  FILING_OVERDUE: '花名册逾期未报',
  MISSED_VISIT: '重点困难群众当月漏访',
  TRAINING_SHORT: '协理员在岗满期未参加培训',
  WATCH_REVIEW_MISSED: '救助观察逾期未复核',
  CASE_OVERDUE: '个案办理逾期',
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
  /** Code or id of the village, coordinator, filing, household or case. */
  readonly about: string;
  /** Of a case: which limits passed on that day, in words. */
  readonly detail: string | null;
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
 * coordinators, filings, watched households and overdue cases there is a document each, and all are read; missed visits are
 * many, and are read on demand, each with what is remembered of its household's stays on the roster.
 */
export async function* alertsIn(
  reading: Reading,
  filter: AlertsFilter,
  past?: Place,
): AsyncIterable<{ readonly row: AlertRow; readonly documents: readonly AlertDocument[] }> {
  const { town, kind } = filter;
  const view = await reading.views.of(alertsProjection);
  const own = [areaFilter(reading.area), town ? { town } : {}];
  const rest = kind === 'MISSED_VISIT' ? [] : await view.find({ $and: [...own, kind ? { kind } : NOT_MISSED] });
  const few = rest
    .flatMap((document) => told(document, reading).map((row) => ({ row, documents: [document] })))
    .filter(({ row }) => isWanted(row, filter) && (past === undefined || order(past, row) < 0))
    .sort((one, other) => order(one.row, other.row));
  if (kind === undefined || kind === 'MISSED_VISIT') {
    const missed = { $and: [...own, { kind: 'MISSED_VISIT' as const }, past ? { missedOn: { $lte: past.day } } : {}] };
    for await (const { document, roster } of withRosters(view, view.each(missed, { missedOn: -1, _id: 1 })))
      for (const row of told(document, reading, roster?.roster)) {
        if (!isWanted(row, filter) || (past !== undefined && order(past, row) >= 0)) continue;
        for (let next = few[0]; next && order(next.row, row) < 0; next = few[0]) {
          few.shift();
          yield next;
        }
        yield { row, documents: roster ? [document, roster] : [document] };
      }
  }
  yield* few;
}

const NOT_MISSED = { kind: { $nin: ['MISSED_VISIT' as const, 'ON_ROSTER' as const] } };
const AT_ONCE = 100;

/** Missed visits in their order, each with its household's document of the roster. */
async function* withRosters(
  view: View<AlertDocument>,
  misses: AsyncIterable<AlertDocument>,
): AsyncIterable<{ readonly document: AlertDocument; readonly roster: AlertDocument | undefined }> {
  let waiting: AlertDocument[] = [];
  const joined = async () => {
    const ids = [...new Set(waiting.map(rosterOf))];
    const rosters = new Map((await view.find({ _id: { $in: ids } })).map((roster) => [roster._id, roster]));
    return waiting.map((document) => ({ document, roster: rosters.get(rosterOf(document)) }));
  };
  for await (const document of misses) {
    waiting.push(document);
    if (waiting.length < AT_ONCE) continue;
    yield* await joined();
    waiting = [];
  }
  yield* await joined();
}

function rosterOf({ about }: AlertDocument): string {
  return `ON_ROSTER.${about.slice(0, -MONTH)}`;
}

function told(document: AlertDocument, reading: Reading, roster?: OnRoster): readonly AlertRow[] {
  const { kind, trained, missed, about, episodes } = document;
  const { rules, now } = reading;
  if (kind === 'ON_ROSTER') return [];
  const row = (episode: Episode) => alertRow({ ...document, kind }, episode, reading);
  if (trained) return shortEpisodes(trained, rules.parameters.number('TRAINING-DAYS'), now).map(row);
  // A village that became part of another is nobody's to cover any more.
  const settled = missed
    ? settledOn(missed, about.slice(1 - MONTH), roster, rules)
    : rules.divisions.merged.find(({ code }) => kind === 'COVERAGE_LOST' && code === about)?.on;
  return episodes.map(({ endedOn = settled, ...episode }) =>
    row(endedOn === undefined ? episode : { ...episode, endedOn }),
  );
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
  { _id, kind, about, town, village }: AlertDocument & { readonly kind: AlertKind },
  { day, raisedAt, endedOn, seen, clocks }: Episode,
  { rules: { divisions }, caller }: Reading,
): AlertRow {
  return {
    alertId: `${_id}.${day}`,
    kind,
    kindName: alertKindNames[kind],
    townCode: town,
    townName: divisions.nameOf(town),
    villageCode: village ?? null,
    villageName: divisions.nameOf(village),
    about: kind === 'MISSED_VISIT' ? about.slice(0, -MONTH) : about,
    month: kind === 'MISSED_VISIT' ? about.slice(1 - MONTH) : null,
    detail: overdueWords({ clocks }),
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
