import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { Code, Day, References, Text } from '../../../platform/http/shape.js';
import { categoryNames } from '../codes.js';
import { StartMonitoring } from './start-monitoring.js';

export class StartMonitoringBody {
  @Code(categoryNames, { description: '监测类别' }) category: string;
  @References(50, { description: '监测对象（家庭成员编号）' }) beneficiaries: string[];
  @Day({ description: '纳入监测日期' }) from: string;
  @Text(500, { description: '纳入监测原因' }) reason: string;
}

export async function startMonitoringFrom(
  householdId: string,
  { reason, ...monitoring }: StartMonitoringBody,
  door: CommandDoor,
): Promise<StartMonitoring> {
  const told = { ...monitoring, monitoringId: door.newId() };
  return new StartMonitoring(householdId, told, await sealedUnlessBlank(householdId, reason, door));
}
