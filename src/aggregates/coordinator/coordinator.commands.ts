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
import { RecordTraining, recordTraining, recordTrainingAccess } from './guarantees/record-training.js';
import { AskHeldTrainings } from './guarantees/ask-held-trainings.handler.js';
import { BindInsurance, bindInsurance, bindInsuranceAccess } from './guarantees/bind-insurance.js';
import { ExpireInsurance, expireInsurance, expireInsuranceAccess } from './guarantees/expire-insurance.js';
import { IssueEquipment, issueEquipment, issueEquipmentAccess } from './guarantees/issue-equipment.js';
import { ReturnEquipment, returnEquipment, returnEquipmentAccess } from './guarantees/return-equipment.js';
import { PayAllowance, payAllowance, payAllowanceAccess } from './guarantees/pay-allowance.js';
import { PaySalary, paySalary, paySalaryAccess } from './guarantees/pay-salary.js';
import { AssignDuty, assignDuty, assignDutyAccess } from './duties/assign-duty.js';
import { RecordDuty, recordDuty, recordDutyAccess } from './duties/record-duty.js';
import { MobiliseSocialForce, mobiliseSocialForce, mobiliseSocialForceAccess } from './duties/mobilise-social-force.js';
import { RecordPublicLabour, recordPublicLabour, recordPublicLabourAccess } from './duties/record-public-labour.js';
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
  TakeOverMergedVillage,
  takeOverMergedVillage,
  takeOverMergedVillageAccess,
} from './responsibility/take-over-merged-village.js';
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
  commandRow({
    ...own,
    command: TakeOverMergedVillage,
    decide: takeOverMergedVillage,
    access: takeOverMergedVillageAccess,
  }),
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
  {
    ...commandRow({ ...own, command: RecordTraining, decide: recordTraining, access: recordTrainingAccess }),
    handler: AskHeldTrainings,
  },
  commandRow({ ...own, command: BindInsurance, decide: bindInsurance, access: bindInsuranceAccess }),
  commandRow({ ...own, command: ExpireInsurance, decide: expireInsurance, access: expireInsuranceAccess }),
  commandRow({ ...own, command: IssueEquipment, decide: issueEquipment, access: issueEquipmentAccess }),
  commandRow({ ...own, command: ReturnEquipment, decide: returnEquipment, access: returnEquipmentAccess }),
  commandRow({ ...own, command: PayAllowance, decide: payAllowance, access: payAllowanceAccess }),
  commandRow({ ...own, command: PaySalary, decide: paySalary, access: paySalaryAccess }),
  commandRow({ ...own, command: AssignDuty, decide: assignDuty, access: assignDutyAccess }),
  commandRow({ ...own, command: RecordDuty, decide: recordDuty, access: recordDutyAccess }),
  commandRow({ ...own, command: MobiliseSocialForce, decide: mobiliseSocialForce, access: mobiliseSocialForceAccess }),
  commandRow({ ...own, command: RecordPublicLabour, decide: recordPublicLabour, access: recordPublicLabourAccess }),
];
