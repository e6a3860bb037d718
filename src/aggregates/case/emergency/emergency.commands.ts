import { commandRow } from '../../../platform/change/aggregate.js';
import type { TableRow } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import { CompletePaperwork, completePaperwork, completePaperworkAccess } from './complete-paperwork.js';
import { DisburseEmergencyAid, disburseEmergencyAid, disburseEmergencyAidAccess } from './disburse-emergency-aid.js';
import { EndEmergency, endEmergency, endEmergencyAccess } from './end-emergency.js';

const own = { aggregate: caseFile, id: ({ caseId }: { caseId: string }) => caseId } as const;

export const emergencyCommands: readonly TableRow[] = [
  commandRow({
    ...own,
    command: DisburseEmergencyAid,
    decide: disburseEmergencyAid,
    access: disburseEmergencyAidAccess,
  }),
  commandRow({ ...own, command: EndEmergency, decide: endEmergency, access: endEmergencyAccess }),
  commandRow({ ...own, command: CompletePaperwork, decide: completePaperwork, access: completePaperworkAccess }),
];
