import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { openApplication } from '../application/application-rules.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { FileReceived } from './notice.events.js';

/** The bureau has the file: its own limit runs from here (DIB-COUNTY, TEK-COUNTY). */
export class ReceiveFile {
  constructor(
    readonly caseId: string,
    readonly received: FileReceived['data'],
  ) {}
}

export const receiveFileAccess: Access = { roles: ['BUREAU'], purpose: 'APPLICATION' };

export function receiveFile(
  { received }: ReceiveFile,
  state: CaseFile,
  given: Given,
): readonly Decided<FileReceived>[] {
  const { forwarded } = openApplication(caseFor('ReceiveFile', state), received.applicationId);
  if (!forwarded) throw new RuleBroken('not-forwarded', '材料尚未上报', '/applicationId');
  assertHappenedOn(received.on, given, '/on');
  return [{ type: 'FileReceived', data: received, occurredAt: startOfDay(received.on) }];
}
