import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { procedures } from './application.js';
import { openApplication } from './application-rules.js';
import type { FirstOpinionProposed } from './application.events.js';

/** 初审意见: what the township's officer makes of it; somebody else decides. */
export class ProposeOpinion {
  constructor(
    readonly caseId: string,
    readonly applicationId: string,
    readonly opinion: string,
    readonly text: SealedBox | undefined,
  ) {}
}

export const proposeOpinionAccess: Access = { roles: ['OFFICER'], purpose: 'APPLICATION' };

/** Only with the check of the means and, where the path asks for it, the person seen at home (I-10). */
export function proposeOpinion(
  { applicationId, opinion, text }: ProposeOpinion,
  state: CaseFile,
  { today }: Given,
): readonly Decided<FirstOpinionProposed>[] {
  const caseFile = caseFor('ProposeOpinion', state);
  const { path, check } = openApplication(caseFile, applicationId);
  if (check === undefined) throw new RuleBroken('I-10', '家庭经济状况核对尚未完成', '/applicationId');
  if (check.validUntil < today) throw new RuleBroken('check-expired', '核对结果的有效期已过', '/applicationId');
  if (procedures[path]?.visit === true && !caseFile.investigation.personSeen)
    throw new RuleBroken('I-10', '调查人员尚未入户见到对象', '/applicationId');
  const data = { applicationId, opinion, text: assertWritten(text, '初审意见', '/text') };
  return [{ type: 'FirstOpinionProposed', data }];
}
