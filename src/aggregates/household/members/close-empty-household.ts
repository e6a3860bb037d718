import { monthOf, startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import type { HouseholdDelisted, MonthlyVisitExcused } from '../household.events.js';
import type { Household, RegisteredHousehold } from '../household.js';
import { openListing } from '../household.js';
import { countsFor, isDueMonth } from '../visits/monthly-duty.js';
import { isPresent, leftOn } from './member.js';

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
  if (state.status !== 'registered' || state.members.some(isPresent)) return [];
  const emptied = latest(on, ...state.members.map((member) => leftOn(member) ?? on));
  const listed = openListing(state);
  const last = listed ? latest(emptied, listed.from) : emptied;
  const month = monthOf(last);
  const occurredAt = startOfDay(last);
  const owed = isDueMonth(month, state.listings, rules) && !isAnswered(month, state);
  return [
    ...(owed
      ? [
          {
            type: 'MonthlyVisitExcused',
            data: { month, reason: excuseFor(reason), ground: { kind: 'LAST_MEMBER_GONE' } },
            occurredAt,
            subjectPeriod: month,
          } as const,
        ]
      : []),
    ...(listed
      ? [{ type: 'HouseholdDelisted', data: { on: last, reason: 'LAST_MEMBER_GONE' }, occurredAt } as const]
      : []),
  ];
}

/** Facts may be told in another order than they happened: the last to leave empties the house. */
function latest(...days: readonly [LocalDate, ...LocalDate[]]): LocalDate {
  return days.reduce((one, other) => (one > other ? one : other));
}

function isAnswered(month: string, { visits, listings, excusedMonths }: RegisteredHousehold): boolean {
  return (
    excusedMonths.includes(month) ||
    visits.some(({ kind, occurredAt }) => kind === 'visit' && countsFor(month, occurredAt, listings))
  );
}

function excuseFor(removalReason: string): string {
  return removalReason === 'DEATH' ? 'DEATH' : 'MOVED_AWAY';
}
