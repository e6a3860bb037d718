import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { ApplicationAssisted } from './application.events.js';

/** Somebody ill or disabled is helped to apply (S27): who helped, by whose word, and why (I-14). */
export class AssistApplication {
  constructor(
    readonly caseId: string,
    readonly applicationId: string,
    readonly reason: string,
    readonly authority: SealedBox | undefined,
  ) {}
}

export const assistApplicationAccess: Access = { roles: ['COORDINATOR'], purpose: 'APPLICATION' };

/** Before the application is accepted, which then bears the same id. */
export function assistApplication(
  { applicationId, reason, authority }: AssistApplication,
  state: CaseFile,
  { actor }: Given,
): readonly Decided<ApplicationAssisted>[] {
  const { assisted, applications } = caseFor('AssistApplication', state);
  if (assisted.includes(applicationId) || entryOf(applications, applicationId) !== undefined)
    throw new RuleBroken('application-exists', '该申请编号已登记', '/applicationId');
  if (authority === undefined) throw new RuleBroken('I-14', '协助申请须写明委托手续', '/authority');
  return [{ type: 'ApplicationAssisted', data: { applicationId, helper: actor.id, authority, reason } }];
}
