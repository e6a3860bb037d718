import { NotFound } from '../../../platform/change/refusals.js';
import type { LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { RegisteredHousehold } from '../household.js';
import { memberOf } from '../household.js';
import type { Member, MemberParticulars } from './member.js';
import { isPresent } from './member.js';

/** Somebody without an ID number is registered with a reason code and stands in a list of its own (project default). */
export function assertIdentified(member: MemberParticulars, pointer: string): void {
  if (member.idHash === undefined && member.noIdReason === undefined) {
    throw new RuleBroken('id-or-reason', '没有身份证号的，必须注明原因', `${pointer}/noIdReason`);
  }
}

/** The member a path names; somebody who has left is known but nothing is changed about him any more. */
export function presentMember(home: RegisteredHousehold, memberId: string): Member {
  const member = memberOf(home, memberId);
  if (!member) throw new NotFound('该户没有这名成员');
  if (!isPresent(member)) throw new RuleBroken('member-has-left', '该成员已不在该户');
  return member;
}

/** A member the body names for that day and from then on. */
export function assertStaysFrom(home: RegisteredHousehold, memberId: string, on: LocalDate, pointer: string): void {
  const member = memberOf(home, memberId);
  const since = member && isPresent(member) ? member.periods.at(-1)?.from : undefined;
  if (since === undefined || on < since) {
    throw new RuleBroken('not-a-member-then', '所指的人当日不是该户家庭成员', pointer);
  }
}

/** Whom a watch or a monitoring is for: somebody, and every one of them there on that day and from then on. */
export function assertBeneficiaries(home: RegisteredHousehold, memberIds: readonly string[], on: LocalDate): void {
  if (memberIds.length === 0) throw new RuleBroken('nobody-named', '至少填写一名家庭成员', '/beneficiaries');
  memberIds.forEach((memberId, index) => {
    assertStaysFrom(home, memberId, on, `/beneficiaries/${index}`);
  });
}

/** One ID number stands once (I-21); whether another household holds it, its reservation has already answered. */
export function assertIdFree(home: RegisteredHousehold, idHash: string | undefined, memberId: string): void {
  if (idHash === undefined) return;
  const twin = home.members.find(
    (member) => member.idHash === idHash && member.memberId !== memberId && isPresent(member),
  );
  if (twin) throw new RuleBroken('I-21', '该身份证号已登记为该户成员，同一人不能重复登记', '/idNo');
}

/** A claim of an ID number that was given up for lost must not arrive after all: another household may hold it now. */
export function assertClaimStands(home: RegisteredHousehold, commandId: string): void {
  if (home.abandoned.includes(commandId)) {
    throw new RuleBroken('registration-abandoned', '该登记超时后已被放弃，请用新的幂等键重新登记');
  }
}
