import { entryOf } from '../../../platform/change/entry-of.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { BreakGlassClosed } from '../city.events.js';
import type { City } from '../city.js';

export class CloseBreakGlass {
  constructor(readonly grantId: string) {}
}

export const closeBreakGlassAccess: Access = {
  roles: ['OFFICER', 'REVIEWER', 'WINDOW', 'HOTLINE', 'BUREAU'],
  purpose: 'SUPERVISION',
};

/** Its holder or the bureau ends it before its time. */
export function closeBreakGlass(
  { grantId }: CloseBreakGlass,
  state: City,
  { actor }: Given,
): readonly Decided<BreakGlassClosed>[] {
  const grant = entryOf(state.grants, grantId);
  if (!grant || (actor.role !== 'BUREAU' && grant.actorId !== actor.id))
    throw new RuleBroken('no-such-grant', '没有这项紧急授权');
  return grant.closed ? [] : [{ type: 'BreakGlassClosed', data: { grantId } }];
}
