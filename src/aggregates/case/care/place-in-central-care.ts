import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { standingAgreement } from './care.js';
import type { CentralCarePlaced } from './care.events.js';
import { assertNext, careOf } from './care-rules.js';

/** He has moved into the institution, as he or his guardian wanted; never otherwise (I-12). */
export class PlaceInCentralCare {
  constructor(
    readonly caseId: string,
    readonly placed: { readonly memberId: string; readonly on: LocalDate },
    readonly institution: SealedBox | undefined,
  ) {}
}

export const placeInCentralCareAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

export function placeInCentralCare(
  { placed, institution }: PlaceInCentralCare,
  state: CaseFile,
  given: Given,
): readonly Decided<CentralCarePlaced>[] {
  const { memberId, on } = placed;
  const known = careOf(caseFor('PlaceInCentralCare', state), memberId);
  if (known.stage === 'PLACED') throw new RuleBroken('in-central-care', '该对象已集中供养', '/memberId');
  if (known.stage !== 'ACCEPTED')
    throw new RuleBroken('I-12', '本人或监护人未同意集中供养的，不得安排入住', '/memberId');
  assertNext(known, on, given);
  if (standingAgreement(known, on))
    throw new RuleBroken('agreement-stands', '照料协议尚在履行，请先终止协议', '/memberId');
  const data = { memberId, institution: assertWritten(institution, '供养服务机构', '/institution'), on };
  return [{ type: 'CentralCarePlaced', data, occurredAt: startOfDay(on) }];
}
