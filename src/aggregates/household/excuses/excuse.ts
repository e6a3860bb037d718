import { entryOf } from '../../../platform/change/entry-of.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { ExcuseProposed } from '../household.events.js';
import type { Pending, RegisteredHousehold } from '../household.js';

export function openExcuse({ open }: RegisteredHousehold, proposalId: string): Pending<ExcuseProposed['data']> {
  const pending = entryOf(open.excuses, proposalId);
  if (!pending) throw new RuleBroken('no-such-proposal', '没有这项待复核的免访提请，或已办结');
  return pending;
}

export function assertNotExcused({ excusedMonths }: RegisteredHousehold, month: string, pointer?: string): void {
  if (excusedMonths.includes(month)) throw new RuleBroken('already-excused', `${month} 已经免访`, pointer);
}
