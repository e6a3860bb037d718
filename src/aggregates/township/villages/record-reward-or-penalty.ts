import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn, assertVillageOf, assertWritten } from '../township-rules.js';
import type { RewardOrPenaltyRecorded } from '../township.events.js';
import type { Township } from '../township.js';

/** What a village's work was answered with (S35). */
export class RecordRewardOrPenalty {
  constructor(
    readonly answer: Omit<RewardOrPenaltyRecorded['data'], 'measure'>,
    readonly measure: SealedBox | undefined,
  ) {}
}

export const recordRewardOrPenaltyAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function recordRewardOrPenalty(
  { answer, measure }: RecordRewardOrPenalty,
  _: Township,
  given: Given,
): readonly Decided<RewardOrPenaltyRecorded>[] {
  assertHappenedOn(answer.on, given);
  assertVillageOf(answer.townCode, answer.villageCode, given);
  const data = { ...answer, measure: assertWritten(measure, '奖惩内容', '/measure') };
  return [{ type: 'RewardOrPenaltyRecorded', data, occurredAt: startOfDay(answer.on) }];
}
