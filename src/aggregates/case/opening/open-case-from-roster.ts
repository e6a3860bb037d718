import { yearOf } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { caseNoOf } from '../case-no.js';
import type { CaseFile } from '../case.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { CaseOpenedFromRoster } from './opening.events.js';
import type { OwnerChain } from './opening.js';

/** A family on the roster is to be investigated (S18: the roster drives the investigation); no clue is needed. */
export class OpenCaseFromRoster {
  constructor(
    readonly caseId: string,
    readonly villageCode: string,
    readonly householdRef: string,
    readonly ownerChain: OwnerChain,
    readonly reason: SealedBox | undefined,
  ) {}
}

export const openCaseFromRosterAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

export function openCaseFromRoster(
  { caseId, villageCode, householdRef, ownerChain, reason }: OpenCaseFromRoster,
  state: CaseFile,
  { today, rules }: Given,
): readonly Decided<CaseOpenedFromRoster>[] {
  if (state.status !== 'UNKNOWN') throw new RuleBroken('case-exists', '该个案编号已使用', '/caseId');
  const townCode = rules.divisions.townOf(villageCode) ?? 'none';
  return [
    {
      type: 'CaseOpenedFromRoster',
      data: {
        townCode,
        villageCode,
        householdRef,
        caseNo: caseNoOf(yearOf(today), townCode, caseId),
        ownerChain,
        reason: assertWritten(reason, '立案理由', '/reason'),
      },
    },
  ];
}
