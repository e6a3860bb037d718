import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { openApplication } from '../application/application-rules.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { ObjectionSettled } from './notice.events.js';

/** What became of an objection; one that holds sends the application back to a new opinion and a new notice. */
export class SettleObjection {
  constructor(
    readonly caseId: string,
    readonly settled: Omit<ObjectionSettled['data'], 'text'>,
    readonly text: SealedBox | undefined,
  ) {}
}

export const settleObjectionAccess: Access = { roles: ['OFFICER'], purpose: 'APPLICATION' };

export function settleObjection(
  { settled, text }: SettleObjection,
  state: CaseFile,
): readonly Decided<ObjectionSettled>[] {
  const { openObjections } = openApplication(caseFor('SettleObjection', state), settled.applicationId);
  if (!openObjections.includes(settled.objectionId))
    throw new RuleBroken('no-such-objection', '没有这个待处理的异议', '/objectionId');
  return [{ type: 'ObjectionSettled', data: { ...settled, text: assertWritten(text, '处理情况', '/text') } }];
}
