import { monthOf } from '../../../platform/calendar/local-date.js';
import type { LocalDate, Period } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { Service } from '../service.js';
import { paymentOf } from '../service.js';

/** Each kind is paid once for a month of his service that has begun. */
export function assertPayable({ since, paid }: Service, kind: string, period: Period, today: LocalDate): void {
  if (period > monthOf(today)) throw new RuleBroken('month-in-future', '不能登记以后月份的发放', '/period');
  if (period < monthOf(since)) throw new RuleBroken('before-appointment', '该月尚未任职', '/period');
  if (paid.includes(paymentOf(kind, period))) throw new RuleBroken('already-paid', '该月该项已登记发放', '/period');
}
