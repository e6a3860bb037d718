import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn, assertInService } from '../business-time.js';
import type { SocialForceMobilised } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { inPost } from '../coordinator.js';
import { assertWritten } from '../../../platform/change/written-text.js';

/** He won somebody to help (S06-4). */
export class MobiliseSocialForce {
  constructor(
    readonly coordinatorId: string,
    readonly help: Omit<SocialForceMobilised['data'], 'who'>,
    readonly who: SealedBox | undefined,
  ) {}
}

export const mobiliseSocialForceAccess: Access = {
  roles: ['COORDINATOR', 'OFFICER'],
  purpose: 'ROUTINE_DUTY',
  ownPost: ['COORDINATOR'],
};

export function mobiliseSocialForce(
  { help, who }: MobiliseSocialForce,
  state: Coordinator,
  given: Given,
): readonly Decided<SocialForceMobilised>[] {
  const { service } = inPost(state);
  assertHappenedOn(help.on, given, '/on');
  assertInService(help.on, service.since);
  const data = { ...help, who: assertWritten(who, '所动员的人或单位', '/who') };
  return [{ type: 'SocialForceMobilised', data, occurredAt: startOfDay(help.on) }];
}
