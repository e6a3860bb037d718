import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { MemberChanged } from '../household.events.js';
import type { Household, RegisteredHousehold } from '../household.js';
import { registered } from '../household.js';
import type { Member, MemberParticulars } from './member.js';
import { comparableFields } from './member.js';
import { assertClaimStands, assertIdFree, presentMember } from './member-rules.js';

export type ChangedParticulars = Partial<Omit<MemberParticulars, 'memberId'>>;

/** Particulars that became others. Only what the form sent is here; the rest stays as it was. */
export class ChangeMember {
  constructor(
    readonly householdId: string,
    readonly memberId: string,
    readonly changed: ChangedParticulars,
  ) {}
}

export const changeMemberAccess: Access = { roles: ['COORDINATOR', 'OFFICER'], purpose: 'ROUTINE_DUTY' };

export function changeMember(
  { memberId, changed }: ChangeMember,
  state: Household,
  { commandId }: Given,
): readonly Decided<MemberChanged>[] {
  const home = registered(state);
  assertClaimStands(home, commandId);
  const member = presentMember(home, memberId);
  assertBirthFollowsId(member, changed);
  const news = newsAbout(member, changed);
  if (Object.keys(news).length === 0) return [];
  assertRelation(home, member, news);
  assertIdFree(home, news.idHash, memberId);
  const givenUp = news.idHash === undefined ? undefined : member.idHash;
  const data = { memberId, changed: news, ...(givenUp === undefined ? {} : { formerIdHash: givenUp }) };
  return [{ type: 'MemberChanged', data }];
}

/** The number carries the date of birth; a month beside it could only contradict it. */
function assertBirthFollowsId(member: Member, { idHash, birthYearMonth }: ChangedParticulars): void {
  if (member.idHash !== undefined && idHash === undefined && birthYearMonth !== undefined) {
    throw new RuleBroken('birth-by-id-number', '已有身份证号的，出生年月以身份证号为准', '/birthYearMonth');
  }
}

/** Who the head is, is said by ChangeHead alone (I-24). */
function assertRelation({ headId }: RegisteredHousehold, { memberId }: Member, { relation }: ChangedParticulars): void {
  if (relation === undefined) return;
  if (memberId === headId) throw new RuleBroken('I-24', '户主与户主的关系不能更改，请办理变更户主', '/relation');
  if (relation === 'HEAD') throw new RuleBroken('I-24', '一户只能有一名户主，请办理变更户主', '/relation');
}

/**
 * What differs from what is known. A box is judged by the hash beside it: the same name or ID number sealed again is
 * no change. A box without a hash (phone, health) cannot be compared and always counts as one.
 */
function newsAbout(member: Member, changed: ChangedParticulars): ChangedParticulars {
  const stale = new Set<string>(comparableFields.filter((field) => changed[field] === member[field]));
  if (stale.has('nameHash')) add(stale, 'name', 'surnameHash');
  const numbered = changed.idHash ?? member.idHash;
  if (numbered !== undefined) stale.add('noIdReason');
  if (numbered !== undefined && numbered === member.idHash) {
    add(stale, 'idNo', 'idHash', 'birthYearMonth', 'ageBand', 'minor');
  }
  return Object.fromEntries(
    Object.entries(changed).filter(([field, value]) => value !== undefined && !stale.has(field)),
  );
}

function add(fields: Set<string>, ...more: readonly string[]): void {
  for (const field of more) fields.add(field);
}
