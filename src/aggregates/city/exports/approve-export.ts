import { plusMillis } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Decided } from '../../../platform/fact.js';
import type { ExportApproved } from '../city.events.js';
import type { City } from '../city.js';
import { openExport } from './open-export.js';

const HOUR = 3_600_000;

export class ApproveExport {
  constructor(readonly exportId: string) {}
}

export const approveExportAccess: Access = { roles: ['REVIEWER', 'BUREAU'], purpose: 'SUPERVISION' };

/** The approved sheet may be fetched until `validUntil` (parameter EXPORT-VALID, hours). */
export function approveExport(
  { exportId }: ApproveExport,
  state: City,
  { now, actor, rules }: Given,
): readonly Decided<ExportApproved>[] {
  const found = openExport(state, exportId);
  assertSecondPerson(found, actor);
  const validUntil = plusMillis(now, rules.parameters.number('EXPORT-VALID') * HOUR);
  return [{ type: 'ExportApproved', data: { exportId, proposedBy: found.actorId, validUntil } }];
}
