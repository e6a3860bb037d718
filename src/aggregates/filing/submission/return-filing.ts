import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { FilingReturned } from '../filing.events.js';
import type { Filing } from '../filing.js';
import { made } from '../filing.js';

/** The bureau sends a filing back; the township reads why and files again. */
export class ReturnFiling {
  constructor(
    readonly filingId: string,
    readonly reasons: readonly SealedBox[],
  ) {}
}

export const returnFilingAccess: Access = { roles: ['BUREAU'], purpose: 'SUPERVISION' };

export function returnFiling({ reasons }: ReturnFiling, state: Filing): readonly Decided<FilingReturned>[] {
  const { status } = made(state);
  if (status === 'accepted') throw new RuleBroken('already-accepted', '该备案已被接受，不再退回');
  if (status === 'returned') return [];
  if (reasons.length === 0) throw new RuleBroken('no-reason', '退回须写明理由', '/reasons');
  return [{ type: 'FilingReturned', data: { reasons } }];
}
