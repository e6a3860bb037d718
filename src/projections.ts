import type { Projection } from './platform/projections/projection.js';
import { caseClockMemory } from './policies/case-deadlines/case-clocks.projection.js';
import { monthlyVisitMemory } from './policies/monthly-visit/monthly-visit.projection.js';
import { filingMemory } from './policies/day-deadlines/filing-memory.projection.js';
import { insuranceMemory } from './policies/day-deadlines/insurance-memory.projection.js';
import { watchMemory } from './policies/day-deadlines/watch-memory.projection.js';
import { accessHistoryProjection } from './views/access-history/access-history.projection.js';
import { alertsProjection } from './views/alerts/alerts.projection.js';
import { auditTrailProjection } from './views/audit-trail/audit-trail.projection.js';
import { careListsProjection } from './views/care-lists/care-lists.projection.js';
import { careArrangementsProjection } from './views/care-lists/care-arrangements.projection.js';
import { caseBoardProjection } from './views/case-board/case-board.projection.js';
import { familyDeathsProjection } from './views/case-board/family-deaths.projection.js';
import { caseOwnersProjection } from './views/case-owners/case-owners.projection.js';
import { townPersonsProjection } from './views/case-owners/town-persons.projection.js';
import { channelsProjection } from './views/channels/channels.projection.js';
import { clueInboxProjection } from './views/clue-inbox/clue-inbox.projection.js';
import { coordinatorRosterProjection } from './views/coordinator-roster/coordinator-roster.projection.js';
import { coverageProjection } from './views/coverage/coverage.projection.js';
import { caseLedgersProjection } from './views/case-ledgers/case-ledgers.projection.js';
import { deadlinesProjection } from './views/deadlines/deadlines.projection.js';
import { filingsProjection } from './views/filings/filings.projection.js';
import { groupRosterProjection } from './views/group-roster/group-roster.projection.js';
import { guaranteesProjection } from './views/guarantees/guarantees.projection.js';
import { hotlineProjection } from './views/hotline/hotline.projection.js';
import { householdSearchProjection } from './views/household-search/household-search.projection.js';
import { mergedFamiliesProjection } from './views/merged-families/merged-families.projection.js';
import { networkProjection } from './views/network/network.projection.js';
import { partialCasesProjection } from './views/partial-dibao/partial-cases.projection.js';
import { partialFamiliesProjection } from './views/partial-dibao/partial-families.projection.js';
import { officerTasksProjection } from './views/officer-tasks/officer-tasks.projection.js';
import { householdAidsProjection } from './views/patrol-ledger/household-aids.projection.js';
import { patrolLedgerProjection } from './views/patrol-ledger/patrol-ledger.projection.js';
import { policyRefusalsProjection } from './views/policy-refusals/policy-refusals.projection.js';
import { policyBasisProjection } from './views/policy-basis/policy-basis.projection.js';
import { proposalsProjection } from './views/proposals/proposals.projection.js';
import { referralsProjection } from './views/referrals/referrals.projection.js';
import { rosterProjection } from './views/roster/roster.projection.js';
import { townshipAffairsProjection } from './views/township-affairs/township-affairs.projection.js';
import { timelinessProjection } from './views/timeliness/timeliness.projection.js';
import { trainingProjection } from './views/training/training.projection.js';
import { responsibleTermsProjection } from './views/responsible-terms/responsible-terms.projection.js';
import { visitCalendarProjection } from './views/visit-calendar/visit-calendar.projection.js';

/** What the policies of the clocks remember, and nobody else reads. */
export const policyMemories: readonly Projection[] = [
  monthlyVisitMemory,
  insuranceMemory,
  filingMemory,
  watchMemory,
  caseClockMemory,
];

/** Every projection of the business log: the views and the policies' memories. */
export const projections: readonly Projection[] = [
  rosterProjection,
  patrolLedgerProjection,
  householdAidsProjection,
  visitCalendarProjection,
  responsibleTermsProjection,
  mergedFamiliesProjection,
  proposalsProjection,
  auditTrailProjection,
  householdSearchProjection,
  coordinatorRosterProjection,
  coverageProjection,
  groupRosterProjection,
  filingsProjection,
  channelsProjection,
  alertsProjection,
  guaranteesProjection,
  trainingProjection,
  networkProjection,
  clueInboxProjection,
  caseBoardProjection,
  familyDeathsProjection,
  caseLedgersProjection,
  deadlinesProjection,
  timelinessProjection,
  referralsProjection,
  partialFamiliesProjection,
  partialCasesProjection,
  hotlineProjection,
  caseOwnersProjection,
  townPersonsProjection,
  policyBasisProjection,
  policyRefusalsProjection,
  officerTasksProjection,
  townshipAffairsProjection,
  careListsProjection,
  careArrangementsProjection,
  ...policyMemories,
];

/** Poured from the second log. */
export const accessProjections: readonly Projection[] = [accessHistoryProjection];
