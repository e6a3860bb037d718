import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { HearingHeld } from './benefits.events.js';
import { runningMeasure } from './benefit-rules.js';

/** The family is heard before its aid is reduced or ended (社会救助法 art. 48). */
export class HoldHearing {
  constructor(
    readonly caseId: string,
    readonly hearing: Omit<HearingHeld['data'], 'statement'>,
    readonly statement: SealedBox | undefined,
  ) {}
}

export const holdHearingAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

export function holdHearing(
  { hearing, statement }: HoldHearing,
  state: CaseFile,
  given: Given,
): readonly Decided<HearingHeld>[] {
  runningMeasure(caseFor('HoldHearing', state), hearing.measureId);
  assertHappenedOn(hearing.on, given, '/on');
  if (hearing.heard.length === 0) throw new RuleBroken('nobody-heard', '须注明听取了谁的意见', '/heard');
  const data = { ...hearing, statement: assertWritten(statement, '陈述意见', '/statement') };
  return [{ type: 'HearingHeld', data, occurredAt: startOfDay(hearing.on) }];
}
