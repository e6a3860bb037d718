import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { Pattern, Reference, References, Text } from '../../../platform/http/shape.js';
import { ProposeSplit } from './propose-split.js';

export class ProposeSplitBody {
  @References(50, { description: '分出的成员' }) memberIds: string[];
  @Reference({ description: '新户的户主，须是分出的成员' }) newHeadMemberId: string;
  @Text(200, { description: '新户住址（完整填写）' }) address: string;
  @Pattern(/^\d{2,3}$/, '须为 2–3 位组号', { description: '新户的村民小组号', optional: true }) groupNo?: string;
  @Text(500, { description: '分户原因' }) reason: string;
}

export async function proposeSplitFrom(
  householdId: string,
  { memberIds, newHeadMemberId, address, groupNo, reason }: ProposeSplitBody,
  door: CommandDoor,
): Promise<ProposeSplit> {
  const proposalId = door.newId();
  const newHouseholdId = door.newId();
  return new ProposeSplit(
    householdId,
    { proposalId, newHouseholdId, memberIds, newHeadMemberId, ...(groupNo === undefined ? {} : { groupNo }) },
    await sealedUnlessBlank(newHouseholdId, address, door, 'PI2'),
    await sealedUnlessBlank(householdId, reason, door),
  );
}
