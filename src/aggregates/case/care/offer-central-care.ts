import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { CentralCareOffered } from './care.events.js';
import { assertNext, levelInNeedOfCare } from './care-rules.js';

/** A 特困 person who cannot look after himself is asked whether he wants to be cared for in an institution (S22). */
export class OfferCentralCare {
  constructor(
    readonly caseId: string,
    readonly offer: { readonly memberId: string; readonly on: LocalDate },
    readonly institution: SealedBox | undefined,
  ) {}
}

export const offerCentralCareAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

/** Whoever declined, or has left again, may be asked anew; an agreement goes on meanwhile. */
export function offerCentralCare(
  { offer, institution }: OfferCentralCare,
  state: CaseFile,
  given: Given,
): readonly Decided<CentralCareOffered>[] {
  const caseFile = caseFor('OfferCentralCare', state);
  const { memberId, on } = offer;
  const level = levelInNeedOfCare(caseFile, memberId, on);
  const before = entryOf(caseFile.care.people, memberId);
  if (before?.stage === 'PLACED') throw new RuleBroken('in-central-care', '该对象已集中供养', '/memberId');
  if (before?.stage === 'OFFERED' || before?.stage === 'ACCEPTED')
    throw new RuleBroken('offer-open', '已征询过意愿，尚待答复或入住', '/memberId');
  if (before) assertNext(before, on, given);
  else assertHappenedOn(on, given, '/on');
  const { householdRef } = caseFile.opening;
  const data = {
    memberId,
    ...(householdRef === undefined ? {} : { householdRef }),
    level,
    institution: assertWritten(institution, '供养服务机构', '/institution'),
    on,
  };
  return [{ type: 'CentralCareOffered', data, occurredAt: startOfDay(on) }];
}
