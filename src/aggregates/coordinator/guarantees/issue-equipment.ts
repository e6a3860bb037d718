import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappenedOn, assertInService } from '../business-time.js';
import type { EquipmentIssued } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { inPost } from '../coordinator.js';
import { deviceOf } from '../service.js';

/** A recorder or another device is handed out to him (S33). */
export class IssueEquipment {
  constructor(
    readonly coordinatorId: string,
    readonly equipment: EquipmentIssued['data'],
  ) {}
}

export const issueEquipmentAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function issueEquipment(
  { equipment }: IssueEquipment,
  state: Coordinator,
  given: Given,
): readonly Decided<EquipmentIssued>[] {
  const { service } = inPost(state);
  assertHappenedOn(equipment.on, given, '/on');
  assertInService(equipment.on, service.since);
  if (service.devices.includes(deviceOf(equipment.kind, equipment.deviceNo)))
    throw new RuleBroken('device-issued', '该设备已由本人领用', '/deviceNo');
  return [{ type: 'EquipmentIssued', data: equipment, occurredAt: startOfDay(equipment.on) }];
}
