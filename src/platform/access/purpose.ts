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

export const purposes = Object.keys(purposeNames) as readonly Purpose[];

export function isPurpose(code: unknown): code is Purpose {
  return typeof code === 'string' && Object.hasOwn(purposeNames, code);
}

/** Looking for this purpose names what it is for: a case, a task, a call, an order. */
export function needsReference(purpose: Purpose): boolean {
  return purpose !== 'ROUTINE_DUTY';
}

export function purposeName(purpose: Purpose): string {
  return purposeNames[purpose];
}
