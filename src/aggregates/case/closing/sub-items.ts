import { RuleBroken } from '../../../platform/rule-broken.js';
import type { KnownCase } from '../case.js';
import { subItemNames } from '../codes.js';
import { helped } from '../referral/referral.js';

/** Newly aided bears at least one sub-item, and none that nothing stands behind (I-15). */
export function assertFounded(caseFile: KnownCase, subItems: readonly string[], pointer: string): void {
  if (subItems.length === 0) throw new RuleBroken('I-15', '新增救助须至少有一个分项', pointer);
  const given = subItemsOf(caseFile);
  const unfounded = subItems.find((item) => !given.has(item));
  if (unfounded !== undefined)
    throw new RuleBroken('I-15', `没有与“${subItemNames[unfounded] ?? unfounded}”对应的救助`, pointer);
}

/** What was really given, as the ledger names it. */
function subItemsOf({ granted, emergency, plannedKinds, referrals }: KnownCase): ReadonlySet<string> {
  const ofPath: Readonly<Record<string, string>> = {
    TEKUN: 'TEKUN',
    DIBAO: 'DIBAO',
    DIBAO_SINGLE: 'DIBAO',
    EDGE: 'LOW_INCOME',
    RIGID_EXP: 'LOW_INCOME',
    TEMPORARY: 'TEMPORARY',
  };
  const items = Object.values(granted).map(({ kind }) => ofPath[kind] ?? kind);
  if (emergency.measureIds.length > 0) items.push('TEMPORARY');
  if (plannedKinds.includes('MONITORING')) items.push('LOW_INCOME');
  if (helped(referrals)) items.push('REFERRAL');
  return new Set(items);
}
