import { commandRow } from '../../../platform/change/aggregate.js';
import type { TableRow } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import { EndorseClue, endorseClue, endorseClueAccess } from './endorse-clue.js';
import { LogCall, logCall, logCallAccess } from './log-call.js';
import { MarkDuplicateHandler } from './mark-duplicate.handler.js';
import { MarkDuplicate, markDuplicate, markDuplicateAccess } from './mark-duplicate.js';
import { RejectClue, rejectClue, rejectClueAccess } from './reject-clue.js';
import { ReportClue, reportClue, reportClueAccess } from './report-clue.js';
import { RespondFirst, respondFirst, respondFirstAccess } from './respond-first.js';
import { VerifyClue, verifyClue, verifyClueAccess } from './verify-clue.js';

const own = { aggregate: caseFile, id: ({ caseId }: { caseId: string }) => caseId } as const;

export const clueCommands: readonly TableRow[] = [
  commandRow({
    ...own,
    command: LogCall,
    decide: logCall,
    access: logCallAccess,
    creates: true,
    unit: ({ call }) => ({ townCode: call.townCode }),
    unitPointer: '/townCode',
  }),
  commandRow({ ...own, command: RespondFirst, decide: respondFirst, access: respondFirstAccess }),
  commandRow({
    ...own,
    command: ReportClue,
    decide: reportClue,
    access: reportClueAccess,
    creates: true,
    unit: ({ villageCode }) => ({ villageCode }),
    unitPointer: '/villageCode',
    anywhere: ['DEPARTMENT'],
  }),
  commandRow({ ...own, command: EndorseClue, decide: endorseClue, access: endorseClueAccess }),
  commandRow({ ...own, command: VerifyClue, decide: verifyClue, access: verifyClueAccess }),
  commandRow({ ...own, command: RejectClue, decide: rejectClue, access: rejectClueAccess }),
  {
    ...commandRow({ ...own, command: MarkDuplicate, decide: markDuplicate, access: markDuplicateAccess }),
    handler: MarkDuplicateHandler,
  },
];
