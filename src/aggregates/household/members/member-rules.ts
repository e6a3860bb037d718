import { RuleBroken } from '../../../platform/rule-broken.js';
import type { MemberParticulars } from './member.js';

/** Somebody without an ID number is registered with a reason code and stands in a list of its own (project default). */
export function assertIdentified(member: MemberParticulars, pointer: string): void {
  if (member.idHash === undefined && member.noIdReason === undefined) {
    throw new RuleBroken('id-or-reason', '没有身份证号的，必须注明原因', `${pointer}/noIdReason`);
  }
}
