import { yearOf } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { caseNoOf } from '../case-no.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { CaseOpened } from './opening.events.js';
import type { OwnerChain } from './opening.js';

/** A clue that holds becomes a case, with one who answers for it at each of four levels (S29). */
export class OpenCase {
  constructor(
    readonly caseId: string,
    readonly ownerChain: OwnerChain,
    readonly placeOfEmergency?: string,
  ) {}
}

export const openCaseAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

/** Verified first (S09), unless it is urgent: an emergency is worked at once, where it happens (I-19). */
export function openCase(
  { caseId, ownerChain, placeOfEmergency }: OpenCase,
  state: CaseFile,
  { today, rules }: Given,
): readonly Decided<CaseOpened>[] {
  const { townCode, clue } = caseFor('OpenCase', state);
  const holds = clue.verified === undefined ? clue.urgent === true : clue.verified !== 'UNFOUNDED';
  if (!holds) throw new RuleBroken('not-verified', '线索尚未核实属实，不能立案；急难线索可先行立案');
  if (placeOfEmergency !== undefined) {
    if (clue.urgent !== true) throw new RuleBroken('no-emergency', '只有急难线索才有急难发生地', '/placeOfEmergency');
    if (rules.divisions.townOf(placeOfEmergency) !== townCode)
      throw new RuleBroken('I-19', '急难发生地须在本乡镇(街道)', '/placeOfEmergency');
  }
  const caseNo = caseNoOf(yearOf(today), townCode, caseId);
  return [
    {
      type: 'CaseOpened',
      data: { caseNo, ownerChain, ...(placeOfEmergency === undefined ? {} : { placeOfEmergency }) },
    },
  ];
}
