import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SweepCompleted } from '../village.events.js';
import { townOf } from '../village-rules.js';
import type { Village } from '../village.js';

/** Every household of a village was looked at (全面摸排, S14). */
export class RecordSweep {
  constructor(
    readonly villageCode: string,
    readonly sweep: Omit<SweepCompleted['data'], 'villageCode' | 'townCode'>,
  ) {}
}

export const recordSweepAccess: Access = { roles: ['COORDINATOR', 'OFFICER'], purpose: 'ROUTINE_DUTY' };

export function recordSweep(
  { villageCode, sweep }: RecordSweep,
  _: Village,
  given: Given,
): readonly Decided<SweepCompleted>[] {
  const townCode = townOf(villageCode, given);
  if (sweep.until < sweep.from) throw new RuleBroken('sweep-period', '摸排结束日早于开始日', '/until');
  if (sweep.until > given.today) throw new RuleBroken('I-22', '摸排尚未结束，不能登记', '/until');
  const data = { villageCode, townCode, ...sweep };
  return [{ type: 'SweepCompleted', data, occurredAt: startOfDay(sweep.until) }];
}
