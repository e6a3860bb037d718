import { commandRow } from '../../platform/change/aggregate.js';
import type { TableRow } from '../../platform/change/command-table.js';
import { RecordPublicity, recordPublicity, recordPublicityAccess } from './publicity/record-publicity.js';
import { township, townshipIdOf } from './township.js';

/** One stream for each township and year: every command says whose it is, its day says which year. */
const own = { aggregate: township, creates: true, unitPointer: '/townCode' } as const;

export const townshipCommands: readonly TableRow[] = [
  commandRow({
    ...own,
    command: RecordPublicity,
    decide: recordPublicity,
    access: recordPublicityAccess,
    id: ({ act: { townCode, on } }) => townshipIdOf(townCode, on),
    unit: ({ act: { townCode } }) => ({ townCode }),
  }),
];
