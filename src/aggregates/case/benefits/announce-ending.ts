import { dueAfterWorkingDays } from '../../../platform/calendar/deadline.js';
import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { EndingAnnounced } from './benefits.events.js';
import { runningMeasure } from './benefit-rules.js';

/** The family was told in writing that its aid is to be reduced or ended, after it was heard (I-17). */
export class AnnounceEnding {
  constructor(
    readonly caseId: string,
    readonly announcement: EndingAnnounced['data'],
  ) {}
}

export const announceEndingAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

/** It takes effect after DIB-REFUSE working days at the earliest (低保审核确认办法 art. 21; for 减发 project default). */
export function announceEnding(
  { announcement }: AnnounceEnding,
  state: CaseFile,
  given: Given,
): readonly Decided<EndingAnnounced>[] {
  const { measureId, on, from } = announcement;
  const { heardOn } = runningMeasure(caseFor('AnnounceEnding', state), measureId);
  assertHappenedOn(on, given, '/on');
  if (heardOn === undefined) throw new RuleBroken('I-17', '须先听取意见', '/measureId');
  if (on < heardOn) throw new RuleBroken('I-17', `告知日期早于听取意见的日期 ${heardOn}`, '/on');
  const { parameters, calendar } = given.rules;
  const { dueOn = on } = dueAfterWorkingDays(on, parameters.number('DIB-REFUSE'), calendar);
  if (from <= dueOn) throw new RuleBroken('I-17', `生效日期应晚于 ${dueOn}（参数 DIB-REFUSE）`, '/from');
  return [{ type: 'EndingAnnounced', data: announcement, occurredAt: startOfDay(on) }];
}
