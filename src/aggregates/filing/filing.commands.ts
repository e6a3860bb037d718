import { commandRow } from '../../platform/change/aggregate.js';
import type { TableRow } from '../../platform/change/command-table.js';
import { filing, filingIdOf } from './filing.js';
import { AcceptFiling, acceptFiling, acceptFilingAccess } from './submission/accept-filing.js';
import { MarkFilingOverdue, markFilingOverdue, markFilingOverdueAccess } from './submission/mark-filing-overdue.js';
import { ReturnFiling, returnFiling, returnFilingAccess } from './submission/return-filing.js';
import { SubmitFilingHandler } from './submission/submit-filing.handler.js';
import { SubmitFiling, submitFiling, submitFilingAccess } from './submission/submit-filing.js';

const existing = { aggregate: filing, id: ({ filingId }: { filingId: string }) => filingId } as const;

export const filingCommands: readonly TableRow[] = [
  {
    ...commandRow({
      aggregate: filing,
      command: SubmitFiling,
      decide: submitFiling,
      access: submitFilingAccess,
      id: ({ filing: named }) => filingIdOf(named),
      creates: true,
      unit: ({ filing: { townCode } }) => ({ townCode }),
      unitPointer: '/townCode',
    }),
    handler: SubmitFilingHandler,
  },
  commandRow({ ...existing, command: ReturnFiling, decide: returnFiling, access: returnFilingAccess }),
  commandRow({ ...existing, command: AcceptFiling, decide: acceptFiling, access: acceptFilingAccess }),
  commandRow({
    aggregate: filing,
    command: MarkFilingOverdue,
    decide: markFilingOverdue,
    access: markFilingOverdueAccess,
    id: ({ filing: named }) => filingIdOf(named),
    creates: true,
  }),
];
