import { entryOf } from '../../../platform/change/entry-of.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { BreakGlassReviewed } from '../city.events.js';
import type { City } from '../city.js';

export class ReviewBreakGlass {
  constructor(
    readonly grantId: string,
    readonly justified: boolean,
    readonly text: string,
  ) {}
}

export const reviewBreakGlassAccess: Access = { roles: ['BUREAU'], purpose: 'SUPERVISION' };

/** Somebody else says whether the emergency was one; a review also ends the grant. */
export function reviewBreakGlass(
  { grantId, justified, text }: ReviewBreakGlass,
  state: City,
  { actor }: Given,
): readonly Decided<BreakGlassReviewed>[] {
  const grant = entryOf(state.grants, grantId);
  if (!grant) throw new RuleBroken('no-such-grant', '没有这项紧急授权');
  if (grant.reviewed) throw new RuleBroken('already-reviewed', '该紧急授权已经复核');
  assertSecondPerson(grant, actor);
  return [{ type: 'BreakGlassReviewed', data: { grantId, justified, text } }];
}
