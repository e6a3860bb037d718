/**
 * Code lists of a household with the words printed in forms and sentences. Sources: 附件1 and 附件2 of the notice
 * (S14–S16) and the categories of the social assistance law; codes marked there as ours are project defaults.
 */
export type CodeNames = Readonly<Record<string, string>>;

export const categoryNames: CodeNames = {
  DIBAO: '最低生活保障对象',
  DIBAO_SINGLE: '单人保',
  TEKUN: '特困人员',
  DIBAO_EDGE: '低保边缘家庭',
  RIGID_EXP: '刚性支出困难家庭',
  FPJC: '防止返贫监测对象',
  OTHER_LOW: '其他困难人员',
  EMERG: '临时救助对象',
  DISASTER: '受灾人员',
  MED_EMERG: '疾病应急',
  VAGRANT: '流散人员',
  WATCH: '救助观察群众',
  UNCOVERED: '制度暂时无法覆盖的困难家庭',
};
export const hardshipNames: CodeNames = {
  SEVERE_ILLNESS: '重病',
  SEVERE_DISABILITY: '重残',
  UNEMPLOYED: '失业',
  SCHOOLING: '就学',
  ACCIDENT: '意外',
  DISASTER: '灾害',
  SINGLE_PARENT: '单亲',
  LONELY: '孤寡',
  ORPHAN: '孤儿',
  OTHER: '其他',
};
export const aidNames: CodeNames = {
  DIBAO: '低保',
  TEKUN: '特困',
  TEMPORARY: '临时救助',
  MEDICAL: '医疗救助',
  EDUCATION: '教育救助',
  HOUSING: '住房救助',
  EMPLOYMENT: '就业救助',
  CHARITY: '慈善帮扶',
  OTHER: '其他',
};
export const sourceNames: CodeNames = {
  SWEEP: '摸排',
  CLUE: '线索',
  HOTLINE: '12345',
  MATCH: '数据比对',
  SELF: '本人申请',
  DEPARTMENT: '部门推送',
  SOCIAL: '社会力量',
};
export const selfCareNames: CodeNames = { FULL: '全自理', PARTIAL: '半护理', NONE: '全护理' };
export const careModeNames: CodeNames = { CENTRAL: '集中', HOME: '分散', NOT_PROVIDED: '未供养' };
export const relationNames: CodeNames = {
  HEAD: '户主',
  SPOUSE: '配偶',
  CHILD: '子女',
  PARENT: '父母',
  GRANDPARENT: '祖父母',
  GRANDCHILD: '孙子女',
  SIBLING: '兄弟姐妹',
  OTHER: '其他',
};
export const employmentNames: CodeNames = {
  EMPLOYED: '就业',
  FLEXIBLE: '灵活就业',
  FARMING: '务农',
  UNEMPLOYED: '失业',
  RETIRED: '退休',
  NO_CAPACITY: '无劳动能力',
  STUDENT: '在学',
};
export const noIdReasonNames: CodeNames = {
  NOT_REGISTERED: '未落户',
  LOST: '证件遗失未补',
  FOREIGN: '境外人员',
  OTHER: '其他',
};
/** Why a member leaves the household, or a household the roster. */
export const removalNames: CodeNames = {
  DEATH: '死亡',
  MOVED_AWAY: '迁出',
  MARRIAGE: '婚嫁',
  SPLIT: '分户',
  RECOVERED: '困难已消除',
  COVERED: '已纳入救助',
  ERROR: '误列',
  LAST_MEMBER_GONE: '无家庭成员',
  OTHER: '其他',
};
/** Why a member leaves; the rest of the list above concerns the roster. */
export const memberRemovalNames = pick(removalNames, ['DEATH', 'MOVED_AWAY', 'MARRIAGE', 'SPLIT', 'ERROR', 'OTHER']);
/** Why a person takes a household off the roster; that nobody is left is the policy's word. */
export const delistNames = pick(removalNames, ['RECOVERED', 'COVERED', 'MOVED_AWAY', 'DEATH', 'ERROR', 'OTHER']);
/** Why a family on the watch list has no aid now: the codes of an ineligibility (I-23). */
export const watchReasonNames: CodeNames = {
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
export const watchFindingNames: CodeNames = {
  UNCHANGED: '困难依旧，继续观察',
  WORSENED: '困难加重',
  EASED: '困难缓解',
  ELIGIBLE: '现符合救助条件',
};
/** Why somebody may be ill cared for (S22). */
export const careRiskNames: CodeNames = { RIGHTS: '权益受侵害', HAZARD: '存有隐患' };
export const visitModeNames: CodeNames = { HOME: '入户', PHONE: '电话', VIDEO: '视频' };
export const livingStateNames: CodeNames = { NORMAL: '正常', DIFFICULT: '困难', URGENT: '紧急' };
export const livingSectionNames = {
  food: '吃',
  clothing: '穿',
  housing: '住',
  utilities: '用(水电)',
  medical: '医',
  schooling: '学',
  care: '照料',
  income: '收入',
  spending: '支出',
  hazards: '安全隐患',
} as const;
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
export const disposalNames: CodeNames = {
  SOLVED: '当场解决',
  CLUE: '上报线索',
  REFERRED: '转介',
  IN_HAND: '已在办',
  NONE: '无需',
};
export const acknowledgementNames: CodeNames = {
  SIGNED: '签字',
  FINGERPRINT: '手印',
  RECORDED: '录音',
  REFUSED: '拒签',
};
export const changeNames: CodeNames = {
  PEOPLE: '人口',
  INCOME: '收入',
  PROPERTY: '财产',
  HEALTH: '健康',
  EMPLOYMENT: '就业',
};
export const attemptNames: CodeNames = {
  NOBODY_HOME: '无人在家',
  REFUSED: '拒绝走访',
  NOT_FOUND: '地址查无',
  AWAY_WORKING: '外出务工',
  IN_HOSPITAL: '住院',
  OTHER: '其他',
};
export const excuseNames: CodeNames = {
  AWAY_WORKING: '外出务工',
  IN_HOSPITAL: '住院',
  DEATH: '死亡',
  MOVED_AWAY: '迁出',
  DETAINED: '羁押',
  DISASTER: '自然灾害',
  OTHER: '其他',
};
export const evidenceKindNames: CodeNames = {
  PHOTO: '照片',
  RECORDER_CLIP: '记录仪片段',
  AUDIO: '录音',
  SIGNATURE: '签名',
  DOCUMENT: '文件',
};

function pick(names: CodeNames, codes: readonly string[]): CodeNames {
  return Object.fromEntries(codes.map((code) => [code, names[code] ?? code]));
}

/** `A、B`; a code without a word is printed as it is. */
export function nameAll(codes: readonly string[], names: CodeNames): string {
  return codes.map((code) => names[code] ?? code).join('、');
}
