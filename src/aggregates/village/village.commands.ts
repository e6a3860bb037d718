import { commandRow } from '../../platform/change/aggregate.js';
import type { TableRow } from '../../platform/change/command-table.js';
import {
  BeginResponsibility,
  beginResponsibility,
  beginResponsibilityAccess,
} from './responsibility/begin-responsibility.js';
import { EndResponsibility, endResponsibility, endResponsibilityAccess } from './responsibility/end-responsibility.js';
import { DesignateSecretary, designateSecretary, designateSecretaryAccess } from './secretary/designate-secretary.js';
import { RecordSweep, recordSweep, recordSweepAccess } from './sweeps/record-sweep.js';
import { village } from './village.js';

/** Written by people: the form names the village, which must lie in their area. */
const byForm = {
  unit: ({ villageCode }: { villageCode: string }) => ({ villageCode }),
  unitPointer: '/villageCode',
} as const;

const own = { aggregate: village, id: ({ villageCode }: { villageCode: string }) => villageCode } as const;

export const villageCommands: readonly TableRow[] = [
  commandRow({
    ...own,
    command: BeginResponsibility,
    decide: beginResponsibility,
    access: beginResponsibilityAccess,
    creates: true,
  }),
  commandRow({
    ...own,
    command: EndResponsibility,
    decide: endResponsibility,
    access: endResponsibilityAccess,
    creates: true,
  }),
  commandRow({
    ...own,
    ...byForm,
    command: DesignateSecretary,
    decide: designateSecretary,
    access: designateSecretaryAccess,
    creates: true,
  }),
  commandRow({
    ...own,
    ...byForm,
    command: RecordSweep,
    decide: recordSweep,
    access: recordSweepAccess,
    creates: true,
  }),
];
