import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { HouseholdDelisted } from '../household.events.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { currentListing } from './listing-rules.js';

/** Takes a household off the roster. The month stays due (I-05): whoever was listed in it was to be visited. */
export class Delist {
  constructor(
    readonly householdId: string,
    readonly on: LocalDate,
    readonly reason: string,
    readonly text?: SealedBox,
  ) {}
}

export const delistAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function delist(
  { on, reason, text }: Delist,
  state: Household,
  given: Given,
): readonly Decided<HouseholdDelisted>[] {
  const { from } = currentListing(registered(state));
  assertHappenedOn(on, given, '/on');
  if (on < from) throw new RuleBroken('before-listing', `移出日期早于列入日期 ${from}`, '/on');
  if (reason === 'OTHER') assertWritten(text, '移出原因为“其他”时，说明', '/text');
  const data = { on, reason, ...(text === undefined ? {} : { text }) };
  return [{ type: 'HouseholdDelisted', data, occurredAt: startOfDay(on) }];
}
