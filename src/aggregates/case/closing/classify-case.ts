import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { CaseFile, KnownCase } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { CaseClassified } from './closing.events.js';
import { assertFounded } from './sub-items.js';

/** Into one of the two ledgers (S28): newly aided, with what, or watched. */
export class ClassifyCase {
  constructor(
    readonly caseId: string,
    readonly classified: Omit<CaseClassified['data'], 'observed' | 'monitored'>,
  ) {}
}

export const classifyCaseAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

/** Newly aided bears sub-items that something stands behind (I-15); watched is who is in real difficulty and refused. */
export function classifyCase({ classified }: ClassifyCase, state: CaseFile): readonly Decided<CaseClassified>[] {
  const caseFile = caseFor('ClassifyCase', state);
  const { class: kind, subItems, beneficiaries } = classified;
  if (beneficiaries.length === 0) throw new RuleBroken('no-beneficiary', '须至少有一名对象', '/beneficiaries');
  if (kind === 'WATCH') {
    if (caseFile.status !== 'INELIGIBLE' || caseFile.ineligible?.hasRealDifficulty !== true)
      throw new RuleBroken('I-15', '不符合条件但确有困难的才列入救助观察', '/class');
    if (subItems.length > 0) throw new RuleBroken('I-15', '救助观察没有分项', '/subItems');
  } else assertAided(caseFile, subItems);
  const carried = kind === 'WATCH' ? observedIn(caseFile) : monitoredIn(caseFile, subItems);
  return [{ type: 'CaseClassified', data: { ...classified, ...carried } }];
}

/** Nothing for a family that is on no roster: there is no household to be observed. */
function observedIn({ opening: { householdRef }, ineligible }: KnownCase): Pick<CaseClassified['data'], 'observed'> {
  if (householdRef === undefined || ineligible === undefined) return {};
  const { reasonCodes, ruleVersion } = ineligible;
  return { observed: { householdRef, reasonCodes, ruleVersion } };
}

/** Monitored is whom the plan answers so, found fit for it or classified as of low income by it (I-15, S26). */
function monitoredIn(
  { opening: { householdRef }, plannedKinds, investigation }: KnownCase,
  subItems: readonly string[],
): Pick<CaseClassified['data'], 'monitored'> {
  if (householdRef === undefined || !plannedKinds.includes('MONITORING')) return {};
  if (investigation.monitoringEligible !== true && !subItems.includes('LOW_INCOME')) return {};
  return { monitored: { householdRef } };
}

function assertAided(caseFile: KnownCase, subItems: readonly string[]): void {
  if (caseFile.status !== 'AIDING') throw new RuleBroken('I-15', '没有救助的不能归为新增救助', '/class');
  if (Object.values(caseFile.applications).some(({ end }) => end === undefined))
    throw new RuleBroken('application-open', '尚有申请未作出决定');
  assertFounded(caseFile, subItems, '/subItems');
}
