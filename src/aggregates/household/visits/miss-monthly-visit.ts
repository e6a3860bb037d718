import { monthOf, localDateOf } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, Instant, Period } from '../../../platform/fact.js';
import type { MonthlyVisitMissed } from '../household.events.js';
import type { Household } from '../household.js';
import { countsFor, isDueMonth } from './monthly-duty.js';

/** The cut-off of a month has passed without a visit (S15): proof of a negative, written once per month. */
export class MissMonthlyVisit {
  constructor(
    readonly householdId: string,
    readonly deadlineId: string,
    readonly month: Period,
    readonly dueAt: Instant,
    /** Who answered for the household at the month's end. */
    readonly responsible: readonly string[],
  ) {}
}

export const missMonthlyVisitAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

/** Re-checks by the household's own stream; a month already answered for gets no second word. */
export function missMonthlyVisit(
  { deadlineId, month, dueAt, responsible }: MissMonthlyVisit,
  state: Household,
  { now, rules }: Given,
): readonly Decided<MonthlyVisitMissed>[] {
  if (state.status !== 'registered' || now <= dueAt || !isDueMonth(month, state.listings, rules)) return [];
  const answered = state.missedMonths.includes(month) || state.excusedMonths.includes(month);
  const inTime = state.visits.some(
    ({ kind, occurredAt, recordedAt }) =>
      kind === 'visit' && recordedAt <= dueAt && countsFor(month, occurredAt, state.listings),
  );
  if (answered || inTime) return [];
  const attempts = state.visits.filter(
    ({ kind, occurredAt }) => kind === 'attempt' && monthOf(localDateOf(occurredAt)) === month,
  ).length;
  const data = { deadlineId, month, dueAt, responsible, attempts };
  return [{ type: 'MonthlyVisitMissed', data, occurredAt: dueAt, subjectPeriod: month }];
}
