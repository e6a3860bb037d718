import { commandRow } from '../../platform/change/aggregate.js';
import type { TableRow } from '../../platform/change/command-table.js';
import { AcknowledgeAlert, acknowledgeAlert, acknowledgeAlertAccess } from './alerts/acknowledge-alert.js';
import {
  DeclareEmergencyOrder,
  declareEmergencyOrder,
  declareEmergencyOrderAccess,
} from './orders/declare-emergency-order.js';
import { EndEmergencyOrder, endEmergencyOrder, endEmergencyOrderAccess } from './orders/end-emergency-order.js';
import {
  DesignateResponsiblePerson,
  designateResponsiblePerson,
  designateResponsiblePersonAccess,
} from './people/designate-responsible-person.js';
import { AskEvidence } from './publicity/ask-evidence.handler.js';
import { RecordPublicity, recordPublicity, recordPublicityAccess } from './publicity/record-publicity.js';
import { RecordSupervision, recordSupervision, recordSupervisionAccess } from './supervision/record-supervision.js';
import { township, townshipIdOf } from './township.js';
import { HoldTraining, holdTraining, holdTrainingAccess } from './training/hold-training.js';
import { AssessVillage, assessVillage, assessVillageAccess } from './villages/assess-village.js';
import {
  RecordRewardOrPenalty,
  recordRewardOrPenalty,
  recordRewardOrPenaltyAccess,
} from './villages/record-reward-or-penalty.js';

/** One stream for each township and year: every command says whose it is and of which year. */
const own = { aggregate: township, creates: true, unitPointer: '/townCode' } as const;

export const townshipCommands: readonly TableRow[] = [
  {
    ...commandRow({
      ...own,
      command: RecordPublicity,
      decide: recordPublicity,
      access: recordPublicityAccess,
      id: ({ act: { townCode, on } }) => townshipIdOf(townCode, on),
      unit: ({ act: { townCode } }) => ({ townCode }),
    }),
    handler: AskEvidence,
  },
  commandRow({
    ...own,
    command: RecordSupervision,
    decide: recordSupervision,
    access: recordSupervisionAccess,
    id: ({ supervision: { townCode, on } }) => townshipIdOf(townCode, on),
    unit: ({ supervision: { townCode } }) => ({ townCode }),
  }),
  commandRow({
    ...own,
    command: HoldTraining,
    decide: holdTraining,
    access: holdTrainingAccess,
    id: ({ training: { townCode, on } }) => townshipIdOf(townCode, on),
    unit: ({ training: { townCode } }) => ({ townCode }),
  }),
  commandRow({
    ...own,
    command: AssessVillage,
    decide: assessVillage,
    access: assessVillageAccess,
    id: ({ assessment: { townCode, year } }) => townshipIdOf(townCode, year),
    unit: ({ assessment: { townCode } }) => ({ townCode }),
  }),
  commandRow({
    ...own,
    command: RecordRewardOrPenalty,
    decide: recordRewardOrPenalty,
    access: recordRewardOrPenaltyAccess,
    id: ({ answer: { townCode, on } }) => townshipIdOf(townCode, on),
    unit: ({ answer: { townCode } }) => ({ townCode }),
  }),
  commandRow({
    ...own,
    command: DesignateResponsiblePerson,
    decide: designateResponsiblePerson,
    access: designateResponsiblePersonAccess,
    id: ({ designation: { townCode, on } }) => townshipIdOf(townCode, on),
    unit: ({ designation: { townCode } }) => ({ townCode }),
  }),
  commandRow({
    ...own,
    command: DeclareEmergencyOrder,
    decide: declareEmergencyOrder,
    access: declareEmergencyOrderAccess,
    id: ({ order: { townCode, from } }) => townshipIdOf(townCode, from),
    unit: ({ order: { townCode } }) => ({ townCode }),
  }),
  commandRow({
    ...own,
    command: EndEmergencyOrder,
    decide: endEmergencyOrder,
    access: endEmergencyOrderAccess,
    id: ({ townCode, year }) => townshipIdOf(townCode, year),
    unit: ({ townCode }) => ({ townCode }),
  }),
  commandRow({
    ...own,
    command: AcknowledgeAlert,
    decide: acknowledgeAlert,
    access: acknowledgeAlertAccess,
    id: ({ townCode, alertId }) => townshipIdOf(townCode, alertDayOf(alertId)),
    unit: ({ townCode }) => ({ townCode }),
  }),
];

/** An alert's id ends with its day. */
function alertDayOf(alertId: string): string {
  return alertId.slice(-'2026-09-30'.length);
}
