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

/** A code without a word is printed as it is. */
export function nameOf(code: string, names: CodeNames): string {
  return names[code] ?? code;
}

/** `A、B`. */
export function nameAll(codes: readonly string[], names: CodeNames): string {
  return codes.map((code) => nameOf(code, names)).join('、') || '无';
}
