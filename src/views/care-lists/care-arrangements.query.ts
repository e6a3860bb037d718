import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { localDateOf, monthsBetween } from '../../platform/calendar/local-date.js';
import type { LocalDate, Period } from '../../platform/fact.js';
import { after } from '../../platform/http/cursor.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import { entryOf } from '../../platform/change/entry-of.js';
import type { CareListsDocument } from './care-lists.projection.js';
import { careListsProjection } from './care-lists.projection.js';
import type { Agreed, CareArrangementDocument } from './care-arrangements.projection.js';
import { careArrangementsProjection } from './care-arrangements.projection.js';

export interface CareArrangementsFilter extends PageQuery {
  readonly town?: string;
  readonly village?: string;
}

/** How one person is cared for, as one caller may see it. */
export interface CareArrangementRow {
  readonly caseId: string;
  readonly memberId: string;
  /** Null where the family is on file in another area, or nowhere. */
  readonly name: string | null;
  readonly townCode: string;
  readonly townName: string;
  readonly villageCode: string;
  readonly villageName: string;
  readonly level: string;
  readonly stage: CareArrangementDocument['stage'];
  readonly since: LocalDate;
  /** Day by which an agreement is to be signed; null while none is due. */
  readonly agreementDueOn: LocalDate | null;
  readonly overdue: boolean;
  readonly agreement: Agreed | null;
  readonly lastFollowUpOn: LocalDate | null;
  readonly lastFinding: string | null;
  /** Whole months under the agreement in which nobody went to see, oldest first. */
  readonly unfollowedMonths: readonly Period[];
}

export const CARE_ARRANGEMENTS_ORDER = { village: 1, since: 1, _id: 1 } as const;

/** 照料安排 (S22): who was asked, is in central care or under an agreement, in the order village, last step. */
export class FindCareArrangements extends Query<Page<CareArrangementRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: CareArrangementsFilter,
  ) {
    super();
  }
}

@QueryHandler(FindCareArrangements)
export class FindCareArrangementsHandler implements IQueryHandler<FindCareArrangements> {
  async execute({ reading, filter }: FindCareArrangements): Promise<Page<CareArrangementRow>> {
    const limit = limitOf(filter);
    const cursor = cursorOf('care-arrangements', filter, 3);
    const order = Object.keys(CARE_ARRANGEMENTS_ORDER).map((key) => [key, 1] as const);
    const view = await reading.views.of(careArrangementsProjection);
    const found = await view.find(careArrangementsFilter(reading, filter), {
      sort: CARE_ARRANGEMENTS_ORDER,
      limit: limit + 1,
      ...(cursor ? { after: after(order, cursor) } : {}),
    });
    const rows = await careArrangementRows(found.slice(0, limit), reading);
    return pageOf('care-arrangements', found, limit, rows, ({ village, since, _id }) => [village, since, _id]);
  }
}

/** Everything is tied to the caller's area: that of the case. */
export function careArrangementsFilter(
  reading: Reading,
  { town, village }: CareArrangementsFilter,
): Record<string, unknown> {
  const place = { ...(town === undefined ? {} : { town }), ...(village === undefined ? {} : { village }) };
  return { $and: [areaFilter(reading.area), place] };
}

/** Names come from the families within the caller's area alone (I-26: of one registered elsewhere nothing is shown). */
export async function careArrangementRows(
  documents: readonly CareArrangementDocument[],
  reading: Reading,
): Promise<readonly CareArrangementRow[]> {
  const refs = [
    ...new Set(documents.flatMap(({ householdRef }) => (householdRef === undefined ? [] : [householdRef]))),
  ];
  const view = await reading.views.of(careListsProjection);
  const families = await view.find({ $and: [areaFilter(reading.area), { _id: { $in: refs } }] });
  const byId = new Map(families.map((family) => [family._id, family]));
  reading.seen([...documents.map(({ caseId }) => caseId), ...byId.keys()], ['name']);
  return Promise.all(documents.map((document) => rowOf(document, byId.get(document.householdRef ?? ''), reading)));
}

async function rowOf(
  document: CareArrangementDocument,
  family: CareListsDocument | undefined,
  { open, now, rules: { divisions } }: Reading,
): Promise<CareArrangementRow> {
  const { caseId, memberId, town, village, level, stage, since, agreement = null, lastFollowUp } = document;
  const today = localDateOf(now);
  const stands = agreement !== null && agreement.endedOn === undefined && today <= agreement.until;
  const answered = stands || (agreement !== null && agreement.from >= since);
  const due = stage === 'DECLINED' && !answered ? (document.agreementDueOn ?? null) : null;
  return {
    caseId,
    memberId,
    name: await open.name(family && entryOf(family.names, memberId)),
    townCode: town,
    townName: divisions.nameOf(town),
    villageCode: village,
    villageName: divisions.nameOf(village),
    level,
    stage,
    since,
    agreementDueOn: due,
    overdue: due !== null && due < today,
    agreement,
    lastFollowUpOn: lastFollowUp?.on ?? null,
    lastFinding: lastFollowUp?.finding ?? null,
    unfollowedMonths: agreement === null ? [] : unfollowed(agreement, document.followedMonths, today),
  };
}

/** The whole calendar months under the agreement that are over: the month of its signing and its last one are not whole. */
function unfollowed(
  { from, until, endedOn }: Agreed,
  followedMonths: readonly Period[],
  today: LocalDate,
): readonly Period[] {
  const last = [today, until, endedOn ?? until].sort()[0] ?? today;
  return monthsBetween(from, last)
    .slice(1, -1)
    .filter((month) => !followedMonths.includes(month));
}
