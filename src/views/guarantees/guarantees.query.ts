import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { localDateOf, monthOf, monthsBetween, nextMonth, previousMonth } from '../../platform/calendar/local-date.js';
import type { LocalDate, Period } from '../../platform/fact.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { GuaranteesDocument } from './guarantees.projection.js';
import { guaranteesProjection } from './guarantees.projection.js';
import type { Cover } from './insured-until.js';
import { coverOn } from './insured-until.js';

export interface GuaranteesFilter extends PageQuery {
  readonly town?: string;
  readonly insurance?: Cover['state'];
}

/** What was paid, and how many whole months are owed by the end of last month. */
export interface Paid {
  readonly until: Period | null;
  readonly monthsBehind: number;
}

export interface GuaranteesRow {
  readonly coordinatorId: string;
  readonly townCode: string;
  readonly townName: string;
  readonly name: string | null;
  readonly since: LocalDate;
  /** Set of somebody relieved who has not returned everything. */
  readonly relievedOn: LocalDate | null;
  readonly insurance: Cover;
  readonly equipment: readonly { readonly kind: string; readonly deviceNo: string; readonly on: LocalDate }[];
  readonly transport: Paid;
  readonly communication: Paid;
  readonly salary: Paid;
}

/** Who is guaranteed what and until when (S33): never insured first, then by the last day of cover. */
export class FindGuarantees extends Query<Page<GuaranteesRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: GuaranteesFilter,
  ) {
    super();
  }
}

export const GUARANTEE_FIELDS: readonly string[] = ['name'];

@QueryHandler(FindGuarantees)
export class FindGuaranteesHandler implements IQueryHandler<FindGuarantees> {
  /** The order depends on the day that is asked about, so that all coordinators of the area are read. */
  async execute({ reading, filter }: FindGuarantees): Promise<Page<GuaranteesRow>> {
    const limit = limitOf(filter);
    const [until, id] = (cursorOf('guarantees', filter, 2) ?? []).map(String);
    const found = (await guaranteesIn(reading, filter)).filter(
      (document) =>
        until === undefined ||
        endOf(document, reading) > until ||
        (endOf(document, reading) === until && document._id > (id ?? '')),
    );
    const shown = found.slice(0, limit);
    reading.seen(
      shown.map(({ _id }) => _id),
      GUARANTEE_FIELDS,
    );
    const rows = await Promise.all(shown.map((document) => guaranteesRow(document, reading)));
    return pageOf('guarantees', found, limit, rows, (document) => [endOf(document, reading), document._id]);
  }
}

/** Everybody in post, and whoever was relieved and still has something of the township's. */
export async function guaranteesIn(
  reading: Reading,
  { town, insurance }: GuaranteesFilter,
): Promise<readonly GuaranteesDocument[]> {
  const view = await reading.views.of(guaranteesProjection);
  const documents = await view.find({ $and: [areaFilter(reading.area), town ? { town } : {}] });
  return documents
    .filter(({ relievedOn, devices }) => relievedOn === undefined || devices.length > 0)
    .filter(({ insurances }) => insurance === undefined || coverNow(insurances, reading).state === insurance)
    .sort((one, other) => compare(endOf(one, reading), endOf(other, reading)) || compare(one._id, other._id));
}

export async function guaranteesRow(document: GuaranteesDocument, reading: Reading): Promise<GuaranteesRow> {
  const { _id, town, name, since, relievedOn, insurances, devices } = document;
  const today = localDateOf(reading.now);
  return {
    coordinatorId: _id,
    townCode: town,
    townName: reading.rules.divisions.nameOf(town),
    name: await reading.open.name(name),
    since,
    relievedOn: relievedOn ?? null,
    insurance: coverNow(insurances, reading),
    equipment: devices,
    transport: paidOf(document, 'TRANSPORT', today),
    communication: paidOf(document, 'COMMUNICATION', today),
    salary: paidOf(document, 'SALARY', today),
  };
}

/** From the month of his appointment, or the one after the last paid, to last month or the one of his relief. */
function paidOf({ since, relievedOn, paidUntil }: GuaranteesDocument, kind: string, today: LocalDate): Paid {
  const until = paidUntil[kind];
  const first = until === undefined ? monthOf(since) : nextMonth(until);
  const ended = relievedOn !== undefined && relievedOn < today ? monthOf(relievedOn) : previousMonth(monthOf(today));
  return { until: until ?? null, monthsBehind: first > ended ? 0 : monthsBetween(first, ended).length };
}

function endOf({ insurances }: GuaranteesDocument, reading: Reading): string {
  return coverNow(insurances, reading).until ?? '';
}

function coverNow(insurances: GuaranteesDocument['insurances'], { now, rules }: Reading): Cover {
  return coverOn(insurances, localDateOf(now), rules.parameters.number('INSURANCE-SOON'));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
