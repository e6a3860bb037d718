import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { dueOf } from '../../aggregates/case/clocks/clock-limits.js';
import { departmentNames, nameOf, needNames, outcomeNames } from '../../aggregates/case/codes.js';
import { epochDayOf } from '../../platform/calendar/epoch-day.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate } from '../../platform/fact.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { ReferralsDocument, SentReferral } from './referrals.projection.js';
import { referralsProjection } from './referrals.projection.js';

/** Where a referral stands: awaited, answered, or filed with its case before anybody answered. */
export const referralStateNames = {
  OPEN: '待反馈',
  OVERDUE: '逾期未反馈',
  HELPED: '已救助',
  NOT_ELIGIBLE: '不符合',
  RETURNED: '退回',
  UNANSWERED: '建档时未反馈',
} as const;
export type ReferralState = keyof typeof referralStateNames;

export interface ReferralsFilter extends PageQuery {
  readonly town?: string;
  readonly village?: string;
  readonly department?: string;
  readonly state?: ReferralState;
}

export interface ReferralRow {
  readonly caseId: string;
  readonly caseNo: string | null;
  readonly townCode: string;
  readonly townName: string;
  readonly villageCode: string | null;
  readonly villageName: string | null;
  readonly referralId: string;
  readonly department: string;
  readonly departmentName: string;
  readonly need: string;
  readonly needName: string;
  /** How many persons it is for. */
  readonly beneficiaries: number;
  readonly sentOn: LocalDate;
  /** By the calendar as published last, like every limit of a case. */
  readonly dueOn: LocalDate;
  readonly acknowledgedOn: LocalDate | null;
  readonly outcome: string | null;
  readonly outcomeName: string | null;
  /** The day of the answer, or of a charity's first gift. */
  readonly answeredOn: LocalDate | null;
  readonly state: ReferralState;
  readonly stateName: string;
  /** Whole days past the due day; 0 unless it is still awaited. */
  readonly overdueDays: number;
}

/** Referrals (S24, S25) of the caller's area, of a department those sent to it: case by case, in the order of sending. */
export class FindReferrals extends Query<Page<ReferralRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: ReferralsFilter,
  ) {
    super();
  }
}

@QueryHandler(FindReferrals)
export class FindReferralsHandler implements IQueryHandler<FindReferrals> {
  async execute({ reading, filter }: FindReferrals): Promise<Page<ReferralRow>> {
    const limit = limitOf(filter);
    const cursor = cursorOf('referrals', filter, 2);
    const rows: ReferralRow[] = [];
    for await (const { row } of eachReferral(reading, filter, cursor?.map(String))) if (rows.push(row) > limit) break;
    return pageOf('referrals', rows, limit, rows, ({ caseId, referralId }) => [caseId, referralId]);
  }
}

/**
 * Every referral asked for with the document that tells it, behind the one a page ended with. A referral's day follows
 * the rules in force and stands in no document: whether it is late is judged row by row.
 */
export async function* eachReferral(
  reading: Reading,
  filter: ReferralsFilter,
  [lastCase, lastReferral]: readonly string[] = [],
): AsyncIterable<{ readonly document: ReferralsDocument; readonly row: ReferralRow }> {
  const view = await reading.views.of(referralsProjection);
  const from = lastCase === undefined ? {} : { _id: { $gte: lastCase } };
  for await (const document of view.each({ $and: [referralsFilter(reading, filter), from] }, { _id: 1 })) {
    const shown = document._id === lastCase ? behind(document.referrals, lastReferral) : document.referrals;
    for (const referral of shown) {
      const row = referralRow(document, referral, reading);
      if (row && isWanted(row, reading, filter)) yield { document, row };
    }
  }
}

/** Cases with a referral the caller may see: a department has no area, it sees what was sent to it. */
function referralsFilter(
  { area, caller }: Reading,
  { town, village, department, state }: ReferralsFilter,
): Record<string, unknown> {
  const awaited = state === 'OPEN' || state === 'OVERDUE' ? { open: true } : {};
  const own = caller.role === 'DEPARTMENT' ? { departments: caller.org } : areaFilter(area);
  return {
    $and: [
      own,
      {
        referred: true,
        ...(town === undefined ? {} : { town }),
        ...(village === undefined ? {} : { village }),
        ...(department === undefined ? {} : { departments: department }),
        ...awaited,
      },
    ],
  };
}

function isWanted(row: ReferralRow, { caller }: Reading, { department, state }: ReferralsFilter): boolean {
  if (caller.role === 'DEPARTMENT' && row.department !== caller.org) return false;
  if (department !== undefined && row.department !== department) return false;
  return state === undefined || row.state === state;
}

function behind(referrals: readonly SentReferral[], last: string | undefined): readonly SentReferral[] {
  return referrals.slice(referrals.findIndex(({ referralId }) => referralId === last) + 1);
}

/** Each referral has the clock that was begun with it. */
function referralRow(
  { _id, caseNo, town, village, clocks }: ReferralsDocument,
  { referralId, department, need, beneficiaries, outcome, ...rest }: SentReferral,
  { rules, now }: Pick<Reading, 'rules' | 'now'>,
): ReferralRow | undefined {
  const clock = clocks.find(({ about }) => about === referralId);
  if (!clock) return undefined;
  const { dueOn, dueAt } = dueOf(clock, rules);
  const awaited = clock.closedAt === undefined;
  const state = awaited ? (now > dueAt ? 'OVERDUE' : 'OPEN') : endOf(outcome, rest.delivered);
  return {
    caseId: _id,
    caseNo: caseNo ?? null,
    townCode: town,
    townName: rules.divisions.nameOf(town),
    villageCode: village ?? null,
    villageName: rules.divisions.nameOf(village),
    referralId,
    department,
    departmentName: nameOf(department, departmentNames),
    need,
    needName: nameOf(need, needNames),
    beneficiaries,
    sentOn: localDateOf(clock.startedAt),
    dueOn,
    acknowledgedOn: rest.acknowledgedOn ?? null,
    outcome: outcome ?? null,
    outcomeName: outcome === undefined ? null : nameOf(outcome, outcomeNames),
    answeredOn: rest.answeredOn ?? null,
    state,
    stateName: referralStateNames[state],
    overdueDays: state === 'OVERDUE' ? epochDayOf(localDateOf(now)) - epochDayOf(dueOn) : 0,
  };
}

/** A charity's gift helps without a word of its own. */
function endOf(outcome: string | undefined, delivered: boolean): ReferralState {
  if (outcome === 'HELPED' || outcome === 'NOT_ELIGIBLE' || outcome === 'RETURNED') return outcome;
  return delivered ? 'HELPED' : 'UNANSWERED';
}
