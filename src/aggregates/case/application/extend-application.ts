import { dueAfterWorkingDays } from '../../../platform/calendar/deadline.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { openApplication } from './application-rules.js';
import type { ApplicationExtended } from './application.events.js';

/** More time for a difficult application: never beyond the longest limit from the day it was accepted (L2 art. 22). */
export class ExtendApplication {
  constructor(
    readonly caseId: string,
    readonly applicationId: string,
    readonly reason: string,
    readonly until: LocalDate,
  ) {}
}

export const extendApplicationAccess: Access = { roles: ['REVIEWER'], purpose: 'APPLICATION' };

export function extendApplication(
  { applicationId, reason, until }: ExtendApplication,
  state: CaseFile,
  { today, rules: { parameters, calendar } }: Given,
): readonly Decided<ApplicationExtended>[] {
  const { acceptedOn } = openApplication(caseFor('ExtendApplication', state), applicationId);
  if (until < today) throw new RuleBroken('extension-past', '延长期限不能早于今天', '/until');
  const { dueOn = '' } = dueAfterWorkingDays(acceptedOn, parameters.number('DIB-TOTAL-LONG'), calendar);
  if (until > dueOn) throw new RuleBroken('extension-too-long', `最长可延至 ${dueOn}`, '/until');
  return [{ type: 'ApplicationExtended', data: { applicationId, reason, until } }];
}
