import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn, assertVillageOf, assertWritten } from '../township-rules.js';
import type { SupervisionRecorded } from '../township.events.js';
import type { Township } from '../township.js';

/** The township looked at how emergencies are found and reported, in one village or in all (S35). */
export class RecordSupervision {
  constructor(
    readonly supervision: Omit<SupervisionRecorded['data'], 'finding'>,
    readonly finding: SealedBox | undefined,
  ) {}
}

export const recordSupervisionAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function recordSupervision(
  { supervision, finding }: RecordSupervision,
  _: Township,
  given: Given,
): readonly Decided<SupervisionRecorded>[] {
  const { villageCode, townCode, on } = supervision;
  assertHappenedOn(on, given);
  if (villageCode !== undefined) assertVillageOf(townCode, villageCode, given);
  const data = { ...supervision, finding: assertWritten(finding, '督查情况', '/finding') };
  return [{ type: 'SupervisionRecorded', data, occurredAt: startOfDay(on) }];
}
