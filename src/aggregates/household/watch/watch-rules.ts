import { addMonths } from '../../../platform/calendar/local-date.js';
import type { Given } from '../../../platform/change/given.js';
import type { LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { RegisteredHousehold } from '../household.js';
import type { Watch } from './watch.js';
import { openWatch } from './watch.js';

/** The watch that is open now; a household not on the list has nothing to review and nothing to leave. */
export function currentWatch({ watches }: RegisteredHousehold): Watch {
  const watch = openWatch(watches);
  if (!watch) throw new RuleBroken('not-on-watch', '该户不在观察名单中');
  return watch;
}

/** Nobody is put on the list before the day on which he last left it. */
export function assertAfterLastWatch({ watches }: RegisteredHousehold, on: LocalDate): void {
  const before = watches.at(-1)?.until;
  if (before !== undefined && on < before)
    throw new RuleBroken('out-of-order', `列入观察日期早于上次移出日期 ${before}`, '/on');
}

/** What is said of a watch happened, not before the watch began or was last reviewed. */
export function assertFollows({ from, reviews }: Watch, on: LocalDate, given: Pick<Given, 'now' | 'rules'>): void {
  assertHappenedOn(on, given, '/on');
  const last = reviews.at(-1)?.on ?? from;
  if (on < last) throw new RuleBroken('out-of-order', `日期早于列入观察或上次复核的日期 ${last}`, '/on');
}

/** Every three months (rules.md, project default), by 24:00 of the corresponding day (民法典 art. 202). */
export function nextReviewAfter(on: LocalDate, { rules }: Pick<Given, 'rules'>): LocalDate {
  return addMonths(on, rules.parameters.number('WATCH-REVIEW'));
}
