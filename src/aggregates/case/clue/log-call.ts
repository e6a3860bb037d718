import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappened } from '../../../platform/change/business-time.js';
import type { CaseFile } from '../case.js';
import type { HotlineCallReceived } from './clue.events.js';

/** Somebody rang 12345 or the township's own number (S13). */
export class LogCall {
  constructor(
    readonly caseId: string,
    readonly call: HotlineCallReceived['data'],
  ) {}
}

export const logCallAccess: Access = { roles: ['HOTLINE', 'OFFICER'], purpose: 'HOTLINE_CALL' };

export function logCall({ call }: LogCall, state: CaseFile, given: Given): readonly Decided<HotlineCallReceived>[] {
  if (state.status !== 'UNKNOWN') throw new RuleBroken('case-exists', '该个案编号已使用', '/caseId');
  assertHappened(call.callAt, given, '/callAt');
  return [{ type: 'HotlineCallReceived', data: call, occurredAt: call.callAt }];
}
