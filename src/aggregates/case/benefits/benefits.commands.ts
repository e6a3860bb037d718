import { commandRow } from '../../../platform/change/aggregate.js';
import type { TableRow } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import { AnnounceEnding, announceEnding, announceEndingAccess } from './announce-ending.js';
import { AssessWholeHousehold, assessWholeHousehold, assessWholeHouseholdAccess } from './assess-whole-household.js';
import { EndMeasure, endMeasure, endMeasureAccess } from './end-measure.js';
import { HoldHearing, holdHearing, holdHearingAccess } from './hold-hearing.js';
import { RecordPayment, recordPayment, recordPaymentAccess } from './record-payment.js';
import { ReduceMeasure, reduceMeasure, reduceMeasureAccess } from './reduce-measure.js';
import { ReviewMeasure, reviewMeasure, reviewMeasureAccess } from './review-measure.js';

const own = { aggregate: caseFile, id: ({ caseId }: { caseId: string }) => caseId } as const;

export const benefitsCommands: readonly TableRow[] = [
  commandRow({ ...own, command: RecordPayment, decide: recordPayment, access: recordPaymentAccess }),
  commandRow({ ...own, command: ReviewMeasure, decide: reviewMeasure, access: reviewMeasureAccess }),
  commandRow({ ...own, command: HoldHearing, decide: holdHearing, access: holdHearingAccess }),
  commandRow({ ...own, command: AnnounceEnding, decide: announceEnding, access: announceEndingAccess }),
  commandRow({ ...own, command: ReduceMeasure, decide: reduceMeasure, access: reduceMeasureAccess }),
  commandRow({ ...own, command: EndMeasure, decide: endMeasure, access: endMeasureAccess }),
  commandRow({
    ...own,
    command: AssessWholeHousehold,
    decide: assessWholeHousehold,
    access: assessWholeHouseholdAccess,
  }),
];
