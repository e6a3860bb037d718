import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Codes, Day, Flag, Id, Part, Pattern, Text } from '../../../platform/http/shape.js';
import {
  aidNames,
  careModeNames,
  categoryNames,
  changeNames,
  hardshipNames,
  selfCareNames,
  sourceNames,
} from '../codes.js';
import { sealedField, sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { ProposeCorrection } from './propose-correction.js';

/** Every field that can be corrected in some fact; which of them the named fact has is a rule, not a matter of shape. */
export class CorrectedFieldsBody {
  @Day({ description: '日期', optional: true }) on?: string;
  @Day({ description: '列入日期', optional: true }) listedOn?: string;
  @Pattern(/^[A-Z_]{1,40}$/, '须为原因代码', { description: '原因代码（随事实种类）', optional: true }) reason?: string;
  @Codes(categoryNames, { description: '人员类别', optional: true }) categoryCodes?: string[];
  @Codes(hardshipNames, { description: '困难类型/致困原因', optional: true }) hardshipCodes?: string[];
  @Codes(aidNames, { description: '已享受救助', optional: true }) currentAids?: string[];
  @Flag({ description: '是否部分成员享受低保', optional: true }) partialDibao?: boolean;
  @Flag({ description: '家庭是否生活困难', optional: true }) inDifficulty?: boolean;
  @Code(selfCareNames, { description: '自理能力', optional: true }) selfCare?: string;
  @Code(careModeNames, { description: '供养方式', optional: true }) careMode?: string;
  @Flag({ description: '是否干部(经办人员)近亲属', optional: true }) kinFlag?: boolean;
  @Code(sourceNames, { description: '线索来源', optional: true }) source?: string;
  @Code(changeNames, { description: '变化种类', optional: true }) kind?: string;
  @Pattern(/^\d{2,3}$/, '须为 2–3 位组号', { description: '村民小组号', optional: true }) groupNo?: string;
  @Pattern(/^\d{6,12}$/, '须为 6–12 位区划代码', { description: '户籍所在地区划代码', optional: true })
  registeredResidence?: string;
  @Text(500, { description: '备注', optional: true }) remark?: string;
  @Text(2000, { description: '说明', optional: true }) text?: string;
}

export class ProposeCorrectionBody {
  @Id({ description: '要更正的事实编号' }) corrects: string;
  @Part(() => CorrectedFieldsBody, { description: '更正后的内容' }) corrected: CorrectedFieldsBody;
  @Text(500, { description: '更正原因' }) reason: string;
}

export async function proposeCorrectionFrom(
  householdId: string,
  { corrects, corrected: { remark, text, ...codes }, reason }: ProposeCorrectionBody,
  door: CommandDoor,
): Promise<ProposeCorrection> {
  const corrected = {
    ...Object.fromEntries(Object.entries(codes).filter(([, value]) => value !== undefined)),
    ...(await sealedField('remark', householdId, remark, door)),
    ...(await sealedField('text', householdId, text, door)),
  };
  const why = await sealedUnlessBlank(householdId, reason, door);
  return new ProposeCorrection(householdId, door.newId(), corrects, corrected, why);
}
