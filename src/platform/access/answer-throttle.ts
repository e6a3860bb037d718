import { epochMillisOf } from '../calendar/local-date.js';
import type { Instant } from '../fact.js';

const HOUR = 3_600_000;

/**
 * Limits how often one account is told something that could be fished for, such as whether an ID number is registered.
 * Counted in this process, over the hour before; the answers themselves are access facts.
 */
export class AnswerThrottle {
  private readonly answers = new Map<string, readonly number[]>();

  constructor(private readonly perHour: number) {}

  /** Counts one answer; false when the account has had its share and gets none. */
  allows(account: string, now: Instant): boolean {
    const at = epochMillisOf(now);
    const recent = (this.answers.get(account) ?? []).filter((earlier) => earlier > at - HOUR);
    const allowed = recent.length < this.perHour;
    this.answers.set(account, allowed ? [...recent, at] : recent);
    return allowed;
  }
}
