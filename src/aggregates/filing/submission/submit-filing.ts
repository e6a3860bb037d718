import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { Annex, FilingSubmitted } from '../filing.events.js';
import type { Filing } from '../filing.js';
import type { FilingOccasion } from './frozen-roster.port.js';

/** A township files a roster as it stands at this moment; after a return it files again. */
export class SubmitFiling {
  constructor(
    readonly filing: { readonly year: string; readonly townCode: string; readonly annex: Annex },
    readonly filledBy: SealedBox,
    readonly reviewedBy: SealedBox,
  ) {}
}

export const submitFilingAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function submitFiling(
  { filing, filledBy, reviewedBy }: SubmitFiling,
  { status }: Filing,
  { foreign: { dueOn, roster } }: Given<FilingOccasion>,
): readonly Decided<FilingSubmitted>[] {
  if (dueOn === undefined) throw new RuleBroken('no-campaign', '市民政局尚未发起该年度备案', '/year');
  if (status === 'submitted') throw new RuleBroken('already-submitted', '已经报送，等待市民政局处理');
  if (status === 'accepted') throw new RuleBroken('already-accepted', '该备案已被接受，不再改动');
  if (roster.rows === 0) throw new RuleBroken('empty-roster', '花名册上没有人，不能报送', '/annex');
  return [{ type: 'FilingSubmitted', data: { ...filing, ...roster, filledBy, reviewedBy } }];
}
