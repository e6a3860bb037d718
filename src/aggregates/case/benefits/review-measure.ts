import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { ReviewCompleted } from './benefits.events.js';
import { runningMeasure } from './benefit-rules.js';

/** The family was looked at again, as often as the grant says (低保审核确认办法 art. 31). */
export class ReviewMeasure {
  constructor(
    readonly caseId: string,
    readonly review: ReviewCompleted['data'],
  ) {}
}

export const reviewMeasureAccess: Access = { roles: ['OFFICER', 'BUREAU'], purpose: 'OPEN_CASE' };

export function reviewMeasure(
  { review }: ReviewMeasure,
  state: CaseFile,
  given: Given,
): readonly Decided<ReviewCompleted>[] {
  runningMeasure(caseFor('ReviewMeasure', state), review.measureId);
  assertHappenedOn(review.on, given, '/on');
  return [{ type: 'ReviewCompleted', data: review, occurredAt: startOfDay(review.on) }];
}
