import type {
  ApprovedCorrection,
  ProposedCorrection,
  RejectedCorrection,
} from '../../../platform/change/correction.js';
import type { Sentences } from '../../../platform/change/sentences.js';
import type { Fact } from '../../../platform/fact.js';

/** How a mistyped fact of a case is put right by two persons (I-18). */

export type CorrectionProposed = Fact<'CorrectionProposed', ProposedCorrection>;
export type FactCorrected = Fact<'FactCorrected', ApprovedCorrection>;
export type CorrectionRejected = Fact<'CorrectionRejected', RejectedCorrection>;

export type CorrectionsFact = CorrectionProposed | FactCorrected | CorrectionRejected;

export const correctionsSentences: Sentences<CorrectionsFact> = {
  CorrectionProposed: ({ correctsType, corrected }) => `提请更正事实 ${correctsType}：${fieldsIn(corrected)}`,
  FactCorrected: ({ correctsType, corrected }) => `复核同意，更正事实 ${correctsType}：${fieldsIn(corrected)}`,
  CorrectionRejected: ({ proposalId }) => `退回更正提请 ${proposalId.slice(0, 8)}`,
};

/** The bureau's words for every field that can be corrected. */
export const correctedNames: Readonly<Record<string, string>> = {
  channel: '渠道',
  callNo: '来电编号',
  how: '响应方式',
  source: '线索来源',
  needs: '救助需求',
  basis: '判定依据',
  acknowledgement: '被访人确认',
  content: '查实情况',
  need: '需求',
  kind: '种类',
  reasonCodes: '原因',
  reason: '原因',
  scope: '核对范围',
  persons: '核对人数',
  income: '家庭月收入',
  property: '家庭财产',
  expenditure: '年刚性支出',
  to: '上报对象',
  on: '日期',
  money: '金额',
  from: '起始日',
  result: '核查结果',
  statement: '陈述意见',
  method: '发放方式',
  outcome: '反馈结果',
  value: '折合金额',
  services: '照料服务',
  frequency: '照料频次',
  finding: '跟踪情况',
  subItems: '新增救助分项',
  text: '说明',
};

function fieldsIn(corrected: object): string {
  return Object.keys(corrected)
    .map((field) => correctedNames[field] ?? field)
    .join('、');
}
