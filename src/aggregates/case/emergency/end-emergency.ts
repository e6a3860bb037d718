import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { EmergencyEnded } from './emergency.events.js';

/** The emergency is over: from here the papers are due (TMP-URGENT). */
export class EndEmergency {
  constructor(
    readonly caseId: string,
    readonly on: LocalDate,
  ) {}
}

export const endEmergencyAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

/** Nothing to do when it is over already. */
export function endEmergency({ on }: EndEmergency, state: CaseFile, given: Given): readonly Decided<EmergencyEnded>[] {
  const { emergency } = caseFor('EndEmergency', state);
  if (emergency.measureIds.length === 0) throw new RuleBroken('no-emergency', '本案没有小额快救');
  if (emergency.ended) return [];
  assertHappenedOn(on, given, '/on');
  return [{ type: 'EmergencyEnded', data: { on }, occurredAt: startOfDay(on) }];
}
