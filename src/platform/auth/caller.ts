/** Roles of the scheme. SYSTEM belongs to clocks and policies and is never accepted from outside. */
export const roleNames = {
  COORDINATOR: '社会救助协理员',
  SECRETARY: '村党组织书记',
  OFFICER: '乡镇民政工作人员',
  REVIEWER: '联审联批人员',
  WINDOW: '为民服务中心窗口',
  HOTLINE: '热线话务员',
  BUREAU: '市民政局社会救助科',
  DEPARTMENT: '部门承办人',
  INSPECTOR: '抽查人员',
  AUDITOR: '审计人员',
  ADMIN: '系统管理员',
  SYSTEM: '系统',
} as const;

export type Role = keyof typeof roleNames;

export const roles = Object.keys(roleNames) as readonly Role[];

/** Who calls, as his token says. What he may is the policy table's word, never the token's. */
export interface Caller {
  /** The account (`sub`). */
  readonly id: string;
  /** The human being behind it (`person`): one person may have several accounts. */
  readonly person: string;
  readonly role: Role;
  /**
   * Where he works: `341881` for the city, a township code of 9 digits, village codes of 12 digits joined by commas
   * for coordinators and secretaries, a department's code.
   */
  readonly org: string;
  readonly name?: string;
}

export function roleName(role: Role): string {
  return roleNames[role];
}
