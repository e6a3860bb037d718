import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import type { HouseholdDelisted, MonthlyVisitExcused } from '../household.events.js';
import type { Household } from '../household.js';
import { openListing } from '../household.js';
import { monthOf } from '../../../platform/calendar/local-date.js';
import { countsFor, isDueMonth } from '../visits/monthly-duty.js';
import { isPresent } from './member.js';

/** The last member died or left: the month is excused, the household delisted (project default). */
export class CloseEmptyHousehold {
  constructor(
    readonly householdId: string,
    readonly on: LocalDate,
    readonly reason: string,
  ) {}
}

export const closeEmptyHouseholdAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

export function closeEmptyHousehold(
  { on, reason }: CloseEmptyHousehold,
  state: Household,
  { rules }: Given,
): readonly Decided<MonthlyVisitExcused | HouseholdDelisted>[] {
  if (state.status !== 'registered' || state.members.some(isPresent) || !openListing(state)) return [];
  const month = monthOf(on);
  const visited = state.visits.some(({ kind, occurredAt }) => kind === 'visit' && countsFor(month, occurredAt, state.listings));
  const answered = visited || state.excusedMonths.includes(month) || !isDueMonth(month, state.listings, rules);
  const occurredAt = startOfDay(on);
  return [
    ...(answered ? [] : [{ type: 'MonthlyVisitExcused', data: { month, reason }, occurredAt, subjectPeriod: month } as const]),
    { type: 'HouseholdDelisted', data: { on, reason: 'LAST_MEMBER_GONE' }, occurredAt },
  ];
}
