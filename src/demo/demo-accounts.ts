import type { DemoAccount } from '../platform/auth/demo-issuer.js';

const row = (account: string, role: DemoAccount['role'], org: string, description: string): DemoAccount => ({
  account,
  id: `demo-${account}`,
  person: `demo-person-${account}`,
  role,
  org,
  name: description,
  description,
});

/**
 * One account at least for every role; 港口镇, 南山街道 and 天湖街道 are the demo's townships, and of 仙霞镇 the village
 * that bears the same name as one of 南山街道.
 */
export const demoAccounts: readonly DemoAccount[] = [
  row('officer-gangkou', 'OFFICER', '341881100', '港口镇 民政工作人员'),
  row('officer-nanshan', 'OFFICER', '341881002', '南山街道 民政工作人员'),
  row('officer-tianhu', 'OFFICER', '341871001', '天湖街道 民政工作人员'),
  row('officer-xianxia', 'OFFICER', '341881104', '仙霞镇 民政工作人员'),
  row('reviewer-gangkou', 'REVIEWER', '341881100', '港口镇 联审联批人员'),
  row('reviewer-nanshan', 'REVIEWER', '341881002', '南山街道 联审联批人员'),
  row('reviewer-tianhu', 'REVIEWER', '341871001', '天湖街道 联审联批人员'),
  row('coordinator-gangkou', 'COORDINATOR', '341881100201', '港口镇首村 协理员'),
  row('coordinator-xicun', 'COORDINATOR', '341881100202', '港口镇西村村 协理员'),
  row('coordinator-yangshan', 'COORDINATOR', '341881002201', '南山街道杨山村 协理员'),
  row('coordinator-shuanglong', 'COORDINATOR', '341881002202', '南山街道双龙村 协理员'),
  row('coordinator-macun', 'COORDINATOR', '341871001200', '天湖街道马村村 协理员'),
  row('coordinator-fenghe', 'COORDINATOR', '341871001203', '天湖街道枫河村 协理员'),
  row('coordinator-xianxia', 'COORDINATOR', '341881104203', '仙霞镇杨山村 协理员'),
  row('secretary-gangkou', 'SECRETARY', '341881100201', '港口镇首村 党组织书记'),
  row('window-gangkou', 'WINDOW', '341881100', '港口镇 为民服务中心窗口'),
  row('hotline-gangkou', 'HOTLINE', '341881100', '港口镇 热线'),
  row('bureau', 'BUREAU', '341881', '市民政局社会救助科'),
  row('bureau-second', 'BUREAU', '341881', '市民政局社会救助科(复核)'),
  row('department-medical', 'DEPARTMENT', 'MEDICAL', '医保部门承办人'),
  row('inspector', 'INSPECTOR', '341881', '抽查人员'),
  row('auditor', 'AUDITOR', '341881', '审计人员'),
  row('admin', 'ADMIN', '341881', '系统管理员'),
];
