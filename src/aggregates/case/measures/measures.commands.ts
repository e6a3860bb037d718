import { commandRow } from '../../../platform/change/aggregate.js';
import type { TableRow } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import { GrantMeasure, grantMeasure, grantMeasureAccess } from './grant-measure.js';
import { NotifyRefusal, notifyRefusal, notifyRefusalAccess } from './notify-refusal.js';
import { ProposeAidPlan, proposeAidPlan, proposeAidPlanAccess } from './propose-aid-plan.js';
import { RefuseMeasure, refuseMeasure, refuseMeasureAccess } from './refuse-measure.js';

const own = { aggregate: caseFile, id: ({ caseId }: { caseId: string }) => caseId } as const;

export const measuresCommands: readonly TableRow[] = [
  commandRow({ ...own, command: ProposeAidPlan, decide: proposeAidPlan, access: proposeAidPlanAccess }),
  commandRow({ ...own, command: GrantMeasure, decide: grantMeasure, access: grantMeasureAccess }),
  commandRow({ ...own, command: RefuseMeasure, decide: refuseMeasure, access: refuseMeasureAccess }),
  commandRow({ ...own, command: NotifyRefusal, decide: notifyRefusal, access: notifyRefusalAccess }),
];
