import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { LocalDate } from '../../platform/fact.js';
import { after } from '../../platform/http/cursor.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { CareWatchDocument } from './care-watch.projection.js';
import { careWatchProjection } from './care-watch.projection.js';

export interface CareWatchFilter extends PageQuery {
  readonly town?: string;
  readonly village?: string;
  readonly state?: 'OPEN' | 'ENDED';
}

export interface WatchedRisk {
  readonly riskId: string;
  readonly memberId: string;
  readonly name: string | null;
  readonly kind: string;
  readonly from: LocalDate;
  /** Null while the risk is open. */
  readonly until: LocalDate | null;
}

/** A household somebody of which may be ill cared for, as one caller may see it. */
export interface CareWatchRow {
  readonly householdId: string;
  readonly householdNo: string;
  readonly townCode: string;
  readonly townName: string;
  readonly villageCode: string;
  readonly villageName: string;
  readonly groupNo: string;
  readonly headName: string | null;
  readonly risks: readonly WatchedRisk[];
}

export const CARE_WATCH_ORDER = { village: 1, group: 1, householdNo: 1, _id: 1 } as const;

export const CARE_WATCH_FIELDS: readonly string[] = ['name'];

/** 照料关注 (S22): who may be ill cared for and since when, in the order village, group, number. */
export class FindCareWatch extends Query<Page<CareWatchRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: CareWatchFilter,
  ) {
    super();
  }
}

@QueryHandler(FindCareWatch)
export class FindCareWatchHandler implements IQueryHandler<FindCareWatch> {
  async execute({ reading, filter }: FindCareWatch): Promise<Page<CareWatchRow>> {
    const limit = limitOf(filter);
    const cursor = cursorOf('care-watch', filter, 4);
    const order = Object.keys(CARE_WATCH_ORDER).map((key) => [key, 1] as const);
    const view = await reading.views.of(careWatchProjection);
    const found = await view.find(careWatchFilter(reading, filter), {
      sort: CARE_WATCH_ORDER,
      limit: limit + 1,
      ...(cursor ? { after: after(order, cursor) } : {}),
    });
    const shown = found.slice(0, limit);
    reading.seen(
      shown.map(({ _id }) => _id),
      CARE_WATCH_FIELDS,
    );
    const rows = await Promise.all(shown.map((document) => careWatchRow(document, reading)));
    return pageOf('care-watch', found, limit, rows, ({ village, group, householdNo, _id }) => [
      village,
      group,
      householdNo,
      _id,
    ]);
  }
}

/** Everything is tied to the caller's area; a family that moved is the new village's. */
export function careWatchFilter(
  reading: Reading,
  { town, village, state = 'OPEN' }: CareWatchFilter,
): Record<string, unknown> {
  const place = { ...(town === undefined ? {} : { town }), ...(village === undefined ? {} : { village }) };
  return { $and: [areaFilter(reading.area), { ...place, state }] };
}

export async function careWatchRow(
  { _id, town, village, group, householdNo, headId, names, risks }: CareWatchDocument,
  { open, rules: { divisions } }: Reading,
): Promise<CareWatchRow> {
  return {
    householdId: _id,
    householdNo,
    townCode: town,
    townName: divisions.township(town)?.name ?? town,
    villageCode: village,
    villageName: divisions.village(village)?.name ?? village,
    groupNo: group,
    headName: await open.name(names[headId]),
    risks: await Promise.all(
      risks.map(async ({ riskId, memberId, kind, from, until = null }) => {
        return { riskId, memberId, name: await open.name(names[memberId]), kind, from, until };
      }),
    ),
  };
}
