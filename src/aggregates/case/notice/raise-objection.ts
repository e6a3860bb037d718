import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { openApplication } from '../application/application-rules.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { ObjectionRaised } from './notice.events.js';

/** Somebody speaks against a posted opinion while the notice hangs (L2 art. 19). */
export class RaiseObjection {
  constructor(
    readonly caseId: string,
    readonly applicationId: string,
    readonly objectionId: string,
    readonly by: SealedBox | undefined,
    readonly text: SealedBox | undefined,
  ) {}
}

export const raiseObjectionAccess: Access = { roles: ['WINDOW', 'OFFICER'], purpose: 'APPLICATION' };

export function raiseObjection(
  { applicationId, objectionId, by, text }: RaiseObjection,
  state: CaseFile,
  { today }: Given,
): readonly Decided<ObjectionRaised>[] {
  const { noticeUntil, openObjections } = openApplication(caseFor('RaiseObjection', state), applicationId);
  if (noticeUntil === undefined || today > noticeUntil)
    throw new RuleBroken('no-notice', '不在公示期内', '/applicationId');
  if (openObjections.includes(objectionId))
    throw new RuleBroken('objection-exists', '该异议编号已登记', '/objectionId');
  const data = {
    applicationId,
    objectionId,
    by: assertWritten(by, '异议人', '/by'),
    text: assertWritten(text, '异议内容', '/text'),
  };
  return [{ type: 'ObjectionRaised', data }];
}
