import { plusMillis } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { BreakGlassOpened } from '../city.events.js';
import type { City } from '../city.js';

const HOUR = 3_600_000;

/** An emergency outside one's area: at most four hours, reviewed within 72 (parameters; project default). */
export class OpenBreakGlass {
  constructor(
    readonly grantId: string,
    readonly townCode: string,
    readonly reason: string,
    readonly hours: number,
  ) {}
}

export const openBreakGlassAccess: Access = {
  roles: ['OFFICER', 'REVIEWER', 'WINDOW', 'HOTLINE'],
  purpose: 'SUPERVISION',
};

export function openBreakGlass(
  { grantId, townCode, reason, hours }: OpenBreakGlass,
  _state: City,
  { now, rules }: Given,
): readonly Decided<BreakGlassOpened>[] {
  const longest = rules.parameters.number('BREAK-GLASS-HOURS');
  if (hours > longest)
    throw new RuleBroken('break-glass-hours', `紧急授权最长 ${longest} 小时`, '/hours', {
      parameter: 'BREAK-GLASS-HOURS',
    });
  if (!rules.divisions.isTownship(townCode))
    throw new RuleBroken('break-glass-scope', '不是本市的乡镇(街道)', '/townCode');
  const reviewDueAt = plusMillis(now, rules.parameters.number('BREAK-GLASS-REVIEW') * HOUR);
  return [
    {
      type: 'BreakGlassOpened',
      data: { grantId, townCode, reason, until: plusMillis(now, hours * HOUR), reviewDueAt },
    },
  ];
}
