import type { Access } from '../../../platform/change/aggregate.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import type { AlertAcknowledged } from '../township.events.js';
import type { Township } from '../township.js';

/** Somebody who had to be told has read it; of each account the first time counts. */
export class AcknowledgeAlert {
  constructor(
    readonly townCode: string,
    readonly alertId: string,
  ) {}
}

export const acknowledgeAlertAccess: Access = { roles: ['OFFICER', 'BUREAU'], purpose: 'ROUTINE_DUTY' };

export function acknowledgeAlert(
  { townCode, alertId }: AcknowledgeAlert,
  { seen }: Township,
  { actor }: Given,
): readonly Decided<AlertAcknowledged>[] {
  if (entryOf(seen, alertId)?.includes(actor.id)) return [];
  return [{ type: 'AlertAcknowledged', data: { townCode, alertId } }];
}
