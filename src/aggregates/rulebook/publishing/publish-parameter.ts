import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { Rulebook } from '../rulebook.js';
import type { ParameterPublished } from '../rulebook.events.js';
import { isUsable } from './usable-value.js';

/** Publishes a number the rules need, with its source and the days it holds. */
export class PublishParameter {
  constructor(readonly parameter: ParameterPublished['data']) {}
}

export const publishParameterAccess: Access = { roles: ['BUREAU', 'SYSTEM'], purpose: 'ROUTINE_DUTY' };

export function publishParameter(
  { parameter }: PublishParameter,
  state: Rulebook,
): readonly Decided<ParameterPublished>[] {
  const { id, value, effectiveFrom, effectiveTo } = parameter;
  if (effectiveTo !== undefined && effectiveTo < effectiveFrom) {
    throw new RuleBroken('parameter-period', '施行止日早于起日', '/effectiveTo');
  }
  if (!isUsable(id, value))
    throw new RuleBroken('parameter-value', '规则无法按该值计算，请核对参数的单位与大小', '/value');
  const last = entryOf(state.parameters, id)?.at(-1);
  if (last && JSON.stringify(last) === JSON.stringify(parameter)) return [];
  return [{ type: 'ParameterPublished', data: parameter }];
}
