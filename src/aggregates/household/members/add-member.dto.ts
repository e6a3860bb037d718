import { eventIdOf } from '../../../platform/change/command-id.js';
import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Day, Flag } from '../../../platform/http/shape.js';
import type { Household } from '../household.js';
import { registered } from '../household.js';
import { AddMember } from './add-member.js';
import { isPresent } from './member.js';
import { MemberBody, idHashOf, memberParticulars } from './member.dto.js';

export class AddMemberBody extends MemberBody {
  @Day({ description: '加入日期' }) on: string;
  @Flag({ description: '是否作为户主加入（原户主改为普通成员）', optional: true }) asHead?: boolean;
}

/**
 * Whoever once left and comes back is known by his ID number and keeps his member id, and with it his key. The same
 * request sent again finds him already back and has to name him alike.
 */
export async function addMemberFrom(householdId: string, body: AddMemberBody, door: CommandDoor): Promise<AddMember> {
  const home = registered(door.target as Household);
  const idHash = idHashOf(body, door);
  const former = home.members.findLast((member) => idHash !== undefined && member.idHash === idHash);
  const added = former?.periods.at(-1)?.openedBy === eventIdOf(door.context.commandId, 0);
  const memberId = former && (!isPresent(former) || added) ? former.memberId : door.newId();
  const { on, asHead = false, ...person } = body;
  return new AddMember(householdId, await memberParticulars(person, memberId, home.townCode, door), on, asHead);
}
