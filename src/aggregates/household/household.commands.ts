import { commandRow } from '../../platform/change/aggregate.js';
import type { TableRow } from '../../platform/change/command-table.js';
import { household } from './household.js';
import { ListHousehold, listHousehold, listHouseholdAccess } from './listing/list-household.js';
import { RegisterHouseholdHandler } from './registration/register-household.handler.js';
import { RegisterHousehold, registerHousehold, registerHouseholdAccess } from './registration/register-household.js';
import { MissMonthlyVisit, missMonthlyVisit, missMonthlyVisitAccess } from './visits/miss-monthly-visit.js';
import { CloseEmptyHousehold, closeEmptyHousehold, closeEmptyHouseholdAccess } from './members/close-empty-household.js';
import { RecordFailedVisit, recordFailedVisit, recordFailedVisitAccess } from './visits/record-failed-visit.js';
import { RecordPatrolVisit, recordPatrolVisit, recordPatrolVisitAccess } from './visits/record-patrol-visit.js';

const own = { aggregate: household, id: ({ householdId }: { householdId: string }) => householdId } as const;

/** Which command is decided by what, in the order of life. */
export const householdCommands: readonly TableRow[] = [
  {
    ...commandRow({
      ...own,
      command: RegisterHousehold,
      decide: registerHousehold,
      access: registerHouseholdAccess,
      creates: true,
      unit: ({ villageCode }) => ({ villageCode }),
      unitPointer: '/villageCode',
    }),
    handler: RegisterHouseholdHandler,
  },
  commandRow({ ...own, command: ListHousehold, decide: listHousehold, access: listHouseholdAccess }),
  commandRow({ ...own, command: RecordPatrolVisit, decide: recordPatrolVisit, access: recordPatrolVisitAccess }),
  commandRow({ ...own, command: MissMonthlyVisit, decide: missMonthlyVisit, access: missMonthlyVisitAccess }),
  commandRow({
    ...own,
    command: CloseEmptyHousehold,
    decide: closeEmptyHousehold,
    access: closeEmptyHouseholdAccess,
  }),
  commandRow({ ...own, command: RecordFailedVisit, decide: recordFailedVisit, access: recordFailedVisitAccess }),
];
