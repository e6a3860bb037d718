import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { LocalDate } from '../../platform/fact.js';
import { after } from '../../platform/http/cursor.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { GroupDocument, GroupMemberEntry, LeaderTerm } from './group-roster.projection.js';
import { groupRosterProjection } from './group-roster.projection.js';

export interface GroupFilter extends PageQuery {
  readonly town?: string;
}

/** A line of 附件4 as one caller may see it. */
export interface GroupMemberRow {
  readonly memberId: string;
  readonly leads: boolean;
  readonly name: string | null;
  readonly gender: string | null;
  readonly idNo: string | null;
  readonly phone: string | null;
  readonly unit: string | null;
  readonly post: string | null;
  readonly civilAffairsStaff: boolean;
  /** In his charge, as they are called at the instant of the answer. */
  readonly villages: readonly { readonly code: string; readonly name: string }[];
  readonly from: LocalDate;
  readonly remark: string | null;
}

export interface GroupRow {
  readonly townCode: string;
  readonly townName: string;
  readonly since: LocalDate;
  readonly hotlines: readonly string[];
  /** The leader first, then in the order of joining; who left is not among them. */
  readonly members: readonly GroupMemberRow[];
  readonly leaders: readonly LeaderTerm[];
}

/** 附件4: the collection groups of the caller's area, one row for each township. */
export class FindGroups extends Query<Page<GroupRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: GroupFilter,
  ) {
    super();
  }
}

/** What is known of a group, wherever it lies. */
export type GroupState = Omit<GroupDocument, 'position'>;

export const GROUP_ORDER = { town: 1, _id: 1 } as const;
export const GROUP_FIELDS: readonly string[] = ['name', 'idNo', 'phone', 'remark'];

@QueryHandler(FindGroups)
export class FindGroupsHandler implements IQueryHandler<FindGroups> {
  async execute({ reading, filter }: FindGroups): Promise<Page<GroupRow>> {
    const limit = limitOf(filter);
    const cursor = cursorOf('groups', filter, 2);
    const view = await reading.views.of(groupRosterProjection);
    const found = await view.find(groupFilter(reading, filter), {
      sort: GROUP_ORDER,
      limit: limit + 1,
      ...(cursor
        ? {
            after: after(
              [
                ['town', 1],
                ['_id', 1],
              ],
              cursor,
            ),
          }
        : {}),
    });
    const shown = found.slice(0, limit);
    reading.seen(shown.flatMap(subjectsOf), GROUP_FIELDS);
    const rows = await Promise.all(shown.map((document) => groupRow(document, reading)));
    return pageOf('groups', found, limit, rows, ({ town, _id }) => [town, _id]);
  }
}

/** The filter of a question about groups; everything is tied to the caller's area. */
export function groupFilter(reading: Reading, { town }: GroupFilter): Record<string, unknown> {
  return { $and: [areaFilter(reading.area), town === undefined ? {} : { town }] };
}

/** Whose particulars a group's row shows. */
export function subjectsOf(document: GroupState): readonly string[] {
  return presentIn(document).map(({ particulars }) => particulars.memberId);
}

/** Of a document of the view, or of what a filing keeps. */
export async function groupRow(document: GroupState, reading: Reading): Promise<GroupRow> {
  const leaderId = document.leaders.at(-1)?.memberId;
  const rows = await Promise.all(presentIn(document).map((member) => memberRow(member, leaderId, reading)));
  return {
    townCode: document.town,
    townName: reading.rules.divisions.township(document.town)?.name ?? document.town,
    since: document.since,
    hotlines: document.hotlines.map(({ number }) => number),
    members: [...rows.filter(({ leads }) => leads), ...rows.filter(({ leads }) => !leads)],
    leaders: document.leaders,
  };
}

function presentIn({ members }: GroupState): readonly GroupMemberEntry[] {
  return members.filter(({ until }) => until === undefined);
}

/** A village that became part of another one is in his charge there, once, however many of its parts were. */
function villagesNow(villages: readonly string[], { divisions }: Reading['rules']): readonly string[] {
  return [...new Set(villages.map((code) => divisions.nowOf(code)))];
}

async function memberRow(
  { particulars, from }: GroupMemberEntry,
  leaderId: string | undefined,
  { open, rules }: Reading,
): Promise<GroupMemberRow> {
  const { memberId, villages, civilAffairsStaff } = particulars;
  return {
    memberId,
    leads: memberId === leaderId,
    name: await open.name(particulars.name),
    gender: await open.text(particulars.gender),
    idNo: await open.idNumber(particulars.idNo),
    phone: await open.phone(particulars.phone),
    unit: await open.text(particulars.unit),
    post: await open.text(particulars.post),
    civilAffairsStaff,
    villages: villagesNow(villages, rules).map((code) => ({ code, name: rules.divisions.nameOf(code) })),
    from,
    remark: await open.text(particulars.remark),
  };
}
