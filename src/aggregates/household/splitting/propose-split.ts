import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertNothingProposed } from '../moving/moving-rules.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { assertSplittable } from './split-rules.js';
import type { SplitProposed } from './splitting.events.js';

/** Asks that some of the household become one of their own, in the same village. */
export class ProposeSplit {
  constructor(
    readonly householdId: string,
    readonly split: Omit<SplitProposed['data'], 'address' | 'reason'>,
    readonly address: SealedBox | undefined,
    readonly reason: SealedBox | undefined,
  ) {}
}

export const proposeSplitAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function proposeSplit(
  { split, address, reason }: ProposeSplit,
  state: Household,
  _: Given,
): readonly Decided<SplitProposed>[] {
  const home = registered(state);
  assertSplittable(home, split);
  assertNothingProposed(home);
  const written = {
    address: assertWritten(address, '新户住址', '/address'),
    reason: assertWritten(reason, '分户原因', '/reason'),
  };
  return [{ type: 'SplitProposed', data: { ...split, ...written } }];
}
