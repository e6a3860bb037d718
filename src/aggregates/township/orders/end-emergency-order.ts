import type { Access } from '../../../platform/change/aggregate.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { EmergencyOrderEnded } from '../township.events.js';
import type { Township } from '../township.js';

/** The emergency is over before its day: today is the last one on which a call counts. */
export class EndEmergencyOrder {
  constructor(
    readonly townCode: string,
    /** Year of the order's first day. */
    readonly year: string,
    readonly orderId: string,
  ) {}
}

export const endEmergencyOrderAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function endEmergencyOrder(
  { townCode, orderId }: EndEmergencyOrder,
  { orders }: Township,
  { today }: Given,
): readonly Decided<EmergencyOrderEnded>[] {
  const order = entryOf(orders, orderId);
  if (!order) throw new RuleBroken('no-such-order', '该年度没有这项应急令', '/orderId');
  return order.ended || order.until < today
    ? []
    : [{ type: 'EmergencyOrderEnded', data: { townCode, orderId, on: today } }];
}
