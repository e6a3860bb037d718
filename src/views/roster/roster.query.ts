import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { MemberParticulars } from '../../aggregates/household/members/member.js';
import { addDays, localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate } from '../../platform/fact.js';
import { after } from '../../platform/http/cursor.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import { WhoAnswered } from '../responsible-terms/who-answered.js';
import type { RosterDocument, RosterEntry } from './roster.projection.js';
import { rosterProjection } from './roster.projection.js';

export interface RosterFilter extends PageQuery {
  readonly town?: string;
  readonly village?: string;
  readonly category?: string;
  readonly state?: 'LISTED' | 'DELISTED' | 'UNLISTED' | 'ALL';
}

/** A line of 附件1 as one caller may see it. */
export interface RosterRow {
  readonly householdId: string;
  readonly householdNo: string;
  readonly townCode: string;
  readonly townName: string;
  readonly villageCode: string;
  readonly villageName: string;
  readonly groupNo: string;
  readonly headMemberId: string;
  readonly headName: string | null;
  readonly headIdNo: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly memberCount: number;
  readonly state: string;
  readonly categoryCodes: readonly string[];
  readonly hardshipCodes: readonly string[];
  readonly currentAids: readonly string[];
  readonly partialDibao: boolean;
  readonly selfCare: string | null;
  readonly careMode: string | null;
  readonly kinFlag: boolean;
  readonly source: string;
  readonly listedOn: LocalDate | null;
  readonly delistedOn: LocalDate | null;
  readonly delistReason: string | null;
  /** Whom the listing names. */
  readonly coordinatorRef: string | null;
  /**
   * Who answers for the household: by the village's own word today, of one delisted on its last day; whom the listing
   * names where nobody was ever appointed.
   */
  readonly responsible: readonly string[];
  readonly remark: string | null;
  /** Every stay on the roster, oldest first. */
  readonly history: readonly {
    readonly listedOn: LocalDate;
    readonly delistedOn: LocalDate | null;
    readonly delistReason: string | null;
  }[];
}

/** 附件1: who is on the key-population roster, in the order village, group, household number. */
export class FindRoster extends Query<Page<RosterRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: RosterFilter,
  ) {
    super();
  }
}

/** A number may be borne by two households of a village: the id decides between them, or a page would lose one. */
export const ROSTER_ORDER = { village: 1, group: 1, householdNo: 1, _id: 1 } as const;

@QueryHandler(FindRoster)
export class FindRosterHandler implements IQueryHandler<FindRoster> {
  async execute({ reading, filter }: FindRoster): Promise<Page<RosterRow>> {
    const limit = limitOf(filter);
    const cursor = cursorOf('roster', filter, 4);
    const view = await reading.views.of(rosterProjection);
    const found = await view.find(rosterFilter(reading, filter), {
      sort: ROSTER_ORDER,
      limit: limit + 1,
      ...(cursor
        ? {
            after: after(
              [
                ['village', 1],
                ['group', 1],
                ['householdNo', 1],
                ['_id', 1],
              ],
              cursor,
            ),
          }
        : {}),
    });
    const shown = found.slice(0, limit);
    reading.seen(
      shown.map(({ _id }) => _id),
      ['name', 'idNo', 'phone', 'address', 'remark'],
    );
    const who = await WhoAnswered.of(
      reading.views,
      shown.map(({ village }) => village),
    );
    const rows = await Promise.all(shown.map((document) => rosterRow(document, reading, who)));
    return pageOf('roster', found, limit, rows, ({ village, group, householdNo, _id }) => [
      village,
      group,
      householdNo,
      _id,
    ]);
  }
}

/** The filter of a roster question; everything is tied to the caller's area. A village that became part of another finds that one. */
export function rosterFilter(
  reading: Reading,
  { town, village, category, state = 'LISTED' }: RosterFilter,
): Record<string, unknown> {
  return {
    $and: [
      areaFilter(reading.area),
      {
        ...(town === undefined ? {} : { town }),
        ...(village === undefined ? {} : { village: reading.rules.divisions.nowOf(village) }),
        ...(category === undefined ? {} : { categories: category }),
        ...(state === 'ALL' ? {} : { state }),
      },
    ],
  };
}

export async function rosterRow(
  document: RosterDocument,
  { open, rules, now }: Reading,
  who: WhoAnswered,
): Promise<RosterRow> {
  const head = document.members.find(({ particulars }) => particulars.memberId === document.headId)?.particulars;
  const last = document.entries.at(-1);
  const today = localDateOf(now);
  return {
    householdId: document._id,
    householdNo: document.householdNo,
    townCode: document.town,
    townName: rules.divisions.township(document.town)?.name ?? document.town,
    villageCode: document.village,
    villageName: rules.divisions.village(document.village)?.name ?? document.village,
    groupNo: document.group,
    headMemberId: document.headId,
    ...(await particulars(head, open)),
    address: await open.address(document.address),
    memberCount: document.members.filter(({ periods }) =>
      periods.some(({ from, until }) => from <= today && (until === undefined || today < until)),
    ).length,
    state: document.state,
    ...listed(document, last),
    responsible: responsibleFor(document.village, last, today, who),
    remark: await open.text(last?.listing.remark),
    history: document.entries.map(({ listing, until, reason }) => ({
      listedOn: listing.listedOn,
      delistedOn: until ?? null,
      delistReason: reason ?? null,
    })),
  };
}

function responsibleFor(
  village: string,
  last: RosterEntry | undefined,
  today: LocalDate,
  who: WhoAnswered,
): readonly string[] {
  if (!last) return [];
  const named = last.listing.coordinatorRef;
  const day = last.until === undefined ? today : addDays(last.until, -1);
  return who.at(village, day) ?? (named === undefined ? [] : [named]);
}

async function particulars(head: MemberParticulars | undefined, open: Reading['open']) {
  return {
    headName: await open.name(head?.name),
    headIdNo: await open.idNumber(head?.idNo),
    phone: await open.phone(head?.phone),
  };
}

function listed(document: RosterDocument, last: RosterEntry | undefined) {
  return {
    categoryCodes: last?.listing.categoryCodes ?? [],
    hardshipCodes: last?.listing.hardshipCodes ?? [],
    currentAids: last?.listing.currentAids ?? [],
    partialDibao: last?.listing.partialDibao ?? false,
    selfCare: last?.listing.selfCare ?? null,
    careMode: last?.listing.careMode ?? null,
    kinFlag: last?.listing.kinFlag ?? false,
    source: last?.listing.source ?? document.source,
    listedOn: last?.listing.listedOn ?? null,
    delistedOn: last?.until ?? null,
    delistReason: last?.reason ?? null,
    coordinatorRef: last?.listing.coordinatorRef ?? null,
  };
}
