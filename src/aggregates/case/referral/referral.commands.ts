import { commandRow } from '../../../platform/change/aggregate.js';
import type { TableRow } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import { AcknowledgeReferral, acknowledgeReferral, acknowledgeReferralAccess } from './acknowledge-referral.js';
import { DeliverCharityAid, deliverCharityAid, deliverCharityAidAccess } from './deliver-charity-aid.js';
import { MatchCharity, matchCharity, matchCharityAccess } from './match-charity.js';
import { Refer, refer, referAccess } from './refer.js';
import { ReportOutcome, reportOutcome, reportOutcomeAccess } from './report-outcome.js';

const own = { aggregate: caseFile, id: ({ caseId }: { caseId: string }) => caseId } as const;

export const referralCommands: readonly TableRow[] = [
  commandRow({ ...own, command: Refer, decide: refer, access: referAccess }),
  commandRow({ ...own, command: AcknowledgeReferral, decide: acknowledgeReferral, access: acknowledgeReferralAccess }),
  commandRow({ ...own, command: ReportOutcome, decide: reportOutcome, access: reportOutcomeAccess }),
  commandRow({ ...own, command: MatchCharity, decide: matchCharity, access: matchCharityAccess }),
  commandRow({ ...own, command: DeliverCharityAid, decide: deliverCharityAid, access: deliverCharityAidAccess }),
];
