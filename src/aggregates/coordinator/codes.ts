/**
 * Code lists of coordinators with the words printed in 附件3 and in sentences. Sources: S03, S04 and the form's own
 * columns; lists the notice does not give are project defaults.
 */
export type CodeNames = Readonly<Record<string, string>>;

/** Where a coordinator came from (S03, S04). */
export const originNames: CodeNames = {
  VILLAGE_COMMITTEE: '村两委成员',
  PUBLIC_POST: '公益性岗位人员',
  SOCIAL_WORKER: '社会工作专业人才',
  CONVERTED_STAFF: '民政专干转换',
  CONVERTED_INFORMANT: '社会救助信息员转换',
};
/** Origins of somebody newly appointed (S03); the others are earlier posts, converted. */
export const appointedOriginNames: CodeNames = pick(originNames, ['VILLAGE_COMMITTEE', 'PUBLIC_POST', 'SOCIAL_WORKER']);
/** Earlier posts that may be converted (S04). */
export const formerPostNames: CodeNames = { CIVIL_AFFAIRS: '民政专干', INFORMANT: '社会救助信息员' };

export const reasonNames: CodeNames = {
  ADJUSTMENT: '工作调整',
  TERM_END: '换届',
  VILLAGE_MERGED: '村(社区)合并',
  LEAVE: '请假',
  ILLNESS: '患病',
  INVESTIGATION: '接受调查',
  RETURNED: '返岗',
  RETIRED: '到龄',
  RESIGNED: '辞职',
  MISCONDUCT: '违纪',
  DEATH: '死亡',
  OTHER: '其他',
};
export const genderNames: CodeNames = { MALE: '男', FEMALE: '女' };
export const politicsNames: CodeNames = {
  PARTY_MEMBER: '中共党员',
  LEAGUE_MEMBER: '共青团员',
  OTHER_PARTY: '民主党派',
  MASSES: '群众',
};
export const educationNames: CodeNames = {
  PRIMARY: '小学及以下',
  JUNIOR: '初中',
  SENIOR: '高中(中专)',
  COLLEGE: '大专',
  BACHELOR: '本科',
  POSTGRADUATE: '研究生',
};

function pick(names: CodeNames, codes: readonly string[]): CodeNames {
  return Object.fromEntries(codes.map((code) => [code, names[code] ?? code]));
}

/** The word of a code; a code without one is printed as it is. */
export function nameOf(code: string, names: CodeNames): string {
  return names[code] ?? code;
}

export const equipmentNames: CodeNames = {
  RECORDER: '执法(工作)记录仪',
  PHONE: '手机',
  TABLET: '平板电脑',
  OTHER: '其他',
};
/** 交通、通信 (S33); salary is paid apart. */
export const allowanceNames: CodeNames = { TRANSPORT: '交通', COMMUNICATION: '通信' };
export const salaryName = '薪资';
/** The duties of S06, by its own sentences. */
export const dutyNames: CodeNames = {
  'S06-1': '政策宣传和咨询',
  'S06-2': '协助申请、入户调查、走访、公示',
  'S06-3': '救急难信息收集、上报、排查',
  'S06-4': '动员社会力量、公益性劳动',
  'S06-5': '儿童、福利、殡葬、志愿、村务公开等',
  'S06-6': '交办的其他工作',
};
export const forceNames: CodeNames = {
  VOLUNTEERS: '志愿者',
  ORGANISATION: '社会组织',
  ENTERPRISE: '企业',
  NEIGHBOURS: '邻里',
  OTHER: '其他',
};
