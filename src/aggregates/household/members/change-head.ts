import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { HeadChanged } from '../household.events.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { assertStaysFrom } from './member-rules.js';

/** Another member becomes head; the former one stays as a plain member. */
export class ChangeHead {
  constructor(
    readonly householdId: string,
    readonly memberId: string,
    readonly on: LocalDate,
    readonly reason: SealedBox | undefined,
  ) {}
}

export const changeHeadAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function changeHead(
  { memberId, on, reason }: ChangeHead,
  state: Household,
  given: Given,
): readonly Decided<HeadChanged>[] {
  const home = registered(state);
  assertHappenedOn(on, given, '/on');
  assertStaysFrom(home, memberId, on, '/memberId');
  const data = { memberId, on, reason: assertWritten(reason, '变更原因', '/reason') };
  if (memberId === home.headId) return [];
  return [{ type: 'HeadChanged', data, occurredAt: startOfDay(on) }];
}
