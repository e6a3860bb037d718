import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappenedOn, assertInService } from '../business-time.js';
import type { DutyPerformed } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { inPost } from '../coordinator.js';

/** A duty of S06 was done, asked for or not. Several of one kind on a day are several. */
export class RecordDuty {
  constructor(
    readonly coordinatorId: string,
    readonly duty: DutyPerformed['data'],
  ) {}
}

export const recordDutyAccess: Access = {
  roles: ['COORDINATOR', 'OFFICER'],
  purpose: 'ROUTINE_DUTY',
  ownPost: ['COORDINATOR'],
};

export function recordDuty({ duty }: RecordDuty, state: Coordinator, given: Given): readonly Decided<DutyPerformed>[] {
  const { service } = inPost(state);
  assertHappenedOn(duty.on, given, '/on');
  assertInService(duty.on, service.since);
  if (duty.dutyId !== undefined && !service.duties.includes(duty.dutyId))
    throw new RuleBroken('no-such-duty', '没有交办过这项任务', '/dutyId');
  return [{ type: 'DutyPerformed', data: duty, occurredAt: startOfDay(duty.on) }];
}
