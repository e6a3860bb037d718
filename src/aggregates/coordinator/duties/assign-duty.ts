import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn, assertInService } from '../business-time.js';
import type { DutyAssigned } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { inPost } from '../coordinator.js';
import { assertWritten } from '../../../platform/change/written-text.js';

/** The township gives him something to do (S05, S06-6 among them). */
export class AssignDuty {
  constructor(
    readonly coordinatorId: string,
    readonly duty: Omit<DutyAssigned['data'], 'text'>,
    readonly text: SealedBox | undefined,
  ) {}
}

export const assignDutyAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function assignDuty(
  { duty, text }: AssignDuty,
  state: Coordinator,
  given: Given,
): readonly Decided<DutyAssigned>[] {
  const { service } = inPost(state);
  assertHappenedOn(duty.on, given, '/on');
  assertInService(duty.on, service.since);
  const data = { ...duty, text: assertWritten(text, '任务内容', '/text') };
  return [{ type: 'DutyAssigned', data, occurredAt: startOfDay(duty.on) }];
}
