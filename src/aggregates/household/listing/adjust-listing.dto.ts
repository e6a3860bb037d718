import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Codes, Flag, Reference, Text } from '../../../platform/http/shape.js';
import { aidNames, careModeNames, categoryNames, hardshipNames, selfCareNames, sourceNames } from '../codes.js';
import { sealedField, sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { AdjustListing } from './adjust-listing.js';

/** Only fields that were touched are sent; a field that is not sent keeps its value. */
export class AdjustListingBody {
  @Codes(categoryNames, { description: '人员类别', optional: true }) categoryCodes?: string[];
  @Codes(hardshipNames, { description: '困难类型/致困原因', optional: true }) hardshipCodes?: string[];
  @Codes(aidNames, { description: '已享受救助', optional: true }) currentAids?: string[];
  @Flag({ description: '是否部分成员享受低保', optional: true }) partialDibao?: boolean;
  @Flag({ description: '家庭是否生活困难', optional: true }) inDifficulty?: boolean;
  @Code(selfCareNames, { description: '自理能力', optional: true }) selfCare?: string;
  @Code(careModeNames, { description: '供养方式', optional: true }) careMode?: string;
  @Flag({ description: '是否干部(经办人员)近亲属', optional: true }) kinFlag?: boolean;
  @Code(sourceNames, { description: '线索来源', optional: true }) source?: string;
  @Reference({ description: '包保协理员', optional: true }) coordinatorRef?: string;
  @Reference({ description: '线索', optional: true }) clueRef?: string;
  @Reference({ description: '个案', optional: true }) caseRef?: string;
  @Text(500, { description: '备注', optional: true }) remark?: string;
  @Text(500, { description: '调整原因' }) reason: string;
}

export async function adjustListingFrom(
  householdId: string,
  body: AdjustListingBody,
  door: CommandDoor,
): Promise<AdjustListing> {
  const { remark, reason, ...fields } = body;
  const sent = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const changed = { ...sent, ...(await sealedField('remark', householdId, remark, door)) };
  return new AdjustListing(householdId, changed, await sealedUnlessBlank(householdId, reason, door));
}
