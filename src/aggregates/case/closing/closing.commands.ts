import { commandRow } from '../../../platform/change/aggregate.js';
import type { TableRow } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import { ApproveReopen, approveReopen, approveReopenAccess } from './approve-reopen.js';
import { ArchiveCase, archiveCase, archiveCaseAccess } from './archive-case.js';
import { ClassifyCase, classifyCase, classifyCaseAccess } from './classify-case.js';
import { CloseWithoutNeed, closeWithoutNeed, closeWithoutNeedAccess } from './close-without-need.js';
import { ProposeReopen, proposeReopen, proposeReopenAccess } from './propose-reopen.js';
import { RejectReopen, rejectReopen, rejectReopenAccess } from './reject-reopen.js';
import { ReopenCase, reopenCase, reopenCaseAccess } from './reopen-case.js';

const own = { aggregate: caseFile, id: ({ caseId }: { caseId: string }) => caseId } as const;

export const closingCommands: readonly TableRow[] = [
  commandRow({ ...own, command: CloseWithoutNeed, decide: closeWithoutNeed, access: closeWithoutNeedAccess }),
  commandRow({ ...own, command: ClassifyCase, decide: classifyCase, access: classifyCaseAccess }),
  commandRow({ ...own, command: ArchiveCase, decide: archiveCase, access: archiveCaseAccess }),
  commandRow({ ...own, command: ReopenCase, decide: reopenCase, access: reopenCaseAccess }),
  commandRow({ ...own, command: ProposeReopen, decide: proposeReopen, access: proposeReopenAccess }),
  commandRow({ ...own, command: ApproveReopen, decide: approveReopen, access: approveReopenAccess }),
  commandRow({ ...own, command: RejectReopen, decide: rejectReopen, access: rejectReopenAccess }),
];
