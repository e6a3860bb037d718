import { commandRow } from '../../../platform/change/aggregate.js';
import type { TableRow } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import { MissDeadline, missDeadline, missDeadlineAccess } from './miss-deadline.js';

export const clocksCommands: readonly TableRow[] = [
  commandRow({
    aggregate: caseFile,
    id: ({ caseId }) => caseId,
    command: MissDeadline,
    decide: missDeadline,
    access: missDeadlineAccess,
  }),
];
