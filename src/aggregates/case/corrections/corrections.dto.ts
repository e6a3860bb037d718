import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedField, sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { Code, Codes, Day, Id, Part, Pattern, Reference, Text, Whole } from '../../../platform/http/shape.js';
import * as names from '../codes.js';
import { ProposeCaseCorrection } from './propose-case-correction.js';

const MOST_MONEY = 10_000_000_000;
const CODE = /^[A-Z0-9_]{1,40}$/;

/** Every field that can be corrected in some fact; which of them the named fact has is a rule, not a matter of shape. */
export class CorrectedCaseFieldsBody {
  @Pattern(CODE, '须为渠道代码', { description: '来电渠道或送达方式代码(随事实种类)', optional: true })
  channel?: string;
  @Reference({ description: '来电编号', optional: true }) callNo?: string;
  @Code(names.responseNames, { description: '第一响应方式', optional: true }) how?: string;
  @Code(names.sourceNames, { description: '线索来源', optional: true }) source?: string;
  @Codes(names.needNames, { description: '救助需求', optional: true }) needs?: string[];
  @Code(names.acknowledgementNames, { description: '被访人确认', optional: true }) acknowledgement?: string;
  @Code(names.needNames, { description: '需求', optional: true }) need?: string;
  @Pattern(CODE, '须为种类代码', { description: '种类代码(随事实种类)', optional: true }) kind?: string;
  @Pattern(CODE, '须为原因代码', { description: '原因代码(随事实种类)', optional: true }) reason?: string;
  @Codes(names.ineligibilityNames, { description: '不符合条件的原因', optional: true }) reasonCodes?: string[];
  @Codes(names.checkScopeNames, { description: '核对范围', optional: true }) scope?: string[];
  @Whole(1, 99, { description: '核对人数', optional: true }) persons?: number;
  @Whole(0, MOST_MONEY, { description: '家庭月收入，单位分', optional: true }) income?: number;
  @Whole(0, MOST_MONEY, { description: '家庭财产，单位分', optional: true }) property?: number;
  @Whole(0, MOST_MONEY, { description: '年刚性支出，单位分', optional: true }) expenditure?: number;
  @Code(names.fileTargetNames, { description: '上报对象', optional: true }) to?: string;
  @Day({ description: '日期', optional: true }) on?: string;
  @Whole(0, 100_000_000, { description: '确认或发放的金额，单位分', optional: true }) money?: number;
  @Day({ description: '救助起始日', optional: true }) from?: string;
  @Code(names.reviewResultNames, { description: '定期核查结果', optional: true }) result?: string;
  @Code(names.payoutNames, { description: '发放方式', optional: true }) method?: string;
  @Code(names.outcomeNames, { description: '转介反馈结果', optional: true }) outcome?: string;
  @Whole(1, 100_000_000, { description: '折合金额，单位分', optional: true }) value?: number;
  @Codes(names.careServiceNames, { description: '照料服务', optional: true }) services?: string[];
  @Code(names.careFrequencyNames, { description: '照料频次', optional: true }) frequency?: string;
  @Code(names.followUpNames, { description: '跟踪情况', optional: true }) finding?: string;
  @Codes(names.subItemNames, { description: '新增救助的分项', optional: true }) subItems?: string[];
  @Text(2000, { description: '判定依据', optional: true }) basis?: string;
  @Text(2000, { description: '查实情况', optional: true }) content?: string;
  @Text(2000, { description: '陈述意见', optional: true }) statement?: string;
  @Text(2000, { description: '说明', optional: true }) text?: string;
}

export class ProposeCaseCorrectionBody {
  @Id({ description: '要更正的事实编号' }) corrects: string;
  @Part(() => CorrectedCaseFieldsBody, { description: '更正后的内容' }) corrected: CorrectedCaseFieldsBody;
  @Text(500, { description: '更正原因' }) reason: string;
}

export async function proposeCaseCorrectionFrom(
  caseId: string,
  { corrects, corrected: { basis, content, statement, text, ...plain }, reason }: ProposeCaseCorrectionBody,
  door: CommandDoor,
): Promise<ProposeCaseCorrection> {
  const corrected = {
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    ...(await sealedField('basis', caseId, basis, door)),
    ...(await sealedField('content', caseId, content, door)),
    ...(await sealedField('statement', caseId, statement, door)),
    ...(await sealedField('text', caseId, text, door)),
  };
  const why = await sealedUnlessBlank(caseId, reason, door);
  return new ProposeCaseCorrection(caseId, door.newId(), corrects, corrected, why);
}

export class RejectCaseCorrectionBody {
  @Text(500, { description: '退回原因' }) reason: string;
}
