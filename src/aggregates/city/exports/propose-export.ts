import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { ExportProposed } from '../city.events.js';
import type { City } from '../city.js';

/** Asks for a sheet that shows unmasked particulars of more than one household (dual control, PIPL 51). */
export class ProposeExport {
  constructor(readonly proposed: ExportProposed['data']) {}
}

export const proposeExportAccess: Access = { roles: ['OFFICER', 'BUREAU'], purpose: 'SUPERVISION' };

export function proposeExport({ proposed }: ProposeExport, _state: City): readonly Decided<ExportProposed>[] {
  if (proposed.fields.length === 0)
    throw new RuleBroken('export-fields', '至少列出一个需要明文的字段；遮盖的花名册可直接下载', '/fields');
  return [{ type: 'ExportProposed', data: proposed }];
}
