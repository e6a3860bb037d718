import { commandRow } from '../../../platform/change/aggregate.js';
import type { TableRow } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import { AssessNeeds, assessNeeds, assessNeedsAccess } from './assess-needs.js';
import { AssessSelfCare, assessSelfCare, assessSelfCareAccess } from './assess-self-care.js';
import { CompleteInvestigation, completeInvestigation, completeInvestigationAccess } from './complete-investigation.js';
import { EstablishFacts, establishFacts, establishFactsAccess } from './establish-facts.js';
import { IdentifyProblem, identifyProblem, identifyProblemAccess } from './identify-problem.js';
import { ProposeCountermeasure, proposeCountermeasure, proposeCountermeasureAccess } from './propose-countermeasure.js';
import { RecordHomeVisit, recordHomeVisit, recordHomeVisitAccess } from './record-home-visit.js';
import { RecordIneligibility, recordIneligibility, recordIneligibilityAccess } from './record-ineligibility.js';
import { RecordVisitFailure, recordVisitFailure, recordVisitFailureAccess } from './record-visit-failure.js';

const own = { aggregate: caseFile, id: ({ caseId }: { caseId: string }) => caseId } as const;

export const investigationCommands: readonly TableRow[] = [
  commandRow({ ...own, command: RecordHomeVisit, decide: recordHomeVisit, access: recordHomeVisitAccess }),
  commandRow({ ...own, command: RecordVisitFailure, decide: recordVisitFailure, access: recordVisitFailureAccess }),
  commandRow({ ...own, command: EstablishFacts, decide: establishFacts, access: establishFactsAccess }),
  commandRow({ ...own, command: AssessNeeds, decide: assessNeeds, access: assessNeedsAccess }),
  commandRow({ ...own, command: IdentifyProblem, decide: identifyProblem, access: identifyProblemAccess }),
  commandRow({
    ...own,
    command: ProposeCountermeasure,
    decide: proposeCountermeasure,
    access: proposeCountermeasureAccess,
  }),
  commandRow({ ...own, command: AssessSelfCare, decide: assessSelfCare, access: assessSelfCareAccess }),
  commandRow({
    ...own,
    command: CompleteInvestigation,
    decide: completeInvestigation,
    access: completeInvestigationAccess,
  }),
  commandRow({ ...own, command: RecordIneligibility, decide: recordIneligibility, access: recordIneligibilityAccess }),
];
