import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, Instant } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappened } from '../../../platform/change/business-time.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { FirstResponseMade } from './clue.events.js';

/** 第一响应: somebody called back or went there (S13). */
export class RespondFirst {
  constructor(
    readonly caseId: string,
    readonly respondedAt: Instant,
    readonly response: Omit<FirstResponseMade['data'], 'by'>,
  ) {}
}

export const respondFirstAccess: Access = { roles: ['HOTLINE', 'OFFICER'], purpose: 'HOTLINE_CALL' };

/** There is one first response, to a call or to an urgent clue; it cannot come before what it answers. */
export function respondFirst(
  { respondedAt, response }: RespondFirst,
  state: CaseFile,
  given: Given,
): readonly Decided<FirstResponseMade>[] {
  const { clue } = caseFor('RespondFirst', state);
  if (clue.respondedAt !== undefined) throw new RuleBroken('already-responded', '已作出第一响应');
  assertHappened(respondedAt, given, '/respondedAt');
  const since = clue.callAt ?? clue.knownAt;
  if (since !== undefined && respondedAt < since)
    throw new RuleBroken('out-of-order', '第一响应不能早于来电或线索', '/respondedAt');
  return [{ type: 'FirstResponseMade', data: { ...response, by: given.actor.id }, occurredAt: respondedAt }];
}
