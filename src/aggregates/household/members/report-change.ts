import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { HouseholdChangeReported } from '../household.events.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertWritten } from '../../../platform/change/written-text.js';

/** Something changed in the family (people, income, property, health, employment) and was told outside a visit. */
export class ReportChange {
  constructor(
    readonly householdId: string,
    readonly kind: string,
    readonly text: SealedBox | undefined,
    /** The day of the change, when it is known. */
    readonly on?: LocalDate,
  ) {}
}

export const reportChangeAccess: Access = { roles: ['COORDINATOR', 'WINDOW'], purpose: 'ROUTINE_DUTY' };

/** Reported by the account that enters it; who told him belongs into the sealed text. */
export function reportChange(
  { kind, text, on }: ReportChange,
  state: Household,
  given: Given,
): readonly Decided<HouseholdChangeReported>[] {
  registered(state);
  if (on !== undefined) assertHappenedOn(on, given, '/on');
  const data = { kind, text: assertWritten(text, '变化内容', '/text'), reportedBy: given.actor.id };
  return [{ type: 'HouseholdChangeReported', data, ...(on === undefined ? {} : { occurredAt: startOfDay(on) }) }];
}
