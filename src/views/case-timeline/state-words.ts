import { correctedNames } from '../../aggregates/case/corrections/corrections.events.js';
import {
  changeNames,
  checkNames,
  departmentNames,
  causeNames,
  ineligibilityNames,
  investigationNames,
  needNames,
  outcomeNames,
  pathNames,
  answerNames,
  periodNames,
  sectionNames,
  selfCareNames,
  urgencyNames,
  verificationNames,
  wholeHouseholdNames,
} from '../../aggregates/case/codes.js';
import type { CodeNames } from '../../aggregates/case/codes.js';
import { statusNames } from '../../aggregates/case/case-status.js';
import { clockNames } from '../../aggregates/case/clocks/clock-kinds.js';

/** What the bureau calls a part of a case, how its values are said, and what it is made of. */
export interface Words {
  readonly word: string;
  /** Codes with the words printed for them; `money` is in 分. */
  readonly says?: CodeNames | 'money';
  readonly of?: Readonly<Record<string, Words>>;
  /** Every entry of a list, or under an id. */
  readonly each?: Omit<Words, 'word'>;
}

const money: Words = { word: '金额', says: 'money' };
const from: Words = { word: '起始日' };
const until: Words = { word: '截止日' };
const actorId: Words = { word: '经办人' };
const family: Words = { word: '家庭' };
const result: Words = { word: '结果' };

const endNames: CodeNames = { WITHDRAWN: '已撤回', GRANTED: '已给予', REFUSED: '不予救助' };
const stageNames: CodeNames = {
  OFFERED: '已征询意愿',
  ACCEPTED: '同意',
  DECLINED: '不愿意',
  PLACED: '已入住',
  LEFT: '已离开',
};

const application: Readonly<Record<string, Words>> = {
  path: { word: '救助类别', says: pathNames },
  acceptedOn: { word: '受理日期' },
  kin: { word: '近亲属' },
  minor: { word: '申请人未成年' },
  end: { word: '办理结果', says: endNames },
  checkStarted: { word: '已启动经济状况核对' },
  check: { word: '经济状况核对', of: { result: { ...result, says: checkNames }, validUntil: { word: '有效至' } } },
  opinion: { word: '初审意见', of: { agrees: { word: '同意' }, actorId } },
  noticeUntil: { word: '公示截止日' },
  noticeEnded: { word: '公示期满' },
  openObjections: { word: '待处理异议' },
  forwarded: { word: '材料已上报' },
  received: { word: '材料已收到' },
  refusalNotified: { word: '不予救助已书面告知' },
};

const measure: Readonly<Record<string, Words>> = {
  kind: { word: '类别', says: pathNames },
  money,
  period: { word: '发放周期', says: periodNames },
  from,
  validUntil: { word: '有效至' },
  paid: { word: '已发月份' },
  reductions: { word: '减发', each: { of: { money, from } } },
  heardOn: { word: '听取意见日期' },
  announced: { word: '事先告知', of: { change: { word: '变动', says: changeNames }, from, actorId } },
  endedFrom: { word: '停止日' },
  beneficiaries: { word: '受益人' },
};

const clock: Readonly<Record<string, Words>> = {
  kind: { word: '种类', says: clockNames },
  about: { word: '所指' },
  applicationId: { word: '申请' },
  path: { word: '救助类别', says: pathNames },
  department: { word: '部门', says: departmentNames },
  startedAt: { word: '起算' },
  until,
  closedAt: { word: '办结' },
  closedUnder: { word: '办结时规则版本' },
  missedAt: { word: '逾期' },
};

const agreement: Readonly<Record<string, Words>> = {
  agreementId: { word: '编号' },
  from,
  until,
  endedOn: { word: '终止日' },
};

const reopening: Readonly<Record<string, Words>> = {
  proposalId: { word: '编号' },
  cause: { word: '缘由', says: causeNames },
  ref: { word: '依据' },
  reason: { word: '理由' },
};

const correction: Readonly<Record<string, Words>> = {
  proposalId: { word: '编号' },
  corrects: { word: '更正的事实' },
  correctsType: { word: '事实种类' },
  about: { word: '所指' },
  corrected: {
    word: '更正为',
    of: Object.fromEntries(Object.entries(correctedNames).map(([field, word]) => [field, { word }])),
  },
  reason: { word: '理由' },
};

const refusedStep: Readonly<Record<string, Words>> = {
  policy: { word: '自动办理' },
  causationId: { word: '起因' },
  step: { word: '第几步' },
  tried: { word: '已重试' },
};

/** Every part of a case that decisions remember. A part without words here would be shown by its English name. */
export const caseWords: Readonly<Record<string, Words>> = {
  status: { word: '状态', says: statusNames },
  townCode: { word: '乡镇(街道)' },
  villageCode: { word: '村(社区)' },
  clue: {
    word: '线索',
    of: {
      callAt: { word: '来电时间' },
      respondedAt: { word: '第一响应时间' },
      helpNeeded: { word: '需要救助' },
      urgent: { word: '急难' },
      knownAt: { word: '发现时间' },
      householdRef: family,
      endorsedBy: { word: '签署人' },
      verified: { word: '核实结果', says: verificationNames },
    },
  },
  opening: {
    word: '立案',
    of: { caseNo: { word: '个案编号' }, urgency: { word: '紧急程度', says: urgencyNames }, householdRef: family },
  },
  investigation: {
    word: '入户调查',
    of: {
      visitIds: { word: '入户' },
      personSeen: { word: '见到本人' },
      proxySeen: { word: '见到代理人' },
      bureauSaw: { word: '市民政局参加' },
      failedOn: { word: '未见人日期' },
      sections: { word: '已查项目', says: sectionNames },
      problems: { word: '问题', each: { says: needNames } },
      countered: { word: '已有对策的问题' },
      needs: { word: '需求', each: { of: { code: { word: '需求', says: needNames }, met: { word: '已满足' } } } },
      result: { word: '结论', says: investigationNames },
      monitoringEligible: { word: '符合低收入人口监测' },
    },
  },
  assisted: { word: '协助的申请' },
  refusedSteps: { word: '未成的自动办理', each: { of: refusedStep } },
  applications: { word: '申请', each: { of: application } },
  granted: { word: '救助', each: { of: measure } },
  wholeHousehold: { word: '整户核定', says: wholeHouseholdNames },
  plannedKinds: { word: '救助方案', says: answerNames },
  emergency: {
    word: '急难救助',
    of: { money, measureIds: { word: '救助' }, ended: { word: '急难结束' }, papersComplete: { word: '手续补齐' } },
  },
  referrals: {
    word: '转介',
    each: {
      of: {
        department: { word: '部门', says: departmentNames },
        acknowledged: { word: '已受理' },
        outcome: { word: '结果', says: outcomeNames },
        matched: { word: '已对接慈善组织' },
        delivered: { word: '慈善救助已给付' },
      },
    },
  },
  care: {
    word: '照料',
    of: {
      levels: { word: '自理能力', each: { says: selfCareNames } },
      people: {
        word: '集中供养',
        each: {
          of: {
            stage: { word: '进度', says: stageNames },
            since: { word: '日期' },
            agreements: { word: '照料协议', each: { of: agreement } },
          },
        },
      },
    },
  },
  reopenings: { word: '重新核查提请', each: { of: { proposed: { word: '提请', of: reopening }, actorId } } },
  corrections: { word: '更正提请', each: { of: { proposed: { word: '提请', of: correction }, actorId } } },
  ineligible: {
    word: '不符合条件',
    of: {
      reasonCodes: { word: '原因', says: ineligibilityNames },
      ruleVersion: { word: '规则版本' },
      hasRealDifficulty: { word: '有实际困难' },
    },
  },
  ineligibilityNotified: { word: '不符合条件已告知' },
  timed: {
    word: '期限',
    of: {
      clocks: { word: '时限', each: { of: clock } },
      urgentClue: { word: '线索称急难' },
      urgent: { word: '急难' },
      papersOut: { word: '急难手续待补' },
      emergencyOver: { word: '急难已结束' },
    },
  },
};
