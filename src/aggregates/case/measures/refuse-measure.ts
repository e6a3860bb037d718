import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { openApplication } from '../application/application-rules.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertDecidable } from './decision-rules.js';
import type { MeasureRefused } from './measures.events.js';

/** The aid is refused, with reasons in codes and in words (I-23); the family is told in writing within its limit. */
export class RefuseMeasure {
  constructor(
    readonly caseId: string,
    readonly applicationId: string,
    readonly reasonCodes: readonly string[],
    readonly text: SealedBox | undefined,
  ) {}
}

export const refuseMeasureAccess: Access = { roles: ['REVIEWER', 'BUREAU'], purpose: 'APPLICATION' };

export function refuseMeasure(
  { applicationId, reasonCodes, text }: RefuseMeasure,
  state: CaseFile,
  given: Given,
): readonly Decided<MeasureRefused>[] {
  const application = openApplication(caseFor('RefuseMeasure', state), applicationId);
  assertDecidable(application, given);
  if (reasonCodes.length === 0) throw new RuleBroken('I-23', '不予救助须至少有一个原因', '/reasonCodes');
  if (text === undefined) throw new RuleBroken('I-23', '不予救助须写明理由', '/text');
  const { actor, rules } = given;
  const data = { applicationId, reasonCodes, text, ruleVersion: rules.version, decider: actor.id };
  return [{ type: 'MeasureRefused', data }];
}
