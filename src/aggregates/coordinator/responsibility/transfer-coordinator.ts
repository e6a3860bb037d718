import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappenedOn, assertInOrder } from '../business-time.js';
import type { CoordinatorTransferred, Grounds } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { inPost, responsibleFor } from '../coordinator.js';
import type { Succession } from './successor.js';
import { assertSuccessor } from './successor.js';

/**
 * Lets him go to another township. From that day he is that township's, without villages: each township writes only
 * inside its own divisions (I-02, I-19), so that the other one assigns them.
 */
export class TransferCoordinator {
  constructor(
    readonly coordinatorId: string,
    readonly toTown: string,
    readonly from: LocalDate,
    readonly grounds: Grounds,
    readonly handOverTo?: string,
  ) {}
}

export const transferCoordinatorAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function transferCoordinator(
  { coordinatorId, toTown, from, grounds, handOverTo }: TransferCoordinator,
  state: Coordinator,
  given: Given<Succession | undefined>,
): readonly Decided<CoordinatorTransferred>[] {
  const post = inPost(state);
  if (!given.rules.divisions.isTownship(toTown)) throw new RuleBroken('no-such-town', '没有这个乡镇(街道)', '/toTown');
  if (toTown === post.townCode) throw new RuleBroken('same-town', '本乡镇内调整请办理负责村(社区)调整', '/toTown');
  assertHappenedOn(from, given, '/from');
  assertInOrder(from, post.changedOn);
  const villages = responsibleFor(post);
  assertSuccessor(handOverTo, { coordinatorId, townCode: post.townCode, ended: villages, from }, given.foreign);
  const data = {
    fromTown: post.townCode,
    toTown,
    from,
    ...grounds,
    villages,
    ...(handOverTo === undefined ? {} : { handOverTo }),
  };
  return [{ type: 'CoordinatorTransferred', data, occurredAt: startOfDay(from) }];
}
