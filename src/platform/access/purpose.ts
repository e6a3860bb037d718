/** Why somebody looks (社会救助法 art. 70(6)). All but the first need a reference that exists and is the caller's. */
export const purposeNames = {
  ROUTINE_DUTY: '日常履职',
  OPEN_CASE: '在办个案',
  VISIT_TASK: '走访任务',
  SPOT_CHECK_ITEM: '抽查项目',
  HOTLINE_CALL: '热线来电',
  APPLICATION: '救助申请',
  FILING: '花名册备案',
  AUDIT_ORDER: '审计指令',
  SUPERVISION: '督查',
} as const;

export type Purpose = keyof typeof purposeNames;
