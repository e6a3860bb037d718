import { commandRow } from '../../../platform/change/aggregate.js';
import type { TableRow } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import { CloseWithoutNeed, closeWithoutNeed, closeWithoutNeedAccess } from './close-without-need.js';

const own = { aggregate: caseFile, id: ({ caseId }: { caseId: string }) => caseId } as const;

export const closingCommands: readonly TableRow[] = [
  commandRow({ ...own, command: CloseWithoutNeed, decide: closeWithoutNeed, access: closeWithoutNeedAccess }),
];
