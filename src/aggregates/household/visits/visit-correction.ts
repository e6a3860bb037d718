import { entryOf } from '../../../platform/change/entry-of.js';
import { monthOfInstant } from '../../../platform/calendar/local-date.js';
import type { Given } from '../../../platform/change/given.js';
import type { Period } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappened } from '../../../platform/change/business-time.js';
import type { VisitCorrectionProposed } from '../household.events.js';
import type { Pending, RegisteredHousehold, RememberedVisit } from '../household.js';
import type { OrderedDays } from './emergency-orders.port.js';
import { assertLedgerComplete, assertSomebodySeen, assertVisitMode } from './visit-rules.js';

type Corrected = VisitCorrectionProposed['data']['corrected'];

/**
 * The visit as it would read after the correction must obey what every visit obeys (I-06, I-22, members of that day).
 * Asked when it is proposed and again when it is approved: the household may have changed between.
 */
export function assertCorrectedReport(
  home: RegisteredHousehold,
  visitId: string,
  corrected: Corrected,
  given: Given<readonly OrderedDays[] | undefined>,
  at: string,
): RememberedVisit {
  const visit = home.visits.find((one) => one.visitId === visitId && one.kind === 'visit' && one.origin === undefined);
  if (!visit) throw new RuleBroken('no-such-visit', '没有这次走访记录', '/correctsVisitId');
  const { visitedAt, mode, whoSeen } = corrected;
  if (visitedAt !== undefined) assertHappened(visitedAt, given, `${at}/visitedAt`);
  if (mode !== undefined || visitedAt !== undefined) {
    const pointer = mode === undefined ? 'visitedAt' : 'mode';
    assertVisitMode(mode ?? visit.mode, visitedAt ?? visit.occurredAt, given.foreign, `${at}/${pointer}`);
  }
  assertLedgerComplete(corrected, at);
  if (visitedAt !== undefined || whoSeen !== undefined) {
    assertSomebodySeen(home, whoSeen ?? visit.whoSeen, visitedAt ?? visit.occurredAt, at);
  }
  return visit;
}

/** The month the visit counts for once it is put right. */
export function correctedMonth({ occurredAt }: RememberedVisit, { visitedAt }: Corrected): Period {
  return monthOfInstant(visitedAt ?? occurredAt);
}

export function openVisitCorrection(
  { open }: RegisteredHousehold,
  proposalId: string,
): Pending<VisitCorrectionProposed['data']> {
  const pending = entryOf(open.visitCorrections, proposalId);
  if (!pending) throw new RuleBroken('no-such-proposal', '没有这项待复核的走访更正，或已办结');
  return pending;
}
