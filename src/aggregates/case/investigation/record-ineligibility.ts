import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { IneligibilityRecorded } from './investigation.events.js';

/** The family does not qualify now, for reasons in codes and in words, by the rules in force (S19, I-23). */
export class RecordIneligibility {
  constructor(
    readonly caseId: string,
    readonly reasonCodes: readonly string[],
    readonly text: SealedBox | undefined,
    readonly hasRealDifficulty: boolean,
  ) {}
}

export const recordIneligibilityAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

export function recordIneligibility(
  { reasonCodes, text, hasRealDifficulty }: RecordIneligibility,
  state: CaseFile,
  { rules }: Given,
): readonly Decided<IneligibilityRecorded>[] {
  const { status, applications } = caseFor('RecordIneligibility', state);
  if (status === 'AIDING' && Object.values(applications).some(({ end }) => end !== 'REFUSED' && end !== 'WITHDRAWN'))
    throw new RuleBroken('not-all-refused', '尚有申请未作出决定或已给予救助，不能认定不符合条件');
  if (reasonCodes.length === 0) throw new RuleBroken('I-23', '不符合条件须至少有一个原因', '/reasonCodes');
  if (text === undefined) throw new RuleBroken('I-23', '不符合条件须写明理由', '/text');
  return [
    { type: 'IneligibilityRecorded', data: { reasonCodes, text, ruleVersion: rules.version, hasRealDifficulty } },
  ];
}
