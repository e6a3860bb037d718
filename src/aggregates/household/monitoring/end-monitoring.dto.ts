import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { Code, Day, Text } from '../../../platform/http/shape.js';
import { delistNames } from '../codes.js';
import { EndMonitoring } from './end-monitoring.js';

export class EndMonitoringBody {
  @Day({ description: '结束监测日期' }) until: string;
  @Code(delistNames, { description: '结束原因' }) reason: string;
  @Text(500, { description: '说明（原因为其他时必填）', optional: true }) text?: string;
}

export async function endMonitoringFrom(
  householdId: string,
  { until, reason, text }: EndMonitoringBody,
  door: CommandDoor,
): Promise<EndMonitoring> {
  return new EndMonitoring(householdId, until, reason, await sealedUnlessBlank(householdId, text, door));
}
