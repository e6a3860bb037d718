import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile, KnownCase } from '../case.js';
import { nameAll, needNames } from '../codes.js';
import { unmetNeeds } from '../investigation/investigation.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { CaseClosedWithoutNeed } from './closing.events.js';

/** Nobody is in need here: class NONE, outside both ledgers. */
export class CloseWithoutNeed {
  constructor(
    readonly caseId: string,
    readonly reason: string,
    readonly text: SealedBox | undefined,
  ) {}
}

export const closeWithoutNeedAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

export function closeWithoutNeed(
  { reason, text }: CloseWithoutNeed,
  state: CaseFile,
): readonly Decided<CaseClosedWithoutNeed>[] {
  assertNobodyInNeed(caseFor('CloseWithoutNeed', state), reason);
  return [{ type: 'CaseClosedWithoutNeed', data: { reason, text: assertWritten(text, '结案理由', '/text') } }];
}

/** A call that was answered without help being needed; needs that are all met; a refusal without real difficulty. */
function assertNobodyInNeed(
  { status, clue, investigation, applications, ineligible }: KnownCase,
  reason: string,
): void {
  if (status === 'CALL_LOGGED' && clue.helpNeeded !== false)
    throw new RuleBroken('help-needed', '来电尚未作出第一响应，或响应认定需要救助，不能结案');
  if (status === 'INELIGIBLE' && ineligible?.hasRealDifficulty === true)
    throw new RuleBroken('S19', '不符合条件但确有困难的，只能列入救助观察');
  if (reason === 'DEATH') return;
  if (status === 'AIDING' && !allWithdrawn(applications))
    throw new RuleBroken('not-all-withdrawn', '尚有申请未撤回，不能结案', '/reason');
  if (status !== 'INVESTIGATED') return;
  const unmet = unmetNeeds(investigation);
  if (unmet.length > 0) throw new RuleBroken('I-11', `尚有未解决的需求：${nameAll(unmet, needNames)}`);
}

/** Somebody applied, and nobody wants anything any more. */
function allWithdrawn(applications: KnownCase['applications']): boolean {
  const ends = Object.values(applications).map(({ end }) => end);
  return ends.length > 0 && ends.every((end) => end === 'WITHDRAWN');
}
