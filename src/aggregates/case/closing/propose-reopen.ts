import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { ReopenProposed } from './closing.events.js';

/** Somebody was refused, and it should be looked at again: the first of two persons. */
export class ProposeReopen {
  constructor(
    readonly caseId: string,
    readonly proposal: Omit<ReopenProposed['data'], 'reason'>,
    readonly reason: SealedBox | undefined,
  ) {}
}

export const proposeReopenAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

export function proposeReopen(
  { proposal, reason }: ProposeReopen,
  state: CaseFile,
): readonly Decided<ReopenProposed>[] {
  const { reopenings } = caseFor('ProposeReopen', state);
  if (Object.keys(reopenings).length > 0) throw new RuleBroken('proposal-pending', '已有待复核的提请');
  const data = { ...proposal, reason: assertWritten(reason, '重新核查的理由', '/reason') };
  return [{ type: 'ReopenProposed', data }];
}
