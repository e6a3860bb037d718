import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { NeedsAssessed } from './investigation.events.js';

/** All of the family's needs at once (S11 综合评估), each met already or not. The last word counts. */
export class AssessNeeds {
  constructor(
    readonly caseId: string,
    readonly assessed: Omit<NeedsAssessed['data'], 'text'>,
    readonly text: SealedBox | undefined,
  ) {}
}

export const assessNeedsAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

/** No need at all is an answer too; one need is named once. */
export function assessNeeds({ assessed, text }: AssessNeeds, state: CaseFile): readonly Decided<NeedsAssessed>[] {
  caseFor('AssessNeeds', state);
  const codes = assessed.needs.map(({ code }) => code);
  if (new Set(codes).size < codes.length) throw new RuleBroken('need-twice', '同一需求只能评估一次', '/needs');
  return [{ type: 'NeedsAssessed', data: { ...assessed, text: assertWritten(text, '评估情况', '/text') } }];
}
