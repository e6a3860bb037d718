import { monthOf, startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { CareFollowUpRecorded } from './care.events.js';
import { assertAgreementOf, careOf } from './care-rules.js';

/** Somebody went to see how he is cared for, every month as long as the agreement runs (S22, I-12). */
export class RecordCareFollowUp {
  constructor(
    readonly caseId: string,
    readonly followUp: { readonly memberId: string; readonly finding: string; readonly on: LocalDate },
    readonly text: SealedBox | undefined,
  ) {}
}

export const recordCareFollowUpAccess: Access = { roles: ['COORDINATOR', 'OFFICER'], purpose: 'OPEN_CASE' };

/** It counts for the month of its day, also when it is written down after the agreement has ended. */
export function recordCareFollowUp(
  { followUp, text }: RecordCareFollowUp,
  state: CaseFile,
  given: Given,
): readonly Decided<CareFollowUpRecorded>[] {
  const { memberId, on } = followUp;
  const { agreementId } = assertAgreementOf(careOf(caseFor('RecordCareFollowUp', state), memberId), on, given);
  const data = { agreementId, ...followUp, text: assertWritten(text, '跟踪情况', '/text') };
  return [{ type: 'CareFollowUpRecorded', data, occurredAt: startOfDay(on), subjectPeriod: monthOf(on) }];
}
