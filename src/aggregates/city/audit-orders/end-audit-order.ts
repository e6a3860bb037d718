import { entryOf } from '../../../platform/change/entry-of.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { AuditOrderEnded } from '../city.events.js';
import type { City } from '../city.js';

export class EndAuditOrder {
  constructor(
    readonly orderNo: string,
    readonly reason: string,
  ) {}
}

export const endAuditOrderAccess: Access = { roles: ['BUREAU'], purpose: 'SUPERVISION' };

export function endAuditOrder({ orderNo, reason }: EndAuditOrder, state: City): readonly Decided<AuditOrderEnded>[] {
  const found = entryOf(state.orders, orderNo);
  if (!found) throw new RuleBroken('no-such-order', '没有这个审计指令', '/orderNo');
  return found.ended ? [] : [{ type: 'AuditOrderEnded', data: { orderNo, reason } }];
}
