import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { dueOf } from '../../aggregates/case/clocks/clock-limits.js';
import { channelNames, nameOf, responseNames } from '../../aggregates/case/codes.js';
import { endOfDay, epochMillisOf, startOfDay } from '../../platform/calendar/local-date.js';
import type { Instant, LocalDate } from '../../platform/fact.js';
import { after } from '../../platform/http/cursor.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { HotlineDocument } from './hotline.projection.js';
import { hotlineProjection } from './hotline.projection.js';

/** How a call stands. One that was settled in time without a response needs none. */
export const hotlineStateNames = {
  OPEN: '待响应',
  OVERDUE: '逾期未响应',
  IN_TIME: '按时响应',
  LATE: '超时响应',
  NEEDLESS: '无需响应',
} as const;
export type HotlineState = keyof typeof hotlineStateNames;

/** What counts as a response beside those of its own (S13). */
const answerNames = { ...responseNames, VISIT: '入户走访', AID: '小额快救' };

export interface HotlineFilter extends PageQuery {
  readonly town?: string;
  readonly channel?: string;
  readonly state?: HotlineState;
  /** First and last day of the calls wanted, both included. */
  readonly from?: LocalDate;
  readonly until?: LocalDate;
}

export interface HotlineRow {
  readonly caseId: string;
  readonly townCode: string;
  readonly townName: string;
  readonly villageCode: string | null;
  readonly villageName: string | null;
  readonly channel: string;
  readonly channelName: string;
  readonly callNo: string;
  readonly callAt: Instant;
  /** NOTICE-1ST elapsed hours after the call. */
  readonly dueAt: Instant;
  readonly respondedAt: Instant | null;
  readonly how: string | null;
  readonly howName: string | null;
  /** Elapsed hours from the call to the response, or until now while it is awaited; begun ones left out. */
  readonly hours: number | null;
  /** In time is what was recorded in time, as for every limit of a case. */
  readonly state: HotlineState;
  readonly stateName: string;
}

/** Calls of the caller's area with their first response, the oldest call first. */
export class FindHotline extends Query<Page<HotlineRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: HotlineFilter,
  ) {
    super();
  }
}

const ORDER = [
  ['callAt', 1],
  ['_id', 1],
] as const;

@QueryHandler(FindHotline)
export class FindHotlineHandler implements IQueryHandler<FindHotline> {
  async execute({ reading, filter }: FindHotline): Promise<Page<HotlineRow>> {
    const limit = limitOf(filter);
    const cursor = cursorOf('hotline', filter, ORDER.length);
    const rows: HotlineRow[] = [];
    for await (const { row } of eachCall(reading, filter, cursor ? after(ORDER, cursor) : {}))
      if (rows.push(row) > limit) break;
    return pageOf('hotline', rows, limit, rows, ({ callAt, caseId }) => [callAt, caseId]);
  }
}

/** Every call asked for with the document that tells it. Whether it is late is judged by the rules in force, row by row. */
export async function* eachCall(
  reading: Reading,
  filter: HotlineFilter,
  behind: Record<string, unknown> = {},
): AsyncIterable<{ readonly document: HotlineDocument; readonly row: HotlineRow }> {
  const view = await reading.views.of(hotlineProjection);
  const wanted = { $and: [areaFilter(reading.area), askedIn(filter), behind] };
  for await (const document of view.each(wanted, Object.fromEntries(ORDER))) {
    const row = hotlineRow(document, reading);
    if (row && (filter.state === undefined || row.state === filter.state)) yield { document, row };
  }
}

function askedIn({ town, channel, state, from, until }: HotlineFilter): Record<string, unknown> {
  const callAt = {
    ...(from === undefined ? {} : { $gte: startOfDay(from) }),
    ...(until === undefined ? {} : { $lte: endOfDay(until) }),
  };
  return {
    ...(town === undefined ? {} : { town }),
    ...(channel === undefined ? {} : { channel }),
    ...(state === 'OPEN' || state === 'OVERDUE' ? { open: true } : {}),
    ...(Object.keys(callAt).length === 0 ? {} : { callAt }),
  };
}

function hotlineRow(document: HotlineDocument, { rules, now }: Pick<Reading, 'rules' | 'now'>): HotlineRow | undefined {
  const { _id, town, village, channel, callNo, callAt, answer } = document;
  const [clock] = document.clocks;
  if (!clock) return undefined;
  const { dueAt } = dueOf(clock, rules);
  const end = answer?.at ?? (document.open ? now : undefined);
  const state = stateOf(document, dueAt, now);
  return {
    caseId: _id,
    townCode: town,
    townName: rules.divisions.nameOf(town),
    villageCode: village ?? null,
    villageName: rules.divisions.nameOf(village),
    channel,
    channelName: nameOf(channel, channelNames),
    callNo,
    callAt,
    dueAt,
    respondedAt: answer?.at ?? null,
    how: answer?.how ?? null,
    howName: answer === undefined ? null : nameOf(answer.how, answerNames),
    hours: end === undefined ? null : Math.floor((epochMillisOf(end) - epochMillisOf(callAt)) / 3_600_000),
    state,
    stateName: hotlineStateNames[state],
  };
}

function stateOf({ clocks: [clock], answer }: HotlineDocument, dueAt: Instant, now: Instant): HotlineState {
  const closedAt = clock?.closedAt;
  if (closedAt === undefined) return now > dueAt ? 'OVERDUE' : 'OPEN';
  if (closedAt > dueAt) return 'LATE';
  return answer === undefined ? 'NEEDLESS' : 'IN_TIME';
}
