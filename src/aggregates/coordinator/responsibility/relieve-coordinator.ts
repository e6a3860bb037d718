import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { assertHappenedOn, assertInOrder } from '../business-time.js';
import type { CoordinatorRelieved, Grounds } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { inPost, responsibleFor } from '../coordinator.js';
import type { Succession } from './successor.js';
import { assertSuccessor } from './successor.js';

/** Ends his post. A village that loses its last coordinator by it raises an alert and never blocks this (I-01). */
export class RelieveCoordinator {
  constructor(
    readonly coordinatorId: string,
    readonly from: LocalDate,
    readonly grounds: Grounds,
    readonly handOverTo?: string,
  ) {}
}

export const relieveCoordinatorAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function relieveCoordinator(
  { coordinatorId, from, grounds, handOverTo }: RelieveCoordinator,
  state: Coordinator,
  given: Given<Succession | undefined>,
): readonly Decided<CoordinatorRelieved>[] {
  const post = inPost(state);
  assertHappenedOn(from, given, '/from');
  assertInOrder(from, post.changedOn);
  const villages = responsibleFor(post);
  assertSuccessor(handOverTo, { coordinatorId, townCode: post.townCode, ended: villages, from }, given.foreign);
  const data = { from, ...grounds, villages, ...(handOverTo === undefined ? {} : { handOverTo }) };
  return [{ type: 'CoordinatorRelieved', data, occurredAt: startOfDay(from) }];
}
