import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import { openApplication } from '../application/application-rules.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertDecidable, assertGrantable, assertTerm } from './decision-rules.js';
import type { MeasureGranted } from './measures.events.js';

/** The aid is confirmed (审核确认): by somebody else than who proposed it, at the end of its procedure. */
export class GrantMeasure {
  constructor(
    readonly caseId: string,
    readonly measure: Omit<MeasureGranted['data'], 'kind' | 'decider'>,
  ) {}
}

export const grantMeasureAccess: Access = { roles: ['REVIEWER', 'BUREAU'], purpose: 'APPLICATION' };

/** What is granted is what was applied for. A status of 刚性支出 says until when, at most RIG-VALID months. */
export function grantMeasure(
  { measure }: GrantMeasure,
  state: CaseFile,
  given: Given,
): readonly Decided<MeasureGranted>[] {
  const caseFile = caseFor('GrantMeasure', state);
  const application = openApplication(caseFile, measure.applicationId);
  if (entryOf(caseFile.granted, measure.measureId) !== undefined)
    throw new RuleBroken('measure-exists', '该救助编号已登记', '/measureId');
  if (measure.beneficiaries.length === 0)
    throw new RuleBroken('no-beneficiary', '须至少有一名救助对象', '/beneficiaries');
  assertDecidable(application, given);
  assertGrantable(application, caseFile, given);
  if (application.path === 'DIBAO_SINGLE' && caseFile.wholeHousehold !== 'SINGLE')
    throw new RuleBroken('S21', '须先作整户保评估：整户符合的不得只纳入个别成员', '/applicationId');
  const { from, validUntil } = measure;
  assertTerm(application.path, { from, validUntil }, given.rules, '/validUntil');
  return [{ type: 'MeasureGranted', data: { ...measure, kind: application.path, decider: given.actor.id } }];
}
