import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { assertHappenedOn, assertInService } from '../business-time.js';
import type { PublicLabourParticipated } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { inPost } from '../coordinator.js';

/** He took part in public labour (S06-4). */
export class RecordPublicLabour {
  constructor(
    readonly coordinatorId: string,
    readonly labour: PublicLabourParticipated['data'],
  ) {}
}

export const recordPublicLabourAccess: Access = {
  roles: ['COORDINATOR', 'OFFICER'],
  purpose: 'ROUTINE_DUTY',
  ownPost: ['COORDINATOR'],
};

export function recordPublicLabour(
  { labour }: RecordPublicLabour,
  state: Coordinator,
  given: Given,
): readonly Decided<PublicLabourParticipated>[] {
  const { service } = inPost(state);
  assertHappenedOn(labour.on, given, '/on');
  assertInService(labour.on, service.since);
  return [{ type: 'PublicLabourParticipated', data: labour, occurredAt: startOfDay(labour.on) }];
}
