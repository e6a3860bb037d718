import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { assertHappenedOn } from '../township-rules.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { PublicityActRecorded } from '../township.events.js';
import type { Township } from '../township.js';

/** The policy was made known by a channel (S12), shown by files that lie in the evidence store. Two acts of one day and channel are two acts. */
export class RecordPublicity {
  constructor(readonly act: PublicityActRecorded['data']) {}
}

export const recordPublicityAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function recordPublicity(
  { act }: RecordPublicity,
  _: Township,
  given: Given<readonly string[]>,
): readonly Decided<PublicityActRecorded>[] {
  assertHappenedOn(act.on, given);
  const missing = act.evidence.findIndex((sha256) => !given.foreign.includes(sha256));
  if (missing >= 0) throw new RuleBroken('no-such-evidence', '佐证文件尚未上传', `/evidence/${missing}`);
  return [{ type: 'PublicityActRecorded', data: act, occurredAt: startOfDay(act.on) }];
}
