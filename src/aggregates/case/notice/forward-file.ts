import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { openApplication } from '../application/application-rules.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { FileForwarded } from './notice.events.js';

/** The file goes up for somebody there to decide (L2 art. 20). */
export class ForwardFile {
  constructor(
    readonly caseId: string,
    readonly forwarded: FileForwarded['data'],
  ) {}
}

export const forwardFileAccess: Access = { roles: ['OFFICER'], purpose: 'APPLICATION' };

export function forwardFile(
  { forwarded }: ForwardFile,
  state: CaseFile,
  given: Given,
): readonly Decided<FileForwarded>[] {
  const { opinion } = openApplication(caseFor('ForwardFile', state), forwarded.applicationId);
  if (opinion === undefined) throw new RuleBroken('I-10', '尚无初审意见，不能上报', '/applicationId');
  assertHappenedOn(forwarded.on, given, '/on');
  return [{ type: 'FileForwarded', data: forwarded, occurredAt: startOfDay(forwarded.on) }];
}
