import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { Day, Pattern, Text } from '../../../platform/http/shape.js';
import { MoveHousehold } from './move-household.js';

export class MoveHouseholdBody {
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '迁入村(社区)代码，12 位', example: '341881100202' })
  toVillage: string;
  @Day({ description: '迁移日期' }) on: string;
  @Text(500, { description: '迁移原因' }) reason: string;
  @Text(200, { description: '新的家庭住址（完整填写）', optional: true }) address?: string;
  @Pattern(/^\d{2,3}$/, '须为 2–3 位组号', { description: '迁入村的村民小组号', optional: true }) groupNo?: string;
}

export async function moveHouseholdFrom(
  householdId: string,
  { toVillage, on, reason, address, groupNo }: MoveHouseholdBody,
  door: CommandDoor,
): Promise<MoveHousehold> {
  return new MoveHousehold(
    householdId,
    door.newId(),
    toVillage,
    on,
    await sealedUnlessBlank(householdId, reason, door),
    await sealedUnlessBlank(householdId, address, door, 'PI2'),
    groupNo,
  );
}
