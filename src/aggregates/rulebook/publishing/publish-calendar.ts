import { yearOf } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { Rulebook } from '../rulebook.js';
import type { CalendarPublished } from '../rulebook.events.js';

/** Publishes the State Council's holidays and make-up workdays of one year (announced in November). */
export class PublishCalendar {
  constructor(readonly calendar: CalendarPublished['data']) {}
}

export const publishCalendarAccess: Access = { roles: ['BUREAU', 'SYSTEM'], purpose: 'ROUTINE_DUTY' };

export function publishCalendar({ calendar }: PublishCalendar, state: Rulebook): readonly Decided<CalendarPublished>[] {
  const { year, holidays, makeUpWorkdays } = calendar;
  // An arrangement may reach a few days into its neighbours (a New Year's holiday that begins in December).
  const near = (day: string) => Math.abs(Number(yearOf(day)) - year) <= 1;
  const foreign = [...holidays, ...makeUpWorkdays].find((day) => !near(day));
  const pointer = foreign && holidays.includes(foreign) ? '/holidays' : '/makeUpWorkdays';
  if (foreign) throw new RuleBroken('calendar-year', `${foreign} 不属于 ${year} 年`, pointer);
  const both = holidays.find((day) => makeUpWorkdays.includes(day));
  if (both) throw new RuleBroken('calendar-day-twice', `${both} 不能既放假又上班`, '/makeUpWorkdays');
  if (JSON.stringify(state.calendars[year]) === JSON.stringify(calendar)) return [];
  return [{ type: 'CalendarPublished', data: calendar }];
}
