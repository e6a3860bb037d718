import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { FilingAccepted } from '../filing.events.js';
import type { Filing } from '../filing.js';
import { made } from '../filing.js';

/** The bureau accepts what was submitted last; from then on the filing never changes. */
export class AcceptFiling {
  constructor(readonly filingId: string) {}
}

export const acceptFilingAccess: Access = { roles: ['BUREAU'], purpose: 'SUPERVISION' };

export function acceptFiling(_: AcceptFiling, state: Filing, { today }: Given): readonly Decided<FilingAccepted>[] {
  const { status } = made(state);
  if (status === 'accepted') return [];
  if (status === 'returned') throw new RuleBroken('not-submitted', '已退回，等待乡镇(街道)重新报送');
  return [{ type: 'FilingAccepted', data: { on: today } }];
}
