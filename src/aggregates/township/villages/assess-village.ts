import { firstDayOf, startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappenedOn, assertVillageOf } from '../township-rules.js';
import type { VillageAssessed } from '../township.events.js';
import type { Township } from '../township.js';

/** A village got its score of the year (S35); a later one of the same year takes its place. */
export class AssessVillage {
  constructor(readonly assessment: VillageAssessed['data']) {}
}

export const assessVillageAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function assessVillage(
  { assessment }: AssessVillage,
  _: Township,
  given: Given,
): readonly Decided<VillageAssessed>[] {
  const { townCode, villageCode, year, on } = assessment;
  assertHappenedOn(on, given);
  if (on < firstDayOf(year)) throw new RuleBroken('year-ahead', '考核日期早于考核年度', '/year');
  assertVillageOf(townCode, villageCode, given);
  return [{ type: 'VillageAssessed', data: assessment, occurredAt: startOfDay(on), subjectPeriod: year }];
}
