import { commandRow } from '../../../platform/change/aggregate.js';
import type { TableRow } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import { AcceptCentralCare, acceptCentralCare, acceptCentralCareAccess } from './accept-central-care.js';
import { DeclineCentralCare, declineCentralCare, declineCentralCareAccess } from './decline-central-care.js';
import { EndCareAgreement, endCareAgreement, endCareAgreementAccess } from './end-care-agreement.js';
import { LeaveCentralCare, leaveCentralCare, leaveCentralCareAccess } from './leave-central-care.js';
import { OfferCentralCare, offerCentralCare, offerCentralCareAccess } from './offer-central-care.js';
import { PlaceInCentralCare, placeInCentralCare, placeInCentralCareAccess } from './place-in-central-care.js';
import { RecordCareFollowUp, recordCareFollowUp, recordCareFollowUpAccess } from './record-care-follow-up.js';
import { SignCareAgreement, signCareAgreement, signCareAgreementAccess } from './sign-care-agreement.js';

const own = { aggregate: caseFile, id: ({ caseId }: { caseId: string }) => caseId } as const;

export const careCommands: readonly TableRow[] = [
  commandRow({ ...own, command: OfferCentralCare, decide: offerCentralCare, access: offerCentralCareAccess }),
  commandRow({ ...own, command: AcceptCentralCare, decide: acceptCentralCare, access: acceptCentralCareAccess }),
  commandRow({ ...own, command: DeclineCentralCare, decide: declineCentralCare, access: declineCentralCareAccess }),
  commandRow({ ...own, command: PlaceInCentralCare, decide: placeInCentralCare, access: placeInCentralCareAccess }),
  commandRow({ ...own, command: LeaveCentralCare, decide: leaveCentralCare, access: leaveCentralCareAccess }),
  commandRow({ ...own, command: SignCareAgreement, decide: signCareAgreement, access: signCareAgreementAccess }),
  commandRow({ ...own, command: EndCareAgreement, decide: endCareAgreement, access: endCareAgreementAccess }),
  commandRow({ ...own, command: RecordCareFollowUp, decide: recordCareFollowUp, access: recordCareFollowUpAccess }),
];
