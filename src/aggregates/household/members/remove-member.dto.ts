import { Code, Day, Id } from '../../../platform/http/shape.js';
import { memberRemovalNames } from '../codes.js';
import { RemoveMember } from './remove-member.js';

export class RemoveMemberBody {
  @Code(memberRemovalNames, { description: '减少原因' }) reason: string;
  @Day({ description: '离开或死亡日期' }) on: string;
  @Id({ description: '新户主（户主离开时必填，由乡镇办理）', optional: true }) newHeadMemberId?: string;
}

export function removeMemberFrom(
  householdId: string,
  memberId: string,
  { reason, on, newHeadMemberId }: RemoveMemberBody,
): RemoveMember {
  return new RemoveMember(householdId, memberId, reason, on, newHeadMemberId);
}
