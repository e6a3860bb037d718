import { commandRow } from '../../platform/change/aggregate.js';
import type { TableRow } from '../../platform/change/command-table.js';
import {
  BeginResponsibility,
  beginResponsibility,
  beginResponsibilityAccess,
} from './responsibility/begin-responsibility.js';
import { EndResponsibility, endResponsibility, endResponsibilityAccess } from './responsibility/end-responsibility.js';
import { village } from './village.js';

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
];
