import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { CaseLinkedToHousehold } from './opening.events.js';

/** The case is of this family (I-26). A reference only: what the family's own page shows to whom is its own affair. */
export class LinkHousehold {
  constructor(
    readonly caseId: string,
    readonly householdRef: string,
  ) {}
}

export const linkHouseholdAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

/** Nothing to do when it is linked so already; another family may be named until the investigation completes. */
export function linkHousehold(
  { householdRef }: LinkHousehold,
  state: CaseFile,
): readonly Decided<CaseLinkedToHousehold>[] {
  const { opening } = caseFor('LinkHousehold', state);
  if (opening.householdRef === householdRef) return [];
  return [{ type: 'CaseLinkedToHousehold', data: { householdRef } }];
}
