import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappenedOn, assertInOrder } from '../business-time.js';
import type { CoordinatorSuspended, Grounds } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { inPost, responsibleFor } from '../coordinator.js';
import type { Succession } from './successor.js';
import { assertSuccessor } from './successor.js';

/** Takes him off his villages for a time: from that day he answers for none of them, until he is resumed. */
export class SuspendCoordinator {
  constructor(
    readonly coordinatorId: string,
    readonly from: LocalDate,
    readonly grounds: Grounds,
    readonly until?: LocalDate,
    readonly handOverTo?: string,
  ) {}
}

export const suspendCoordinatorAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function suspendCoordinator(
  { coordinatorId, from, grounds, until, handOverTo }: SuspendCoordinator,
  state: Coordinator,
  given: Given<Succession | undefined>,
): readonly Decided<CoordinatorSuspended>[] {
  const post = inPost(state);
  if (post.suspended) throw new RuleBroken('suspended', '该协理员已在停职中');
  assertHappenedOn(from, given, '/from');
  assertInOrder(from, post.changedOn);
  if (until !== undefined && until < from) throw new RuleBroken('out-of-order', '预计止日早于停职日', '/until');
  const villages = responsibleFor(post);
  assertSuccessor(handOverTo, { coordinatorId, townCode: post.townCode, ended: villages, from }, given.foreign);
  const data = {
    from,
    ...(until === undefined ? {} : { until }),
    ...grounds,
    villages,
    ...(handOverTo === undefined ? {} : { handOverTo }),
  };
  return [{ type: 'CoordinatorSuspended', data, occurredAt: startOfDay(from) }];
}
