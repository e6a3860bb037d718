import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CoordinatorConverted } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { appointment } from './appoint-coordinator.js';
import type { Particulars } from './particulars.js';

/** Makes a coordinator of somebody who was 民政专干 or 社会救助信息员 before (S04). */
export class ConvertPostToCoordinator {
  constructor(
    readonly coordinatorId: string,
    readonly particulars: Particulars,
    readonly villages: readonly string[],
    readonly fromPost: string,
    readonly from: LocalDate,
    readonly post?: SealedBox,
    readonly remark?: SealedBox,
  ) {}
}

export const convertPostToCoordinatorAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function convertPostToCoordinator(
  { fromPost, ...command }: ConvertPostToCoordinator,
  state: Coordinator,
  given: Given,
): readonly Decided<CoordinatorConverted>[] {
  const source = fromPost === 'CIVIL_AFFAIRS' ? 'CONVERTED_STAFF' : 'CONVERTED_INFORMANT';
  const data = { ...appointment({ ...command, source }, state, given), fromPost };
  return [{ type: 'CoordinatorConverted', data, occurredAt: startOfDay(command.from) }];
}
