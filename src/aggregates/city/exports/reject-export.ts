import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Decided } from '../../../platform/fact.js';
import type { ExportRejected } from '../city.events.js';
import type { City } from '../city.js';
import { openExport } from './open-export.js';

export class RejectExport {
  constructor(
    readonly exportId: string,
    readonly reason: string,
  ) {}
}

export const rejectExportAccess: Access = { roles: ['REVIEWER', 'BUREAU'], purpose: 'SUPERVISION' };

export function rejectExport(
  { exportId, reason }: RejectExport,
  state: City,
  { actor }: Given,
): readonly Decided<ExportRejected>[] {
  assertSecondPerson(openExport(state, exportId), actor);
  return [{ type: 'ExportRejected', data: { exportId, reason } }];
}
