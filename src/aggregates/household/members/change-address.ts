import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { AddressChanged } from '../household.events.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertWritten } from '../../../platform/change/written-text.js';

/** The household lives elsewhere in the same village: the whole new address, never a patch of the old. */
export class ChangeAddress {
  constructor(
    readonly householdId: string,
    readonly address: SealedBox | undefined,
    readonly on: LocalDate,
    readonly groupNo?: string,
  ) {}
}

export const changeAddressAccess: Access = { roles: ['COORDINATOR', 'OFFICER'], purpose: 'ROUTINE_DUTY' };

export function changeAddress(
  { address, on, groupNo }: ChangeAddress,
  state: Household,
  given: Given,
): readonly Decided<AddressChanged>[] {
  const home = registered(state);
  assertHappenedOn(on, given, '/on');
  if (on < home.registeredOn) throw new RuleBroken('before-registration', '变更日期早于该户登记日期', '/on');
  const data = {
    address: assertWritten(address, '家庭住址', '/address'),
    on,
    ...(groupNo === undefined ? {} : { groupNo }),
  };
  return [{ type: 'AddressChanged', data, occurredAt: startOfDay(on) }];
}
