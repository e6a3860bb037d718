import { entryOf } from '../../../platform/change/entry-of.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { AuditOrderIssued } from '../city.events.js';
import type { City } from '../city.js';

/** Opens named townships to named auditors for a time; without an order an auditor reads nothing. */
export class IssueAuditOrder {
  constructor(readonly order: AuditOrderIssued['data']) {}
}

export const issueAuditOrderAccess: Access = { roles: ['BUREAU'], purpose: 'SUPERVISION' };

export function issueAuditOrder(
  { order }: IssueAuditOrder,
  state: City,
  { now, rules }: Given,
): readonly Decided<AuditOrderIssued>[] {
  if (entryOf(state.orders, order.orderNo)) throw new RuleBroken('order-exists', '该指令编号已经用过', '/orderNo');
  if (order.until <= now) throw new RuleBroken('order-period', '截止时间须晚于现在', '/until');
  if (order.auditors.length === 0) throw new RuleBroken('order-auditors', '至少指定一名审计人员', '/auditors');
  const foreign = order.towns.findIndex((town) => !rules.divisions.isTownship(town));
  if (foreign >= 0) throw new RuleBroken('order-scope', '不是本市的乡镇(街道)', `/towns/${foreign}`);
  return [{ type: 'AuditOrderIssued', data: order }];
}
