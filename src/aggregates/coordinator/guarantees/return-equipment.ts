import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappenedOn, assertInService } from '../business-time.js';
import type { EquipmentReturned } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { serviceOf } from '../coordinator.js';
import { deviceOf } from '../service.js';

/** A device comes back, during his service or after it. */
export class ReturnEquipment {
  constructor(
    readonly coordinatorId: string,
    readonly equipment: EquipmentReturned['data'],
  ) {}
}

export const returnEquipmentAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function returnEquipment(
  { equipment }: ReturnEquipment,
  state: Coordinator,
  given: Given,
): readonly Decided<EquipmentReturned>[] {
  const { devices, since } = serviceOf(state);
  if (!devices.includes(deviceOf(equipment.kind, equipment.deviceNo)))
    throw new RuleBroken('device-not-issued', '本人名下没有该设备', '/deviceNo');
  assertHappenedOn(equipment.on, given, '/on');
  assertInService(equipment.on, since);
  return [{ type: 'EquipmentReturned', data: equipment, occurredAt: startOfDay(equipment.on) }];
}
