import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedField } from '../../../platform/http/sealed-fields.js';
import { Codes, Day, Reference, References, Text } from '../../../platform/http/shape.js';
import { watchReasonNames } from '../codes.js';
import { PutOnWatch } from './put-on-watch.js';

export class PutOnWatchBody {
  @Day({ description: '列入观察日期' }) on: string;
  @Codes(watchReasonNames, { description: '观察原因（暂不符合的条件）' }) reasonCodes: string[];
  @References(50, { description: '观察对象（家庭成员编号）' }) beneficiaries: string[];
  @Reference({ description: '个案', optional: true }) caseRef?: string;
  @Text(500, { description: '说明', optional: true }) text?: string;
}

export async function putOnWatchFrom(
  householdId: string,
  { text, ...watch }: PutOnWatchBody,
  door: CommandDoor,
): Promise<PutOnWatch> {
  return new PutOnWatch(householdId, {
    ...watch,
    watchId: door.newId(),
    ...(await sealedField('text', householdId, text, door)),
  });
}
