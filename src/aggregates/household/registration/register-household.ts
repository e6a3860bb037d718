import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { HouseholdRegistered } from '../household.events.js';
import type { Household } from '../household.js';
import type { MemberParticulars } from '../members/member.js';
import { assertIdentified } from '../members/member-rules.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { householdNoOf } from './household-no.js';

/** Registers a family with its head; members follow one by one. */
export class RegisterHousehold {
  constructor(
    readonly householdId: string,
    readonly villageCode: string,
    readonly head: MemberParticulars,
    readonly address: SealedBox | undefined,
    readonly source: string,
    readonly groupNo?: string,
    readonly registeredResidence?: string,
    /** Since when the household is known; a family visited first and entered later. Default: now. */
    readonly registeredOn?: LocalDate,
  ) {}
}

export const registerHouseholdAccess: Access = { roles: ['COORDINATOR', 'OFFICER'], purpose: 'ROUTINE_DUTY' };

export function registerHousehold(
  { householdId, villageCode, head, address, source, groupNo, registeredResidence, registeredOn }: RegisterHousehold,
  state: Household,
  given: Given,
): readonly Decided<HouseholdRegistered>[] {
  const { rules, commandId } = given;
  if (state.status !== 'unregistered') throw new RuleBroken('household-exists', '该户编号已经登记过');
  if (state.abandoned.includes(commandId))
    throw new RuleBroken('registration-abandoned', '该登记超时后已被放弃，请用新的幂等键重新登记');
  const townCode = rules.divisions.townOf(villageCode);
  if (townCode === undefined) throw new RuleBroken('no-such-village', '没有这个村(社区)', '/villageCode');
  if (registeredOn !== undefined) assertHappenedOn(registeredOn, given, '/registeredOn');
  assertIdentified(head, '/head');
  if (head.relation !== 'HEAD') throw new RuleBroken('I-24', '首位登记的成员必须是户主', '/head/relation');
  return [
    {
      type: 'HouseholdRegistered',
      data: {
        householdNo: householdNoOf(villageCode, householdId),
        townCode,
        villageCode,
        head,
        address: assertWritten(address, '家庭住址', '/address'),
        source,
        ...(groupNo === undefined ? {} : { groupNo }),
        ...(registeredResidence === undefined ? {} : { registeredResidence }),
      },
      ...(registeredOn === undefined ? {} : { occurredAt: startOfDay(registeredOn) }),
    },
  ];
}
