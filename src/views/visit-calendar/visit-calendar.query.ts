import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { DutyState, Stay } from '../../aggregates/household/visits/monthly-duty.js';
import { countsFor, dutyOf, stayOfMonth, stayOn } from '../../aggregates/household/visits/monthly-duty.js';
import type { Area } from '../../platform/auth/area.js';
import { covers } from '../../platform/auth/area.js';
import { addDays, lastDayOf, localDateOf, monthOf } from '../../platform/calendar/local-date.js';
import type { Instant, LocalDate, Period } from '../../platform/fact.js';
import type { CursorValues } from '../../platform/http/cursor.js';
import { after } from '../../platform/http/cursor.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { entryOf } from '../../platform/change/entry-of.js';
import { WhoAnswered } from '../responsible-terms/who-answered.js';
import type { VisitCalendarDocument } from './visit-calendar.projection.js';
import { monthOfVisit, visitCalendarProjection } from './visit-calendar.projection.js';

export interface CalendarFilter extends PageQuery {
  readonly month?: Period;
  readonly town?: string;
  readonly village?: string;
  /** Who answers for the month, as its rows name him. */
  readonly coordinator?: string;
  readonly state?: DutyState;
}

/** One household's duty of one month, with what proves it. */
export interface CalendarRow {
  readonly householdId: string;
  readonly householdNo: string;
  readonly townCode: string;
  readonly villageCode: string;
  readonly villageName: string;
  readonly groupNo: string;
  readonly headName: string | null;
  readonly month: Period;
  readonly state: DutyState;
  /** Last day on which a visit of the month can still be entered in time; provisional until the calendar is published. */
  readonly cutOffOn: string | null;
  readonly provisional: boolean;
  readonly visits: readonly {
    readonly visitId: string;
    readonly occurredAt: Instant;
    readonly recordedAt: Instant;
    readonly by: string;
    /** Who answered for the village on that day. */
    readonly responsible: readonly string[];
    readonly counts: boolean;
  }[];
  readonly attempts: number;
  readonly excuse: string | null;
  readonly missedAt: Instant | null;
  readonly responsible: readonly string[];
}

/** The visit calendar: what is owed, pending, done, missed or excused in one month (S15). Default: this month. */
export class FindVisitCalendar extends Query<Page<CalendarRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: CalendarFilter,
  ) {
    super();
  }
}

/** How many households of the area stand in each state of one month. */
export class CountVisitCalendar extends Query<{
  readonly month: Period;
  readonly counts: Readonly<Record<DutyState, number>>;
}> {
  constructor(
    readonly reading: Reading,
    readonly filter: CalendarFilter,
  ) {
    super();
  }
}

/** A number may be borne by two households of a village: the id decides between them, or a page would lose one. */
const SORT = { village: 1, group: 1, householdNo: 1, _id: 1 } as const;
const ORDER = [
  ['village', 1],
  ['group', 1],
  ['householdNo', 1],
  ['_id', 1],
] as const;

@QueryHandler(FindVisitCalendar)
export class FindVisitCalendarHandler implements IQueryHandler<FindVisitCalendar> {
  /** The state is judged at reading, so pages are filled by reading on until enough rows have the wanted state. */
  async execute({ reading, filter }: FindVisitCalendar): Promise<Page<CalendarRow>> {
    const limit = limitOf(filter);
    const month = filter.month ?? monthOf(localDateOf(reading.now));
    const view = await reading.views.of(visitCalendarProjection);
    const scene = { month, reading, who: await WhoAnswered.of(reading.views) };
    const wanted: VisitCalendarDocument[] = [];
    let cursor = cursorOf('visit-calendar', filter, 4);
    for (;;) {
      const found = await view.find(calendarFilter(filter, scene), {
        sort: SORT,
        limit: limit + 1,
        ...(cursor ? { after: after(ORDER, cursor) } : {}),
      });
      wanted.push(...found.filter((document) => isWanted(document, filter, scene)));
      const last = found.at(-1);
      if (wanted.length > limit || found.length <= limit || !last) break;
      cursor = sortValues(last);
    }
    const shown = wanted.slice(0, limit);
    reading.seen(
      shown.map(({ _id }) => _id),
      ['name', 'visits'],
    );
    const rows = await Promise.all(shown.map((document) => calendarRow(document, scene)));
    return pageOf('visit-calendar', wanted, limit, rows, sortValues);
  }
}

@QueryHandler(CountVisitCalendar)
export class CountVisitCalendarHandler implements IQueryHandler<CountVisitCalendar> {
  async execute({ reading, filter }: CountVisitCalendar) {
    const month = filter.month ?? monthOf(localDateOf(reading.now));
    const counts = { NOT_DUE: 0, OWED: 0, PENDING: 0, FULFILLED: 0, FULFILLED_LATE: 0, MISSED: 0, EXCUSED: 0 };
    const view = await reading.views.of(visitCalendarProjection);
    const scene = { month, reading, who: await WhoAnswered.of(reading.views) };
    for await (const document of view.each(calendarFilter(filter, scene), SORT)) {
      if (belongs(document, filter, scene) && isOf(filter.coordinator, document, scene))
        counts[stateIn(document, month, reading)] += 1;
    }
    return { month, counts };
  }
}

/** What a month is judged by. */
interface Scene {
  readonly month: Period;
  readonly reading: Reading;
  readonly who: WhoAnswered;
}

function calendarFilter({ town, village, coordinator }: CalendarFilter, scene: Scene): Record<string, unknown> {
  const { month, reading } = scene;
  return {
    $and: [
      everIn(reading.area),
      { firstListedOn: { $lt: addDays(lastDayOf(month), 1) } },
      {
        ...(town === undefined ? {} : { towns: town }),
        ...(village === undefined ? {} : { villages: village }),
      },
      ...(coordinator === undefined ? [] : [maybeOf(coordinator, scene)]),
    ],
  };
}

/** Households that ever lived in the area: which of their months belong to it is judged at reading. */
function everIn(area: Area): Record<string, unknown> {
  if (area.kind === 'city') return {};
  if (area.kind === 'villages') return { villages: { $in: [...area.villages] } };
  return { towns: { $in: area.kind === 'towns' ? [...area.towns] : [] } };
}

/** Whether the month belongs to the area and to the units asked for: who moved leaves his earlier months behind. */
function belongs({ stays }: VisitCalendarDocument, { town, village }: CalendarFilter, scene: Scene): boolean {
  const { month, reading } = scene;
  const stay = stayOfMonth(stays, month, reading.rules);
  if (stay === undefined || !covers(reading.area, stay)) return false;
  return (town ?? stay.townCode) === stay.townCode && (village ?? stay.villageCode) === stay.villageCode;
}

/** Households that may be his in the month: those for which he answers are told apart one by one (`isOf`). */
function maybeOf(coordinator: string, scene: Scene): Record<string, unknown> {
  const { who } = scene;
  return {
    $or: [
      { villages: { $in: who.villagesOf(coordinator, dayOfAnswer(scene)) } },
      { coordinators: coordinator },
      { 'misses.responsible': coordinator },
    ],
  };
}

function isOf(coordinator: string | undefined, document: VisitCalendarDocument, scene: Scene): boolean {
  return coordinator === undefined || responsibleIn(document, scene).includes(coordinator);
}

/** Without a wanted state the list shows every household that had something to be done in the month. */
function isWanted(document: VisitCalendarDocument, filter: CalendarFilter, scene: Scene): boolean {
  const state = stateIn(document, scene.month, scene.reading);
  const wanted = filter.state === undefined ? state !== 'NOT_DUE' : state === filter.state;
  return wanted && belongs(document, filter, scene) && isOf(filter.coordinator, document, scene);
}

function stateIn(document: VisitCalendarDocument, month: Period, reading: Reading): DutyState {
  return dutyIn(document, month, reading).state;
}

function dutyIn({ listings, visits, excuses }: VisitCalendarDocument, month: Period, { now, rules }: Reading) {
  const facts = {
    listings,
    visits: visits.filter(({ kind }) => kind === 'visit'),
    excusedMonths: excuses.map((excuse) => excuse.month),
  };
  return dutyOf(month, facts, now, rules);
}

async function calendarRow(document: VisitCalendarDocument, scene: Scene): Promise<CalendarRow> {
  const { month, reading, who } = scene;
  const { townCode, villageCode } = whereIn(document, scene);
  const { state, cutOff } = dutyIn(document, month, reading);
  const inMonth = document.visits.filter((visit) => monthOfVisit(visit) === month);
  const miss = document.misses.find((candidate) => candidate.month === month);
  return {
    householdId: document._id,
    householdNo: document.householdNo,
    townCode,
    villageCode,
    villageName: reading.rules.divisions.nameOf(villageCode),
    groupNo: villageCode === document.village ? document.group : '',
    headName: await reading.open.name(entryOf(document.names, document.headId)),
    month,
    state,
    cutOffOn: cutOff.dueOn ?? null,
    provisional: cutOff.provisional,
    visits: inMonth
      .filter(({ kind }) => kind === 'visit')
      .map(({ visitId, occurredAt, recordedAt, by }) => ({
        visitId,
        occurredAt,
        recordedAt,
        by,
        responsible: responsibleThen(document, localDateOf(occurredAt), who),
        counts: countsFor(month, occurredAt, document.listings),
      })),
    attempts: inMonth.filter(({ kind }) => kind === 'attempt').length,
    excuse: document.excuses.find((excuse) => excuse.month === month)?.reason ?? null,
    missedAt: miss?.recordedAt ?? null,
    responsible: responsibleIn(document, scene),
  };
}

/**
 * Who answers for the month: whom its breach names, otherwise who answers at its end, in a running month today, by the
 * village's own stream. A village nobody was ever appointed for goes by what its listing names.
 */
function responsibleIn(document: VisitCalendarDocument, scene: Scene): readonly string[] {
  const { misses, listings } = document;
  const { month, who } = scene;
  const { villageCode } = whereIn(document, scene);
  const missed = misses.find((miss) => miss.month === month);
  const named = listings.findLast(({ from }) => from <= lastDayOf(month))?.coordinatorRef;
  return missed?.responsible ?? who.at(villageCode, dayOfAnswer(scene)) ?? (named === undefined ? [] : [named]);
}

/** Who answered on that day for the village the family lived in then. */
function responsibleThen({ stays }: VisitCalendarDocument, day: LocalDate, who: WhoAnswered): readonly string[] {
  const village = stayOn(stays, day)?.villageCode;
  return (village === undefined ? undefined : who.at(village, day)) ?? [];
}

/** Where the family lived for this month's duty; before its first stay, where it lives now. */
function whereIn(document: VisitCalendarDocument, { month, reading }: Scene): Pick<Stay, 'townCode' | 'villageCode'> {
  const { stays, town, village } = document;
  return stayOfMonth(stays, month, reading.rules) ?? { townCode: town, villageCode: village };
}

function dayOfAnswer({ month, reading: { now } }: Scene): LocalDate {
  const [today, end] = [localDateOf(now), lastDayOf(month)];
  return today < end ? today : end;
}

function sortValues({ village, group, householdNo, _id }: VisitCalendarDocument): CursorValues {
  return [village, group, householdNo, _id];
}
