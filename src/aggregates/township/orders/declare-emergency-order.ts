import { yearOf } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertVillageOf } from '../township-rules.js';
import type { EmergencyOrderDeclared } from '../township.events.js';
import type { Township } from '../township.js';

/** A grave emergency is declared: in its days and villages a telephone or video contact counts as a visit. */
export class DeclareEmergencyOrder {
  constructor(readonly order: EmergencyOrderDeclared['data']) {}
}

export const declareEmergencyOrderAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

/** Calls that were made before are no visits after the fact, and an order ends in the next year at the latest. */
export function declareEmergencyOrder(
  { order }: DeclareEmergencyOrder,
  _: Township,
  given: Given,
): readonly Decided<EmergencyOrderDeclared>[] {
  const { townCode, villages, from, until } = order;
  if (from < given.today) throw new RuleBroken('order-backdated', '起始日不能早于今天', '/from');
  if (until < from) throw new RuleBroken('order-period', '截止日早于起始日', '/until');
  if (Number(yearOf(until)) > Number(yearOf(from)) + 1)
    throw new RuleBroken('order-period', '截止日最迟为起始年度的次年末', '/until');
  villages.forEach((village, index) => {
    assertVillageOf(townCode, village, given, `/villages/${index}`);
  });
  return [{ type: 'EmergencyOrderDeclared', data: order }];
}
