import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { dueMonths, dutyOf } from '../../aggregates/household/visits/monthly-duty.js';
import type { DutyState } from '../../aggregates/household/visits/monthly-duty.js';
import { endOfDay, firstDayOf, lastDayOf, localDateOf, startOfDay } from '../../platform/calendar/local-date.js';
import type { Instant, LocalDate, Period } from '../../platform/fact.js';
import { covers } from '../../platform/auth/area.js';
import { NotFound } from '../../platform/change/refusals.js';
import { after } from '../../platform/http/cursor.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { Platform } from '../../platform/platform.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { View } from '../../platform/read-store/views.js';
import { WhoAnswered } from '../responsible-terms/who-answered.js';
import type { PageAid } from './household-aids.query.js';
import { aidsOf } from './household-aids.query.js';
import type { LedgerRow } from './ledger-row.js';
import { ledgerRow } from './ledger-row.js';
import type { LedgerDocument, LedgerLine, PageHead } from './patrol-ledger.projection.js';
import { patrolLedgerProjection } from './patrol-ledger.projection.js';
import { writtenLines } from './written-line.js';

export interface LedgerFilter extends PageQuery {
  readonly town?: string;
  readonly village?: string;
  readonly month?: Period;
}

/** 附件2 across households: every visit and attempt of the area, the latest first. */
export class FindPatrolLedger extends Query<Page<LedgerRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: LedgerFilter,
  ) {
    super();
  }
}

export interface PageMember {
  readonly memberId: string;
  readonly name: string | null;
  readonly idNo: string | null;
  readonly phone: string | null;
  readonly relation: string;
  readonly head: boolean;
  readonly present: boolean;
  readonly minor: boolean | null;
  readonly ageBand: string | null;
  readonly selfCare: string | null;
  readonly employment: string | null;
  readonly noIdReason: string | null;
  readonly periods: readonly { readonly from: LocalDate; readonly until?: LocalDate; readonly reason?: string }[];
}

/** 一户一页: the household's head and one page of its ledger lines, the latest first. */
export interface HouseholdPageAnswer extends Page<LedgerRow> {
  /** What cases of the family granted it, the earliest first. */
  readonly aids: readonly PageAid[];
  readonly householdId: string;
  readonly householdNo: string;
  readonly townCode: string;
  readonly townName: string;
  readonly villageCode: string;
  readonly villageName: string;
  readonly groupNo: string;
  readonly address: string | null;
  /** 分户自: the household its members left to make it. */
  readonly splitFrom: string | null;
  /** 已并入: the household this one has ended in, null while it stands. */
  readonly mergedInto: string | null;
  readonly registeredOn: LocalDate;
  readonly moves: readonly {
    readonly fromVillage: string;
    readonly toVillage: string;
    readonly on: LocalDate;
    /** Null where nobody moved: the village became part of the other one. */
    readonly reason: string | null;
  }[];
  readonly revision: number;
  /** False when a fact of this household could not be folded: what is shown is older than the log. */
  readonly current: boolean;
  readonly members: readonly PageMember[];
  readonly listings: readonly {
    readonly listedOn: LocalDate;
    readonly delistedOn: LocalDate | null;
    readonly delistReason: string | null;
    readonly categoryCodes: readonly string[];
  }[];
  readonly duties: readonly { readonly month: Period; readonly state: DutyState }[];
  /** 下次走访不晚于: the last day of the earliest month still open, null when nothing is owed. */
  readonly nextDue: LocalDate | null;
  readonly misses: readonly {
    readonly month: Period;
    readonly at: Instant;
    readonly attempts: number;
    readonly responsible: readonly string[];
  }[];
  readonly changeReports: readonly {
    readonly kind: string;
    readonly text: string | null;
    readonly reportedBy: string;
    readonly at: Instant;
  }[];
  readonly visitCount: number;
  readonly attemptCount: number;
}

export class GetHouseholdPage extends Query<HouseholdPageAnswer> {
  constructor(
    readonly reading: Reading,
    readonly householdId: string,
    readonly filter: PageQuery,
  ) {
    super();
  }
}

const LATEST_FIRST = { occurredAt: -1, _id: 1 } as const;
const ORDER = [
  ['occurredAt', -1],
  ['_id', 1],
] as const;

@QueryHandler(FindPatrolLedger)
export class FindPatrolLedgerHandler implements IQueryHandler<FindPatrolLedger> {
  constructor(private readonly platform: Platform) {}

  async execute({ reading, filter }: FindPatrolLedger): Promise<Page<LedgerRow>> {
    const limit = limitOf(filter);
    const cursor = cursorOf('patrol-ledger', filter, 2);
    const view = await reading.views.of(patrolLedgerProjection);
    const found = await view.find(ledgerFilter(reading, filter), {
      sort: LATEST_FIRST,
      limit: limit + 1,
      ...(cursor ? { after: after(ORDER, cursor) } : {}),
    });
    const lines = found.filter((document): document is LedgerLine => document.kind !== 'head');
    const shown = lines.slice(0, limit);
    const heads = await headsOf(view, shown);
    reading.seen([...heads.keys()], ['name', 'visits']);
    const written = await writtenLines(shown, this.platform.store);
    const who = await WhoAnswered.of(
      reading.views,
      shown.map(({ village }) => village),
    );
    const rows = await Promise.all(written.map((line) => ledgerRow(line, heads.get(line.page), reading, who)));
    return pageOf('patrol-ledger', lines, limit, rows, ({ occurredAt, _id }) => [occurredAt, _id]);
  }
}

@QueryHandler(GetHouseholdPage)
export class GetHouseholdPageHandler implements IQueryHandler<GetHouseholdPage> {
  constructor(private readonly platform: Platform) {}

  async execute({ reading, householdId, filter }: GetHouseholdPage): Promise<HouseholdPageAnswer> {
    const view = await reading.views.of(patrolLedgerProjection);
    const head = await visibleHead(view, householdId, reading);
    const limit = limitOf(filter);
    const cursor = cursorOf(householdId, filter, 2);
    const found = await view.find(
      { page: householdId, kind: { $in: ['visit', 'attempt'] } },
      { sort: LATEST_FIRST, limit: limit + 1, ...(cursor ? { after: after(ORDER, cursor) } : {}) },
    );
    const lines = found.filter((document): document is LedgerLine => document.kind !== 'head');
    reading.seen([householdId], ['name', 'idNo', 'phone', 'address', 'visits']);
    const written = await writtenLines(lines.slice(0, limit), this.platform.store);
    const who = await WhoAnswered.of(
      reading.views,
      lines.map(({ village }) => village),
    );
    const rows = await Promise.all(written.map((line) => ledgerRow(line, head, reading, who)));
    return {
      ...(await headAnswer(head, reading)),
      aids: await aidsOf(householdId, reading),
      current: !(await view.isStale(householdId)),
      ...pageOf(householdId, lines, limit, rows, ({ occurredAt, _id }) => [occurredAt, _id]),
    };
  }
}

/** The head document if it lies in the caller's area; otherwise the household does not exist for him. */
export async function visibleHead(
  view: View<LedgerDocument>,
  householdId: string,
  { area }: Reading,
): Promise<PageHead> {
  const head = await view.get(householdId);
  if (head?.kind !== 'head' || !covers(area, { townCode: head.town, villageCode: head.village })) throw new NotFound();
  return head;
}

export async function headAnswer(head: PageHead, reading: Reading) {
  const { open, rules, now } = reading;
  const facts = {
    listings: head.listings.map(({ listing, until }) => ({
      from: listing.listedOn,
      ...(until === undefined ? {} : { until }),
    })),
    visits: head.visits,
    excusedMonths: head.excuses.map(({ month }) => month),
  };
  const duties = dueMonths(facts.listings, now, rules).map((month) => ({
    month,
    state: dutyOf(month, facts, now, rules).state,
  }));
  const openMonth = duties.find(({ state }) => state === 'OWED' || state === 'PENDING')?.month;
  return {
    householdId: head.household,
    householdNo: head.householdNo,
    townCode: head.town,
    townName: rules.divisions.township(head.town)?.name ?? head.town,
    villageCode: head.village,
    villageName: rules.divisions.village(head.village)?.name ?? head.village,
    groupNo: head.group,
    address: await open.address(head.address),
    splitFrom: head.splitFrom ?? null,
    mergedInto: head.mergedInto ?? null,
    registeredOn: head.registeredOn,
    moves: await Promise.all(head.moves.map(async (move) => ({ ...move, reason: await open.text(move.reason) }))),
    revision: head.revision,
    members: await Promise.all(head.members.map((member) => memberAnswer(member, head.headId, reading))),
    listings: head.listings.map(({ listing, until, reason }) => ({
      listedOn: listing.listedOn,
      delistedOn: until ?? null,
      delistReason: reason ?? null,
      categoryCodes: listing.categoryCodes,
    })),
    duties,
    nextDue: openMonth === undefined ? null : lastDayOf(openMonth),
    misses: head.misses,
    changeReports: await Promise.all(
      head.changeReports.map(async ({ kind, text, reportedBy, at }) => ({
        kind,
        text: await open.text(text),
        reportedBy,
        at,
      })),
    ),
    visitCount: head.visits.length,
    attemptCount: head.attemptCount,
  };
}

async function memberAnswer(
  { particulars, periods }: PageHead['members'][number],
  headId: string,
  { open, now }: Reading,
): Promise<PageMember> {
  const today = localDateOf(now);
  return {
    memberId: particulars.memberId,
    name: await open.name(particulars.name),
    idNo: await open.idNumber(particulars.idNo),
    phone: await open.phone(particulars.phone),
    relation: relationOf(particulars.relation, particulars.memberId === headId),
    head: particulars.memberId === headId,
    present: periods.some(({ from, until }) => from <= today && (until === undefined || today < until)),
    minor: particulars.minor ?? null,
    ageBand: particulars.ageBand ?? null,
    selfCare: particulars.selfCare ?? null,
    employment: particulars.employment ?? null,
    noIdReason: particulars.noIdReason ?? null,
    periods: periods.map(({ from, until, reason }) => ({
      from,
      ...(until === undefined ? {} : { until }),
      ...(reason === undefined ? {} : { reason }),
    })),
  };
}

/** Who is head is said by the head's id; a former head is related in a way nobody has said yet. */
function relationOf(relation: string, isHead: boolean): string {
  if (isHead) return 'HEAD';
  return relation === 'HEAD' ? 'OTHER' : relation;
}

function ledgerFilter(reading: Reading, { town, village, month }: LedgerFilter): Record<string, unknown> {
  return {
    $and: [
      areaFilter(reading.area),
      {
        kind: { $in: ['visit', 'attempt'] },
        ...(town === undefined ? {} : { town }),
        ...(village === undefined ? {} : { village }),
        ...(month === undefined
          ? {}
          : { occurredAt: { $gte: startOfDay(firstDayOf(month)), $lte: endOfDay(lastDayOf(month)) } }),
      },
    ],
  };
}

async function headsOf(view: View<LedgerDocument>, lines: readonly LedgerLine[]): Promise<Map<string, PageHead>> {
  const ids = [...new Set(lines.map(({ page }) => page))];
  const heads = await view.find({ _id: { $in: ids } });
  return new Map(
    heads.flatMap((document) => (document.kind === 'head' ? [[document.household, document] as const] : [])),
  );
}
