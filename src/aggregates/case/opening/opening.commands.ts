import { commandRow } from '../../../platform/change/aggregate.js';
import type { TableRow } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import { AssessUrgency, assessUrgency, assessUrgencyAccess } from './assess-urgency.js';
import { LinkHousehold, linkHousehold, linkHouseholdAccess } from './link-household.js';
import { OpenCaseFromRoster, openCaseFromRoster, openCaseFromRosterAccess } from './open-case-from-roster.js';
import { OpenCase, openCase, openCaseAccess } from './open-case.js';

const own = { aggregate: caseFile, id: ({ caseId }: { caseId: string }) => caseId } as const;

export const openingCommands: readonly TableRow[] = [
  commandRow({ ...own, command: OpenCase, decide: openCase, access: openCaseAccess }),
  commandRow({
    ...own,
    command: OpenCaseFromRoster,
    decide: openCaseFromRoster,
    access: openCaseFromRosterAccess,
    creates: true,
    unit: ({ villageCode }) => ({ villageCode }),
    unitPointer: '/villageCode',
  }),
  commandRow({ ...own, command: AssessUrgency, decide: assessUrgency, access: assessUrgencyAccess }),
  commandRow({ ...own, command: LinkHousehold, decide: linkHousehold, access: linkHouseholdAccess }),
];
