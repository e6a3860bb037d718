import { after } from '../../platform/http/cursor.js';
import type { PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { RosterDocument } from '../roster/roster.projection.js';
import { rosterProjection } from '../roster/roster.projection.js';
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

/** Everything is tied to the caller's area; a family that moved is the new village's. */
export function careListFilter(
  reading: Reading,
  { town, village }: CareListFilter,
  wanted: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const place = { ...(town === undefined ? {} : { town }), ...(village === undefined ? {} : { village }) };
  return { $and: [areaFilter(reading.area), { ...place, ...wanted }] };
}

/** One page of documents and one more, after the place the cursor names. */
export async function careListPage(
  reading: Reading,
  list: string,
  filter: CareListFilter,
  wanted: Readonly<Record<string, unknown>>,
): Promise<readonly CareListsDocument[]> {
  const cursor = cursorOf(list, filter, 4);
  const order = ['village', 'group', 'householdNo', '_id'].map((key) => [key, 1] as const);
  const view = await reading.views.of(careListsProjection);
  return view.find(careListFilter(reading, filter, wanted), {
    sort: CARE_LIST_ORDER,
    limit: limitOf(filter) + 1,
    ...(cursor ? { after: after(order, cursor) } : {}),
  });
}

/** The roster's documents of these households, for the names. */
export async function familiesOf(
  reading: Reading,
  documents: readonly CareListsDocument[],
): Promise<ReadonlyMap<string, RosterDocument>> {
  const view = await reading.views.of(rosterProjection);
  const families = await view.find({ _id: { $in: documents.map(({ _id }) => _id) } });
  return new Map(families.map((family) => [family._id, family]));
}

export async function careListHead(
  { _id, town, village, group, householdNo }: CareListsDocument,
  family: RosterDocument | undefined,
  reading: Reading,
): Promise<CareListHead> {
  const { divisions } = reading.rules;
  return {
    householdId: _id,
    householdNo,
    townCode: town,
    townName: divisions.township(town)?.name ?? town,
    villageCode: village,
    villageName: divisions.village(village)?.name ?? village,
    groupNo: group,
    headName: await nameOf(family, family?.headId, reading),
  };
}

export function beneficiariesOf(
  memberIds: readonly string[],
  family: RosterDocument | undefined,
  reading: Reading,
): Promise<readonly Beneficiary[]> {
  return Promise.all(memberIds.map(async (memberId) => ({ memberId, name: await nameOf(family, memberId, reading) })));
}

function nameOf(
  family: RosterDocument | undefined,
  memberId: string | undefined,
  { open }: Reading,
): Promise<string | null> {
  return open.name(family?.members.find(({ particulars }) => particulars.memberId === memberId)?.particulars.name);
}
