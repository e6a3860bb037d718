import { addDays, firstDayOf, monthOf, monthsBetween, nextMonth } from '../platform/calendar/local-date.js';
import type { LocalDate } from '../platform/fact.js';
import type { Granted } from './demo-case-applications.js';
import type { CaseStory } from './demo-case-story.js';
import { workdayAfter } from './demo-case-story.js';

/** Months of payments that a story tells at most. */
const MOST_PAYMENTS = 3;

interface Changed {
  readonly change: 'REDUCE' | 'END';
  readonly from: LocalDate;
}

/** Paid month by month from the first one on, once where it was granted for once. */
export function isPaid(story: CaseStory, { path, from, validUntil, money }: Granted, changed?: Changed): void {
  const { town, until } = story.cast;
  if (path === 'TEMPORARY') {
    story.wait(1);
    const period = monthOf(from);
    story.officerDoes('payment', ({ benefits }, { door, caseId, id }) =>
      benefits.recordPayment(door, caseId, id('grant'), { period, money }),
    );
    return;
  }
  const last = validUntil === undefined || validUntil > until ? until : validUntil;
  const months = from > last ? [] : monthsBetween(monthOf(from), monthOf(last));
  for (const period of months.slice(0, MOST_PAYMENTS)) {
    const day = firstDayOf(period);
    if (changed?.change === 'END' && day >= changed.from) return;
    const paid = changed && day >= changed.from ? reduced(money) : money;
    story.doesOn(workdayAfter(day, 7), `payment-${period}`, town.officer, ({ benefits }, { door, caseId, id }) =>
      benefits.recordPayment(door, caseId, id('grant'), { period, money: paid }),
    );
  }
}

const reduced = (money: number) => Math.floor(money / 2000) * 1000;

/** Heard, told in writing, then decided by somebody else, for a month to come (I-17). */
export function changes(story: CaseStory, { from, money }: Granted, change: 'REDUCE' | 'END'): Changed {
  const { town } = story.cast;
  const third = firstDayOf(nextMonth(nextMonth(monthOf(from))));
  const on = workdayAfter(third, story.random.between(4, 8));
  const effective = firstDayOf(nextMonth(nextMonth(monthOf(on))));
  const decidedOn = workdayAfter(on, 6);
  story.doesOn(on, 'hearing', town.officer, ({ benefits }, { door, caseId, headId, id }) =>
    benefits.holdHearing(door, caseId, id('grant'), {
      on,
      heard: [headId],
      statement: '儿子已外出务工，情况属实，无异议',
    }),
  );
  const toldOn = workdayAfter(on, 1);
  story.doesOn(toldOn, 'announcement', town.officer, ({ benefits }, { door, caseId, id }) =>
    benefits.announceEnding(door, caseId, id('grant'), { change, on: toldOn, from: effective }),
  );
  const why = { reason: 'INCOME_UP', from: effective, text: '家庭收入增加，已听取意见并书面告知' };
  story.doesOn(decidedOn, 'change', town.reviewer, ({ benefits }, { door, caseId, id }) =>
    change === 'END'
      ? benefits.endMeasure(door, caseId, id('grant'), why)
      : benefits.reduceMeasure(door, caseId, id('grant'), { ...why, money: reduced(money) }),
  );
  return { change, from: effective };
}

/** Looked at again half a year after it began (定期核查). */
export function isReviewed(story: CaseStory, { from }: Granted): void {
  const on = workdayAfter(addDays(from, 170), 1);
  story.doesOn(on, 'review', story.cast.town.officer, ({ benefits }, { door, caseId, id }) =>
    benefits.reviewMeasure(door, caseId, id('grant'), { on, result: 'UNCHANGED' }),
  );
}
