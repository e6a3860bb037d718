import { commandRow } from '../../../platform/change/aggregate.js';
import type { TableRow } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import {
  ApproveCaseCorrection,
  approveCaseCorrection,
  approveCaseCorrectionAccess,
} from './approve-case-correction.js';
import {
  ProposeCaseCorrection,
  proposeCaseCorrection,
  proposeCaseCorrectionAccess,
} from './propose-case-correction.js';
import { RejectCaseCorrection, rejectCaseCorrection, rejectCaseCorrectionAccess } from './reject-case-correction.js';

const own = { aggregate: caseFile, id: ({ caseId }: { caseId: string }) => caseId } as const;

export const correctionsCommands: readonly TableRow[] = [
  commandRow({
    ...own,
    command: ProposeCaseCorrection,
    decide: proposeCaseCorrection,
    access: proposeCaseCorrectionAccess,
  }),
  commandRow({
    ...own,
    command: ApproveCaseCorrection,
    decide: approveCaseCorrection,
    access: approveCaseCorrectionAccess,
  }),
  commandRow({
    ...own,
    command: RejectCaseCorrection,
    decide: rejectCaseCorrection,
    access: rejectCaseCorrectionAccess,
  }),
];
