import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Day, Id, Text } from '../../../platform/http/shape.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { ChangeHead } from './change-head.js';

export class ChangeHeadBody {
  @Id({ description: '新户主的成员编号' }) memberId: string;
  @Day({ description: '变更日期' }) on: string;
  @Text(500, { description: '变更原因' }) reason: string;
}

export async function changeHeadFrom(
  householdId: string,
  { memberId, on, reason }: ChangeHeadBody,
  door: CommandDoor,
): Promise<ChangeHead> {
  return new ChangeHead(householdId, memberId, on, await sealedUnlessBlank(householdId, reason, door));
}
