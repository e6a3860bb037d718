import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { FilingCampaignOpened } from '../city.events.js';
import type { City } from '../city.js';

/** The townships are asked for their rosters of a year (S31); without a day of its own the published one counts. */
export class OpenFilingCampaign {
  constructor(
    readonly year: string,
    readonly dueOn?: LocalDate,
  ) {}
}

export const openFilingCampaignAccess: Access = { roles: ['BUREAU'], purpose: 'SUPERVISION' };

export function openFilingCampaign(
  { year, dueOn }: OpenFilingCampaign,
  { campaigns }: City,
  { rules, today }: Given,
): readonly Decided<FilingCampaignOpened>[] {
  if (entryOf(campaigns, year) !== undefined) throw new RuleBroken('campaign-exists', '该年度备案已经发起', '/year');
  const day = dueOn ?? `${year}-${monthAndDay(rules.parameters.number('NOTICE-FILE'))}`;
  if (!day.startsWith(year) || day < today)
    throw new RuleBroken(
      'campaign-day',
      '截止日须在该年度之内，且不早于今天',
      dueOn === undefined ? '/year' : '/dueOn',
    );
  return [{ type: 'FilingCampaignOpened', data: { year, dueOn: day } }];
}

/** 1112 → `11-12`. */
function monthAndDay(mmdd: number): string {
  const digits = String(mmdd).padStart(4, '0');
  return `${digits.slice(0, 2)}-${digits.slice(2)}`;
}
