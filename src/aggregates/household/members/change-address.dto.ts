import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Day, Pattern, Text } from '../../../platform/http/shape.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { ChangeAddress } from './change-address.js';

export class ChangeAddressBody {
  @Text(200, { description: '新的家庭住址（完整填写）' }) address: string;
  @Day({ description: '变更日期' }) on: string;
  @Pattern(/^\d{2,3}$/, '须为 2–3 位组号', { description: '村民小组号', optional: true }) groupNo?: string;
}

export async function changeAddressFrom(
  householdId: string,
  { address, on, groupNo }: ChangeAddressBody,
  door: CommandDoor,
): Promise<ChangeAddress> {
  return new ChangeAddress(householdId, await sealedUnlessBlank(householdId, address, door, 'PI2'), on, groupNo);
}
