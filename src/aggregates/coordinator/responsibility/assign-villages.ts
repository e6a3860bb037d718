import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertVillagesOf } from '../appointment/appointment-rules.js';
import { assertHappenedOn, assertInOrder } from '../business-time.js';
import type { Grounds, VillagesAssigned } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { inPost } from '../coordinator.js';
import type { Succession } from './successor.js';
import { assertSuccessor } from './successor.js';

/** The villages he answers for from that day on, all of them; those left out end, those new begin. */
export class AssignVillages {
  constructor(
    readonly coordinatorId: string,
    readonly villages: readonly string[],
    readonly from: LocalDate,
    readonly grounds: Grounds,
    readonly handOverTo?: string,
    readonly takesOverFrom?: string,
  ) {}
}

export const assignVillagesAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function assignVillages(
  { coordinatorId, villages, from, grounds, handOverTo, takesOverFrom }: AssignVillages,
  state: Coordinator,
  given: Given<Succession | undefined>,
): readonly Decided<VillagesAssigned>[] {
  const post = inPost(state);
  if (post.suspended) throw new RuleBroken('suspended', '该协理员停职中，复职后再调整');
  assertVillagesOf(post.townCode, villages, given);
  const before = post.villages.map(({ villageCode }) => villageCode);
  const begun = villages.filter((village) => !before.includes(village));
  const ended = before.filter((village) => !villages.includes(village));
  if (begun.length === 0 && ended.length === 0) return [];
  assertHappenedOn(from, given, '/from');
  assertInOrder(from, post.changedOn);
  assertSuccessor(handOverTo, { coordinatorId, townCode: post.townCode, ended, from }, given.foreign);
  const kept = post.villages.filter(({ villageCode }) => villages.includes(villageCode));
  const data = {
    villages: [...kept, ...begun.map((villageCode) => ({ villageCode, from }))],
    begun,
    ended,
    from,
    ...grounds,
    ...(handOverTo === undefined ? {} : { handOverTo }),
    ...(takesOverFrom === undefined ? {} : { takesOverFrom }),
  };
  return [{ type: 'VillagesAssigned', data, occurredAt: startOfDay(from) }];
}
