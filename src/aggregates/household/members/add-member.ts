import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { Forbidden } from '../../../platform/change/refusals.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { MemberAdded } from '../household.events.js';
import type { Household, RegisteredHousehold } from '../household.js';
import { memberOf, presentHead, registered } from '../household.js';
import type { MemberParticulars } from './member.js';
import { isPresent } from './member.js';
import { assertClaimStands, assertIdFree, assertIdentified } from './member-rules.js';

/** Somebody joins the household, or comes back to it under his old member id. */
export class AddMember {
  constructor(
    readonly householdId: string,
    readonly member: MemberParticulars,
    readonly on: LocalDate,
    readonly asHead: boolean,
  ) {}
}

export const addMemberAccess: Access = { roles: ['COORDINATOR', 'OFFICER'], purpose: 'ROUTINE_DUTY' };

export function addMember(
  { member, on, asHead }: AddMember,
  state: Household,
  given: Given,
): readonly Decided<MemberAdded>[] {
  const home = registered(state);
  assertClaimStands(home, given.commandId);
  assertIdentified(member, '');
  assertHappenedOn(on, given, '/on');
  if (on < home.registeredOn) throw new RuleBroken('before-registration', '加入日期早于该户登记日期', '/on');
  assertIdFree(home, member.idHash, member.memberId);
  assertMayReturn(home, member, on);
  assertOneHead(home, member, asHead, given);
  const data = { member, on, ...(asHead ? { asHead } : {}) };
  return [{ type: 'MemberAdded', data, occurredAt: startOfDay(on) }];
}

/** Who comes back has left before; the dead do not come back, an error in the removal is corrected as a fact. */
function assertMayReturn(home: RegisteredHousehold, { memberId, idHash }: MemberParticulars, on: LocalDate): void {
  const line = memberOf(home, memberId);
  if (!line && idHash !== undefined && home.members.some((member) => member.idHash === idHash)) {
    throw new RuleBroken('member-just-left', '该成员刚刚移出，请重新提交', '/idNo');
  }
  if (!line) return;
  if (isPresent(line)) throw new RuleBroken('already-a-member', '此人已是该户成员');
  const last = line.periods.at(-1);
  if (last?.reason === 'DEATH') throw new RuleBroken('member-died', '该成员已登记死亡；登记有误的请提请更正', '/idNo');
  if (last?.until !== undefined && on < last.until) {
    throw new RuleBroken('before-leaving', `加入日期早于上次离开日期 ${last.until}`, '/on');
  }
}

/** Exactly one head (I-24): a new head takes the place of the former one, which is an officer's word. */
function assertOneHead(
  home: RegisteredHousehold,
  { relation }: MemberParticulars,
  asHead: boolean,
  { actor }: Given,
): void {
  const anybodyThere = home.members.some(isPresent);
  if (!asHead && !anybodyThere) throw new RuleBroken('I-24', '该户已无成员，新增成员须为户主', '/asHead');
  if (asHead !== (relation === 'HEAD')) {
    throw new RuleBroken('I-24', '作为户主加入的成员，与户主关系须为“户主”；其他成员不能', '/relation');
  }
  if (asHead && presentHead(home) && actor.role !== 'OFFICER') {
    throw new Forbidden('role', '变更户主须由乡镇民政工作人员办理');
  }
}
