import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, Instant } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { VisitCorrectionProposed } from '../household.events.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { OrderedDays } from './emergency-orders.port.js';
import { assertCorrectedReport, correctedMonth } from './visit-correction.js';
import type { DraftReport } from './visit-report.js';
import { assertChangesTold } from './visit-rules.js';

/** Asks for a visit to be put right. The visit itself is never edited (I-18). */
export class ProposeVisitCorrection {
  constructor(
    readonly householdId: string,
    readonly proposalId: string,
    readonly correctsVisitId: string,
    readonly corrected: Partial<Omit<DraftReport, 'visitId'>> & { readonly visitedAt?: Instant },
    readonly reason: SealedBox | undefined,
  ) {}
}

/**
 * A coordinator whose area covers the household: its author, or whoever is responsible there today. Which of the two
 * the area already says, as long as no assignment facts narrow it.
 */
export const proposeVisitCorrectionAccess: Access = { roles: ['COORDINATOR', 'OFFICER'], purpose: 'VISIT_TASK' };

export function proposeVisitCorrection(
  { proposalId, correctsVisitId, corrected: draft, reason }: ProposeVisitCorrection,
  state: Household,
  given: Given<readonly OrderedDays[] | undefined>,
): readonly Decided<VisitCorrectionProposed>[] {
  const home = registered(state);
  const why = assertWritten(reason, '更正原因', '/reason');
  if (Object.keys(draft).length === 0) throw new RuleBroken('nothing-corrected', '没有填写要更正的内容', '/corrected');
  const { changes, ...fields } = draft;
  const corrected = {
    ...fields,
    ...(changes === undefined ? {} : { changes: assertChangesTold(changes, '/corrected') }),
  };
  const visit = assertCorrectedReport(home, correctsVisitId, corrected, given, '/corrected');
  const data = { proposalId, correctsVisitId, corrected, reason: why };
  return [{ type: 'VisitCorrectionProposed', data, subjectPeriod: correctedMonth(visit, corrected) }];
}
