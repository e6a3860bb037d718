import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { PolicyBasisRecorded } from '../city.events.js';
import type { City } from '../city.js';

/** A document on which the work rests is put on record with its goals (S01). */
export class PublishPolicyBasis {
  constructor(readonly basis: PolicyBasisRecorded['data']) {}
}

export const publishPolicyBasisAccess: Access = { roles: ['BUREAU'], purpose: 'SUPERVISION' };

/** A document is known by its issuer, title and day: the notice itself has no number. */
export function publishPolicyBasis(
  { basis }: PublishPolicyBasis,
  { bases }: City,
  { now }: Given,
): readonly Decided<PolicyBasisRecorded>[] {
  if (startOfDay(basis.on) > now) throw new RuleBroken('I-22', '发文日期晚于今天', '/on');
  if (bases.some(({ issuer, title, on }) => issuer === basis.issuer && title === basis.title && on === basis.on))
    throw new RuleBroken('basis-exists', '该政策文件已登记', '/title');
  return [{ type: 'PolicyBasisRecorded', data: basis }];
}
