import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappenedOn, assertInOrder } from '../business-time.js';
import type { CoordinatorResumed, Grounds } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { inPost } from '../coordinator.js';

/** He answers again, from that day, for the villages he was suspended from. */
export class ResumeCoordinator {
  constructor(
    readonly coordinatorId: string,
    readonly from: LocalDate,
    readonly grounds: Grounds,
  ) {}
}

export const resumeCoordinatorAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function resumeCoordinator(
  { from, grounds }: ResumeCoordinator,
  state: Coordinator,
  given: Given,
): readonly Decided<CoordinatorResumed>[] {
  const post = inPost(state);
  if (!post.suspended) throw new RuleBroken('not-suspended', '该协理员并未停职');
  assertHappenedOn(from, given, '/from');
  assertInOrder(from, post.changedOn);
  const villages = post.villages.map(({ villageCode }) => villageCode);
  return [{ type: 'CoordinatorResumed', data: { from, ...grounds, villages }, occurredAt: startOfDay(from) }];
}
