import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { CentralCareLeft } from './care.events.js';
import { assertNext, careOf } from './care-rules.js';

/** He does not live in the institution any more: he may be asked again, or cared for by agreement. */
export class LeaveCentralCare {
  constructor(
    readonly caseId: string,
    readonly left: { readonly memberId: string; readonly reason: string; readonly on: LocalDate },
    readonly text?: SealedBox,
  ) {}
}

export const leaveCentralCareAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

export function leaveCentralCare(
  { left, text }: LeaveCentralCare,
  state: CaseFile,
  given: Given,
): readonly Decided<CentralCareLeft>[] {
  const known = careOf(caseFor('LeaveCentralCare', state), left.memberId);
  if (known.stage !== 'PLACED') throw new RuleBroken('not-in-central-care', '该对象没有集中供养', '/memberId');
  assertNext(known, left.on, given);
  if (left.reason === 'OTHER') assertWritten(text, '离开原因为“其他”时，说明', '/text');
  const data = { ...left, ...(text === undefined ? {} : { text }) };
  return [{ type: 'CentralCareLeft', data, occurredAt: startOfDay(left.on) }];
}
