import { commandRow } from '../../platform/change/aggregate.js';
import type { TableRow } from '../../platform/change/command-table.js';
import { AppointCoordinator, appointCoordinator, appointCoordinatorAccess } from './appointment/appoint-coordinator.js';
import { ChangeCoordinator, changeCoordinator, changeCoordinatorAccess } from './appointment/change-coordinator.js';
import {
  ConvertPostToCoordinator,
  convertPostToCoordinator,
  convertPostToCoordinatorAccess,
} from './appointment/convert-post-to-coordinator.js';
import { coordinator } from './coordinator.js';
import { AskSuccessor } from './responsibility/ask-successor.handler.js';
import { AssignVillages, assignVillages, assignVillagesAccess } from './responsibility/assign-villages.js';
import {
  RelieveCoordinator,
  relieveCoordinator,
  relieveCoordinatorAccess,
} from './responsibility/relieve-coordinator.js';
import { ResumeCoordinator, resumeCoordinator, resumeCoordinatorAccess } from './responsibility/resume-coordinator.js';
import {
  SuspendCoordinator,
  suspendCoordinator,
  suspendCoordinatorAccess,
} from './responsibility/suspend-coordinator.js';
import {
  TransferCoordinator,
  transferCoordinator,
  transferCoordinatorAccess,
} from './responsibility/transfer-coordinator.js';

const own = {
  aggregate: coordinator,
  id: ({ coordinatorId }: { coordinatorId: string }) => coordinatorId,
} as const;

/** A creation is checked by its first village; that the others are of the same township is the decision's word. */
const created = {
  ...own,
  creates: true,
  unit: ({ villages }: { villages: readonly string[] }) => ({ villageCode: villages[0] ?? 'none' }),
  unitPointer: '/villages/0',
} as const;

/** Which command is decided by what, in the order of life. README.md shows the same rows beside the states. */
export const coordinatorCommands: readonly TableRow[] = [
  commandRow({
    ...created,
    command: AppointCoordinator,
    decide: appointCoordinator,
    access: appointCoordinatorAccess,
  }),
  commandRow({
    ...created,
    command: ConvertPostToCoordinator,
    decide: convertPostToCoordinator,
    access: convertPostToCoordinatorAccess,
  }),
  commandRow({ ...own, command: ChangeCoordinator, decide: changeCoordinator, access: changeCoordinatorAccess }),
  {
    ...commandRow({ ...own, command: AssignVillages, decide: assignVillages, access: assignVillagesAccess }),
    handler: AskSuccessor,
  },
  {
    ...commandRow({
      ...own,
      command: SuspendCoordinator,
      decide: suspendCoordinator,
      access: suspendCoordinatorAccess,
    }),
    handler: AskSuccessor,
  },
  commandRow({ ...own, command: ResumeCoordinator, decide: resumeCoordinator, access: resumeCoordinatorAccess }),
  {
    ...commandRow({
      ...own,
      command: TransferCoordinator,
      decide: transferCoordinator,
      access: transferCoordinatorAccess,
    }),
    handler: AskSuccessor,
  },
  {
    ...commandRow({
      ...own,
      command: RelieveCoordinator,
      decide: relieveCoordinator,
      access: relieveCoordinatorAccess,
    }),
    handler: AskSuccessor,
  },
];
