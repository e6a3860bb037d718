import { after } from '../../platform/http/cursor.js';
import type { PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import { entryOf } from '../../platform/change/entry-of.js';
import type { CareListsDocument } from './care-lists.projection.js';
import { careListsProjection } from './care-lists.projection.js';

export interface CareListFilter extends PageQuery {
  readonly town?: string;
  readonly village?: string;
}

/** What every line of these lists begins with. */
export interface CareListHead {
  readonly householdId: string;
  readonly householdNo: string;
  readonly townCode: string;
  readonly townName: string;
  readonly villageCode: string;
  readonly villageName: string;
  readonly groupNo: string;
  readonly headName: string | null;
}

export interface Beneficiary {
  readonly memberId: string;
  readonly name: string | null;
}

/** The order of every list of households: village, group, number, and the id where two bear one number. */
export const CARE_LIST_ORDER = { village: 1, group: 1, householdNo: 1, _id: 1 } as const;

export const CARE_LIST_FIELDS: readonly string[] = ['name'];

/** Everything is tied to the caller's area; a family that moved is the new village's, one of a village that became part of another that one's. */
export function careListFilter(
  reading: Reading,
  { town, village }: CareListFilter,
  wanted: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const place = {
    ...(town === undefined ? {} : { town }),
    ...(village === undefined ? {} : { village: reading.rules.divisions.nowOf(village) }),
  };
  return { $and: [areaFilter(reading.area), { ...place, ...wanted }] };
}

/** One page of documents and one more, after the place the cursor names; `keep` tells what no stored field does. */
export async function careListPage(
  reading: Reading,
  list: string,
  filter: CareListFilter,
  wanted: Readonly<Record<string, unknown>>,
  keep?: (document: CareListsDocument) => boolean,
): Promise<readonly CareListsDocument[]> {
  const cursor = cursorOf(list, filter, 4);
  const order = ['village', 'group', 'householdNo', '_id'].map((key) => [key, 1] as const);
  const view = await reading.views.of(careListsProjection);
  const limit = limitOf(filter) + 1;
  const found = await view.find(careListFilter(reading, filter, wanted), {
    sort: CARE_LIST_ORDER,
    ...(keep ? {} : { limit }),
    ...(cursor ? { after: after(order, cursor) } : {}),
  });
  return keep ? found.filter(keep).slice(0, limit) : found;
}

export async function careListHead(
  { _id, town, village, group, householdNo, headId, names }: CareListsDocument,
  { open, rules: { divisions } }: Reading,
): Promise<CareListHead> {
  return {
    householdId: _id,
    householdNo,
    townCode: town,
    townName: divisions.nameOf(town),
    villageCode: village,
    villageName: divisions.nameOf(village),
    groupNo: group,
    headName: await open.name(entryOf(names, headId)),
  };
}

export function beneficiariesOf(
  memberIds: readonly string[],
  { names }: CareListsDocument,
  { open }: Reading,
): Promise<readonly Beneficiary[]> {
  return Promise.all(
    memberIds.map(async (memberId) => ({ memberId, name: await open.name(entryOf(names, memberId)) })),
  );
}
