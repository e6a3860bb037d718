import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { CaseStatus } from '../../aggregates/case/case-status.js';
import { caseStatuses, statusNames } from '../../aggregates/case/case-status.js';
import { epochDayOf } from '../../platform/calendar/epoch-day.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { Instant } from '../../platform/fact.js';
import { after } from '../../platform/http/cursor.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { CaseDocument } from './case-board.projection.js';
import { caseBoardProjection } from './case-board.projection.js';
import type { CaseOfFamily, DiedMember } from './died-members.js';
import { withFamilies } from './died-members.js';

export interface CaseFilter extends PageQuery {
  readonly town?: string;
  readonly village?: string;
  readonly status?: CaseStatus;
  readonly urgency?: string;
}

export interface CaseRow {
  readonly caseId: string;
  readonly caseNo: string | null;
  readonly townCode: string;
  readonly villageCode: string | null;
  readonly villageName: string | null;
  readonly status: CaseStatus;
  readonly statusName: string;
  readonly since: Instant;
  /** Whole days in this status, by the calendar of Asia/Shanghai. */
  readonly days: number;
  readonly begunAt: Instant;
  readonly openedAt: Instant | null;
  readonly source: string | null;
  readonly urgency: string;
  readonly householdRef: string | null;
  /** Of the family, as became known since the case was first heard of. */
  readonly died: readonly DiedMember[];
}

/** Cases of the caller's area one by one, those longest in their status first. */
export class FindCases extends Query<Page<CaseRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: CaseFilter,
  ) {
    super();
  }
}

/** How many cases of a township stand in a status, and how long they have stood there, in whole days. */
export interface BoardCell {
  readonly townCode: string;
  readonly townName: string;
  readonly status: CaseStatus;
  readonly statusName: string;
  readonly cases: number;
  readonly urgent: number;
  readonly oldestSince: Instant;
  readonly oldestDays: number;
  /** The middle one's; of an even number the lower one of the two. */
  readonly medianDays: number;
}

/** The board: townships in the order of code, statuses in the order of life, empty places left out. */
export class CountCases extends Query<{ readonly rows: readonly BoardCell[] }> {
  constructor(
    readonly reading: Reading,
    readonly filter: Pick<CaseFilter, 'town' | 'village'>,
  ) {
    super();
  }
}

@QueryHandler(FindCases)
export class FindCasesHandler implements IQueryHandler<FindCases> {
  async execute({ reading, filter }: FindCases): Promise<Page<CaseRow>> {
    const limit = limitOf(filter);
    const cursor = cursorOf('cases', filter, 2);
    const order = [
      ['since', 1],
      ['_id', 1],
    ] as const;
    const view = await reading.views.of(caseBoardProjection);
    const found = await view.find(caseFilter(reading, filter), {
      sort: Object.fromEntries(order),
      limit: limit + 1,
      ...(cursor ? { after: after(order, cursor) } : {}),
    });
    const shown = await withFamilies(reading, found.slice(0, limit));
    const rows = shown.map((one) => caseRow(one, reading));
    return pageOf('cases', found, limit, rows, ({ since, _id }) => [since, _id]);
  }
}

@QueryHandler(CountCases)
export class CountCasesHandler implements IQueryHandler<CountCases> {
  async execute({ reading, filter }: CountCases): Promise<{ readonly rows: readonly BoardCell[] }> {
    const view = await reading.views.of(caseBoardProjection);
    const cells = new Map<string, CaseDocument[]>();
    for await (const document of view.each(caseFilter(reading, filter), { town: 1, status: 1, since: 1, _id: 1 })) {
      const key = `${document.town} ${document.status}`;
      cells.set(key, [...(cells.get(key) ?? []), document]);
    }
    const rows = [...cells.values()].flatMap((documents) => cellOf(documents, reading));
    return { rows: rows.sort(byPlace) };
  }
}

function caseFilter({ area }: Reading, { town, village, status, urgency }: CaseFilter): Record<string, unknown> {
  const asked = Object.entries({ town, village, status, urgency }).filter(([, value]) => value !== undefined);
  return { $and: [areaFilter(area), Object.fromEntries(asked)] };
}

function caseRow({ document, died }: CaseOfFamily, { now, rules }: Reading): CaseRow {
  const { _id, town, village, status, since, ...rest } = document;
  return {
    caseId: _id,
    caseNo: rest.caseNo ?? null,
    townCode: town,
    villageCode: village ?? null,
    villageName: rules.divisions.nameOf(village),
    status,
    statusName: statusNames[status],
    since,
    days: daysBetween(since, now),
    begunAt: rest.begunAt,
    openedAt: rest.openedAt ?? null,
    source: rest.source ?? null,
    urgency: rest.urgency,
    householdRef: rest.householdRef ?? null,
    died,
  };
}

/** Of cases in the order of their time in the status, the oldest first. */
function cellOf(documents: readonly CaseDocument[], { now, rules }: Reading): readonly BoardCell[] {
  const [oldest] = documents;
  const middle = documents[Math.floor(documents.length / 2)];
  if (!oldest || !middle) return [];
  const { town, status, since } = oldest;
  return [
    {
      townCode: town,
      townName: rules.divisions.nameOf(town),
      status,
      statusName: statusNames[status],
      cases: documents.length,
      urgent: documents.filter(({ urgency }) => urgency === 'URGENT').length,
      oldestSince: since,
      oldestDays: daysBetween(since, now),
      medianDays: daysBetween(middle.since, now),
    },
  ];
}

function byPlace(one: BoardCell, other: BoardCell): number {
  if (one.townCode !== other.townCode) return one.townCode < other.townCode ? -1 : 1;
  return caseStatuses.indexOf(one.status) - caseStatuses.indexOf(other.status);
}

function daysBetween(since: Instant, now: Instant): number {
  return epochDayOf(localDateOf(now)) - epochDayOf(localDateOf(since));
}
