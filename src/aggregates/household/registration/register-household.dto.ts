import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Day, Id, Part, Pattern, Text } from '../../../platform/http/shape.js';
import { sourceNames } from '../codes.js';
import { MemberBody, memberParticulars } from '../members/member.dto.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { RegisterHousehold } from './register-household.js';

export class RegisterHouseholdBody {
  @Id({ description: '户编号(UUID)，离线设备可自带', optional: true }) householdId?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码，12 位', example: '341881100201' })
  villageCode: string;
  @Pattern(/^\d{2,3}$/, '须为 2–3 位组号', { description: '村民小组号', optional: true }) groupNo?: string;
  @Pattern(/^\d{6,12}$/, '须为 6–12 位区划代码', { description: '户籍所在地区划代码', optional: true })
  registeredResidence?: string;
  @Part(() => MemberBody, { description: '户主' }) head: MemberBody;
  @Text(200, { description: '家庭住址' }) address: string;
  @Code(sourceNames, { description: '线索来源' }) source: string;
  @Day({ description: '何日起登记(先走访后补登时填写)，默认当日', optional: true }) registeredOn?: string;
}

/** A town the list does not know hashes nothing: the change refuses such a village before anything is written. */
export async function registerHouseholdFrom(
  body: RegisterHouseholdBody,
  door: CommandDoor,
): Promise<RegisterHousehold> {
  const householdId = body.householdId ?? door.newId();
  const townCode = (await door.rules()).divisions.townOf(body.villageCode) ?? 'none';
  return new RegisterHousehold(
    householdId,
    body.villageCode,
    await memberParticulars(body.head, door.newId(), townCode, door),
    await sealedUnlessBlank(householdId, body.address, door, 'PI2'),
    body.source,
    body.groupNo,
    body.registeredResidence,
    body.registeredOn,
  );
}
