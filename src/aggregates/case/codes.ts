/**
 * Code lists of a case with the words printed in sentences and in the API description. Sources: the notice (S06–S28),
 * 社会救助法, 最低生活保障审核确认办法, 特困人员认定办法; codes without a source there are project defaults.
 */
export type CodeNames = Readonly<Record<string, string>>;

export const sourceNames: CodeNames = {
  SWEEP: '摸排',
  COORDINATOR: '协理员上报',
  HOTLINE: '12345',
  ROSTER: '花名册',
  DEPARTMENT: '部门推送',
  MATCH: '数据比对',
  SELF: '本人申请',
  SOCIAL: '社会力量',
};
export const urgencyNames: CodeNames = { URGENT: '急难', NORMAL: '一般' };
export const needNames: CodeNames = {
  LIVING: '生活',
  MEDICAL: '医疗',
  HOUSING: '住房',
  EMPLOYMENT: '就业',
  EDUCATION: '教育',
  CARE: '照料',
  PSYCHOLOGICAL: '心理',
  OTHER: '其他',
};
export const channelNames: CodeNames = { H12345: '12345', TOWN_HOTLINE: '乡镇热线' };
export const responseNames: CodeNames = { PHONE: '电话联系', DOOR: '上门', MESSAGE: '短信或微信' };
export const rejectionNames: CodeNames = {
  NOT_A_NEED: '不属于救助事项',
  NOT_FOUND: '查无此人',
  OTHER_PLACE: '不属本地',
  UNFOUNDED: '核实不属实',
  OTHER: '其他',
};
export const verificationNames: CodeNames = { CONFIRMED: '属实', PARTLY: '部分属实', UNFOUNDED: '不属实' };
export const relationNames: CodeNames = { GUARDIAN: '监护人', RELATIVE: '受托亲属', ENTRUSTED: '受托人' };
export const evidenceKindNames: CodeNames = {
  PHOTO: '照片',
  RECORDER_CLIP: '记录仪片段',
  AUDIO: '录音',
  SIGNATURE: '签名',
  DOCUMENT: '文件',
};
export const acknowledgementNames: CodeNames = {
  SIGNED: '签字',
  FINGERPRINT: '手印',
  RECORDED: '录音',
  REFUSED: '拒签',
};
export const failureNames: CodeNames = {
  NOBODY_HOME: '无人在家',
  REFUSED: '拒绝调查',
  NOT_FOUND: '地址查无',
  AWAY_WORKING: '外出务工',
  IN_HOSPITAL: '住院',
  OTHER: '其他',
};
/** Every one of them is answered before an investigation completes (I-08). */
export const sectionNames: CodeNames = {
  PEOPLE: '家庭人口',
  INCOME: '家庭收入',
  PROPERTY: '家庭财产',
  EXPENDITURE: '刚性支出',
  HEALTH: '健康与残疾',
  LABOUR: '劳动能力与就业',
  HOUSING: '住房',
  OBLIGORS: '赡养抚养扶养',
};
export const factStatusNames: CodeNames = { ESTABLISHED: '已查清', INQUIRING: '查询中' };
export const inquiryNames: CodeNames = { NEIGHBOURS: '邻里访问', LETTER: '信函', CHECK: '信息核对' };
export const labourNames: CodeNames = { ABLE: '有劳动能力', PARTLY: '部分劳动能力', NONE: '无劳动能力' };
export const selfCareNames: CodeNames = { FULL: '全自理', PARTIAL: '半护理', NONE: '全护理' };
export const countermeasureNames: CodeNames = {
  DIBAO: '低保',
  TEKUN: '特困',
  EDGE: '低保边缘',
  RIGID_EXP: '刚性支出',
  TEMPORARY: '临时救助',
  REFERRAL: '转介',
  MONITORING: '监测',
  SERVICE: '服务类救助',
  OTHER: '其他',
};
export const investigationNames: CodeNames = { PASSED: '通过', NOT_SEEN: '未见人' };
/** Each has a predicate over the recorded values (rules.md), so that a changed parameter can be tested again. */
export const ineligibilityNames: CodeNames = {
  INCOME_ABOVE: '收入超标',
  PROPERTY_ABOVE: '财产超标',
  OBLIGOR_ABLE: '有赡养能力',
  AGE: '年龄不符',
  LABOUR: '劳动能力',
  EXPENDITURE_LOW: '支出不足',
  NOT_LOCAL: '非本市户籍且非急难',
  SAME_AID: '已享受同类救助',
  UNTRUE: '资料不实',
  OTHER: '其他',
};
export const closingNames: CodeNames = {
  NO_NEED: '无救助需求',
  SELF_SOLVED: '困难已自行解决',
  DEATH: '对象死亡',
  WITHDRAWN: '申请全部撤回',
  OTHER: '其他',
};
/** What is applied for, and granted. */
export const pathNames: CodeNames = {
  DIBAO: '低保',
  DIBAO_SINGLE: '单人保',
  TEKUN: '特困',
  EDGE: '低保边缘',
  RIGID_EXP: '刚性支出',
  TEMPORARY: '临时救助(支出型)',
};
export const assistanceNames: CodeNames = { ILLNESS: '患病', DISABILITY: '残疾', OTHER: '其他' };
export const extensionNames: CodeNames = {
  OBJECTION: '异议',
  SEPARATED: '人户分离',
  ELSEWHERE: '异地',
  COMPLEX: '复杂',
};
export const checkScopeNames: CodeNames = { INCOME: '收入', PROPERTY: '财产', EXPENDITURE: '支出' };
export const checkNames: CodeNames = { WITHIN: '符合条件', ABOVE: '超出标准' };
export const opinionNames: CodeNames = { AGREE: '同意', DISAGREE: '不同意' };
export const placeNames: CodeNames = { VILLAGE_BOARD: '村(社区)公示栏', TOWN_HALL: '乡镇(街道)服务大厅' };
/** All that a notice may hold (privacy.md): never a number, an address, an illness. */
export const noticeFieldNames: CodeNames = {
  APPLICANT_NAME: '申请人姓名',
  GUARDIAN_NAME: '监护人姓名',
  MEMBER_COUNT: '家庭成员数量',
  AMOUNT: '保障金额',
  CATEGORY: '救助类别',
};
export const objectionNames: CodeNames = { UPHELD: '异议成立', REJECTED: '异议不成立' };
export const fileTargetNames: CodeNames = { CITY: '市民政局', COUNTY: '县级' };
export const answerNames: CodeNames = { MEASURE: '给予救助', REFERRAL: '转介', MONITORING: '监测', NONE: '不予救助' };
export const periodNames: CodeNames = { MONTH: '按月', ONCE: '一次性' };
export const reviewNames: CodeNames = { STABLE: '每 12 个月', UNSTABLE: '每 6 个月' };
/** What a review finds. */
export const reviewResultNames: CodeNames = {
  UNCHANGED: '继续享受',
  INCREASE: '应当增发',
  REDUCE: '应当减发',
  END: '应当停止',
};
export const changeNames: CodeNames = { REDUCE: '减发', END: '停止救助' };
export const changeReasonNames: CodeNames = {
  INCOME_UP: '收入增加',
  PROPERTY_UP: '财产增加',
  FEWER_PERSONS: '共同生活人口减少',
  OBLIGOR_ABLE: '有赡养能力',
  RECOVERED: '困难已消除',
  NO_REVIEW: '拒绝配合核查',
  UNTRUE: '资料不实',
  MOVED_AWAY: '户籍迁出本市',
  DEATH: '对象死亡',
  OTHER: '其他',
};
/** Single members alone are covered only where the family as a whole does not qualify (2022 年兜底保障通知一(一)). */
export const wholeHouseholdNames: CodeNames = {
  WHOLE: '整户符合，纳入整户低保',
  SINGLE: '整户不符合，个别成员单独纳入',
  NONE: '整户及成员均不符合',
};
export const deliveryNames: CodeNames = { IN_PERSON: '当面送达', POST: '邮寄', LEFT: '留置送达' };
export const payoutNames: CodeNames = { CARD: '打卡', CASH: '现金', GOODS: '实物' };
/** What a 小额快救 is to be explained with afterwards. */
export const paperNames: CodeNames = {
  REGISTER: '登记表',
  IDENTITY: '身份证明',
  RECEIPT: '领取凭证',
  REPORT: '情况说明',
};
export const classNames: CodeNames = { NEW_AID: '新增救助', WATCH: '救助观察' };
export const subItemNames: CodeNames = {
  TEKUN: '特困',
  DIBAO: '低保',
  LOW_INCOME: '低收入',
  TEMPORARY: '临时救助',
  REFERRAL: '转介',
};
export const causeNames: CodeNames = {
  SPOT_CHECK: '抽查',
  NEW_CLUE: '新线索',
  PETITION: '信访',
  WATCH_REVIEW: '观察复核',
};
export const departmentNames: CodeNames = {
  EDUCATION: '教育',
  EMPLOYMENT: '人社(就业)',
  HOUSING: '住建(住房)',
  HEALTH: '卫健',
  EMERGENCY: '应急(受灾)',
  MEDICAL: '医保(医疗)',
  RURAL: '农业农村(防返贫)',
  DISABLED: '残联',
  CHARITY: '慈善组织',
};
export const outcomeNames: CodeNames = { HELPED: '已救助', NOT_ELIGIBLE: '不符合', RETURNED: '退回' };
export const charityNames: CodeNames = { MONEY: '资金', GOODS: '物资', SERVICE: '服务' };

export const consentNames: CodeNames = { SELF: '本人', GUARDIAN: '监护人' };
export const careLeaveNames: CodeNames = {
  OWN_WISH: '本人意愿',
  TRANSFER: '转往其他机构',
  RECOVERED: '恢复自理',
  NOT_TEKUN: '不再符合特困条件',
  DEATH: '死亡',
  OTHER: '其他',
};
/** Who may care for somebody at home (照料协议, S22). */
export const carerNames: CodeNames = {
  RELATIVE: '亲属',
  NEIGHBOUR: '邻居',
  VILLAGE: '村(社区)',
  INSTITUTION: '机构',
};
export const careServiceNames: CodeNames = {
  MEALS: '做饭送餐',
  CLEANING: '洗衣打扫',
  BATHING: '助浴',
  HOSPITAL: '就医陪护',
  SHOPPING: '代购',
  COMPANY: '陪伴探视',
  OTHER: '其他',
};
export const careFrequencyNames: CodeNames = { DAILY: '每日', WEEKLY: '每周数次', ALWAYS: '全天陪护' };
export const agreementEndNames: CodeNames = {
  BREACH: '未履行协议',
  REPLACED: '更换照料人',
  CENTRAL: '转为集中供养',
  DEATH: '死亡',
  OTHER: '其他',
};
export const followUpNames: CodeNames = { KEPT: '照料到位', PARTLY: '部分到位', NEGLECTED: '照料缺失' };

/** What follows from a case by itself. */
export const policyNames: CodeNames = {
  'case-watch': '列入救助观察',
  'case-monitoring': '纳入低收入人口动态监测',
};

/** A code without a word is printed as it is. */
export function nameOf(code: string, names: CodeNames): string {
  return names[code] ?? code;
}

/** `A、B`. */
export function nameAll(codes: readonly string[], names: CodeNames): string {
  return codes.map((code) => nameOf(code, names)).join('、') || '无';
}
