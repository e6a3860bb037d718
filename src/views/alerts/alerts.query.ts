import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { Instant, LocalDate } from '../../platform/fact.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { AlertDocument, AlertKind, Episode, Reader } from './alerts.projection.js';
import { alertsProjection } from './alerts.projection.js';

export const alertKindNames: Readonly<Record<AlertKind, string>> = {
  COVERAGE_LOST: '村(社区)无在岗协理员',
  INSURANCE_EXPIRED: '协理员意外伤害险到期未续',
  FILING_OVERDUE: '花名册逾期未报',
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
  /** Code or id of the village, coordinator or filing. */
  readonly about: string;
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
  /** One document for each village, coordinator and filing that ever had one: all of the area are read. */
  async execute({ reading, filter }: FindAlerts): Promise<Page<AlertRow>> {
    const limit = limitOf(filter);
    const [day, id] = (cursorOf('alerts', filter, 2) ?? []).map(String);
    const found = (await alertRows(reading, filter)).filter(
      (row) => day === undefined || row.day < day || (row.day === day && row.alertId > (id ?? '')),
    );
    return pageOf('alerts', found, limit, found, (row) => [row.day, row.alertId]);
  }
}

async function alertRows(reading: Reading, filter: AlertsFilter): Promise<readonly AlertRow[]> {
  const view = await reading.views.of(alertsProjection);
  const { town, kind, state } = filter;
  const documents = await view.find({ $and: [areaFilter(reading.area), town ? { town } : {}, kind ? { kind } : {}] });
  return documents
    .flatMap((document) => document.episodes.map((episode) => alertRow(document, episode, reading)))
    .filter(({ endedOn, seenByMe }) => {
      if (state === undefined) return true;
      if (state === 'ENDED') return endedOn !== null;
      return endedOn === null && (state === 'OPEN' || !seenByMe);
    })
    .sort((one, other) => compare(other.day, one.day) || compare(one.alertId, other.alertId));
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
    about,
    day,
    raisedAt,
    endedOn: endedOn ?? null,
    seen,
    seenByMe: seen.some(({ account }) => account === caller.id),
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
