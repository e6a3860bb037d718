import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn } from '../business-time.js';
import type { Appointment, CoordinatorAppointed } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { assertVillagesOf } from './appointment-rules.js';
import type { Particulars } from './particulars.js';

/** Appoints somebody who held no such post before (S03): at least one village, all of the appointing township. */
export class AppointCoordinator {
  constructor(
    readonly coordinatorId: string,
    readonly particulars: Particulars,
    readonly villages: readonly string[],
    readonly source: string,
    /** First day in post. */
    readonly from: LocalDate,
    readonly post?: SealedBox,
    readonly remark?: SealedBox,
  ) {}
}

export const appointCoordinatorAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function appointCoordinator(
  command: AppointCoordinator,
  state: Coordinator,
  given: Given,
): readonly Decided<CoordinatorAppointed>[] {
  const data = appointment(command, state, given);
  return [{ type: 'CoordinatorAppointed', data, occurredAt: startOfDay(command.from) }];
}

/** What an appointment and a conversion have in common. */
export function appointment(
  { particulars, villages, source, from, post, remark }: Omit<AppointCoordinator, 'coordinatorId'>,
  state: Coordinator,
  given: Given,
): Appointment {
  if (state.status !== 'unappointed') throw new RuleBroken('coordinator-exists', '该协理员已经任命过');
  const [first] = villages;
  const townCode = first === undefined ? undefined : given.rules.divisions.townOf(first);
  if (townCode === undefined) throw new RuleBroken('village-needed', '至少负责一个村(社区)', '/villages');
  assertVillagesOf(townCode, villages, given);
  assertHappenedOn(from, given, '/from');
  return {
    townCode,
    particulars,
    villages: villages.map((villageCode) => ({ villageCode, from })),
    source,
    ...(post === undefined ? {} : { post }),
    ...(remark === undefined ? {} : { remark }),
  };
}
