import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Flag, IdNumber, Pattern, PersonName, Phone, Text } from '../../../platform/http/shape.js';
import { employmentNames, noIdReasonNames, relationNames, selfCareNames } from '../codes.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { ChangeMember } from './change-member.js';
import { sealedParticulars } from './member.dto.js';

/** Only fields that were touched are sent; a field that is not sent keeps its value. */
export class ChangeMemberBody {
  @PersonName({ description: '姓名', optional: true }) name?: string;
  @IdNumber({ description: '公民身份号码，18 位', optional: true }) idNo?: string;
  @Code(noIdReasonNames, { description: '没有身份证号的原因', optional: true }) noIdReason?: string;
  @Phone({ description: '联系电话', optional: true }) phone?: string;
  @Code(relationNames, { description: '与户主关系', optional: true }) relation?: string;
  @Pattern(/^\d{4}-(0[1-9]|1[0-2])$/, '须为年月，形如 1958-03', {
    description: '出生年月（无身份证号时填写）',
    optional: true,
  })
  birthYearMonth?: string;
  @Text(500, { description: '健康状况', optional: true }) health?: string;
  @Text(500, { description: '残疾情况', optional: true }) disability?: string;
  @Code(selfCareNames, { description: '自理能力', optional: true }) selfCare?: string;
  @Code(employmentNames, { description: '就业状况', optional: true }) employment?: string;
  @Flag({ description: '是否在学', optional: true }) student?: boolean;
  @Flag({ description: '是否赡(抚、扶)养义务人', optional: true }) obligor?: boolean;
}

export async function changeMemberFrom(
  householdId: string,
  memberId: string,
  body: ChangeMemberBody,
  door: CommandDoor,
): Promise<ChangeMember> {
  const { townCode, members } = registered(door.target as Household);
  const known = members.some((member) => member.memberId === memberId);
  return new ChangeMember(householdId, memberId, known ? await sealedParticulars(body, memberId, townCode, door) : {});
}
