import { commandRow } from '../../../platform/change/aggregate.js';
import type { TableRow } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import { RecordPolicyRefusal, recordPolicyRefusal, recordPolicyRefusalAccess } from './record-policy-refusal.js';
import { RetryPolicyStepHandler } from './retry-policy-step.handler.js';
import { RetryPolicyStep, retryPolicyStep, retryPolicyStepAccess } from './retry-policy-step.js';

const own = { aggregate: caseFile, id: ({ caseId }: { caseId: string }) => caseId } as const;

export const refusedStepsCommands: readonly TableRow[] = [
  commandRow({
    ...own,
    command: RecordPolicyRefusal,
    decide: recordPolicyRefusal,
    access: recordPolicyRefusalAccess,
  }),
  {
    ...commandRow({ ...own, command: RetryPolicyStep, decide: retryPolicyStep, access: retryPolicyStepAccess }),
    handler: RetryPolicyStepHandler,
  },
];
