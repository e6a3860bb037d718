import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Codes, Day, Flag, Reference, Text } from '../../../platform/http/shape.js';
import { aidNames, careModeNames, categoryNames, hardshipNames, selfCareNames, sourceNames } from '../codes.js';
import { sealedField } from '../../../platform/http/sealed-fields.js';
import { ListHousehold } from './list-household.js';

export class ListHouseholdBody {
  @Day({ description: '列入日期' }) listedOn: string;
  @Codes(categoryNames, { description: '人员类别' }) categoryCodes: string[];
  @Codes(hardshipNames, { description: '困难类型/致困原因' }) hardshipCodes: string[];
  @Codes(aidNames, { description: '已享受救助' }) currentAids: string[];
  @Flag({ description: '是否部分成员享受低保' }) partialDibao: boolean;
  @Flag({ description: '家庭是否生活困难' }) inDifficulty: boolean;
  @Code(selfCareNames, { description: '自理能力', optional: true }) selfCare?: string;
  @Code(careModeNames, { description: '供养方式', optional: true }) careMode?: string;
  @Flag({ description: '是否干部(经办人员)近亲属' }) kinFlag: boolean;
  @Code(sourceNames, { description: '线索来源' }) source: string;
  @Reference({ description: '包保协理员', optional: true }) coordinatorRef?: string;
  @Reference({ description: '线索', optional: true }) clueRef?: string;
  @Reference({ description: '个案', optional: true }) caseRef?: string;
  @Text(500, { description: '备注', optional: true }) remark?: string;
}

export async function listHouseholdFrom(
  householdId: string,
  body: ListHouseholdBody,
  door: CommandDoor,
): Promise<ListHousehold> {
  const { remark, ...listing } = body;
  return new ListHousehold(householdId, {
    ...listing,
    ...(await sealedField('remark', householdId, remark, door)),
  });
}
