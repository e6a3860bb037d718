import type { CommandDoor } from '../../platform/http/command-door.js';
import { sealedField, sealedIdNumber, sealedName, sealedPhone } from '../../platform/http/sealed-fields.js';
import {
  Code,
  Day,
  Flag,
  Id,
  IdNumber,
  Part,
  Pattern,
  PersonName,
  Phone,
  References,
  Text,
} from '../../platform/http/shape.js';
import { parseIdNumber } from '../../platform/identity/id-number.js';
import { leavingNames } from './group.events.js';
import { AddGroupMember } from './members/add-group-member.js';
import { ChangeGroupMember } from './members/change-group-member.js';
import { ConstituteGroup } from './members/constitute-group.js';
import type { GroupMember } from './members/group-member.js';

const TOWN = /^\d{9}$/;
const TOWN_MESSAGE = '须为 9 位乡镇(街道)代码';

/** Whose group it is; every form says so. */
export class OfTownBody {
  @Pattern(TOWN, TOWN_MESSAGE, { description: '乡镇(街道)代码' }) townCode: string;
}

export class GroupMemberBody {
  @PersonName({ description: '姓名' }) name: string;
  @IdNumber({ description: '公民身份号码，18 位', optional: true }) idNo?: string;
  @Phone({ description: '联系电话' }) phone: string;
  @Text(100, { description: '工作单位' }) unit: string;
  @Text(50, { description: '职务', optional: true }) post?: string;
  @Flag({ description: '是否民政工作人员' }) civilAffairsStaff: boolean;
  @References(60, { description: '分管村(社区)代码，12 位' }) villages: string[];
  @Text(500, { description: '备注', optional: true }) remark?: string;
}

export class ConstituteGroupBody extends OfTownBody {
  @Part(() => GroupMemberBody, { description: '组长' }) leader: GroupMemberBody;
  @Day({ description: '成立日期' }) on: string;
}

export class DesignateLeaderBody extends OfTownBody {
  @Id({ description: '成员' }) memberId: string;
  @Day({ description: '自何日起' }) on: string;
}

export class AddGroupMemberBody extends OfTownBody {
  @Part(() => GroupMemberBody, { description: '成员' }) member: GroupMemberBody;
  @Day({ description: '自何日起' }) on: string;
}

/** Only fields that were touched are sent; a field that is not sent keeps its value. */
export class ChangeGroupMemberBody extends OfTownBody {
  @Id({ description: '成员' }) memberId: string;
  @PersonName({ description: '姓名', optional: true }) name?: string;
  @IdNumber({ description: '公民身份号码，18 位', optional: true }) idNo?: string;
  @Phone({ description: '联系电话', optional: true }) phone?: string;
  @Text(100, { description: '工作单位', optional: true }) unit?: string;
  @Text(50, { description: '职务', optional: true }) post?: string;
  @Flag({ description: '是否民政工作人员', optional: true }) civilAffairsStaff?: boolean;
  @References(60, { description: '分管村(社区)代码，12 位', optional: true }) villages?: string[];
  @Text(500, { description: '备注', optional: true }) remark?: string;
}

export class RemoveGroupMemberBody extends OfTownBody {
  @Id({ description: '成员' }) memberId: string;
  @Day({ description: '自何日起' }) on: string;
  @Code(leavingNames, { description: '原因' }) reason: string;
  @Id({ description: '组长退出时的新组长', optional: true }) newLeaderMemberId?: string;
}

export class PublishHotlineBody extends OfTownBody {
  @Pattern(/^[0-9 +()-]{5,30}$/, '须为电话号码', { description: '对外公布的救助热线', example: '0563-4000000' })
  number: string;
  @Day({ description: '自何日起' }) on: string;
}

export async function constituteGroupFrom(body: ConstituteGroupBody, door: CommandDoor): Promise<ConstituteGroup> {
  return new ConstituteGroup(body.townCode, await memberFrom(body.leader, body.townCode, door), body.on);
}

export async function addGroupMemberFrom(body: AddGroupMemberBody, door: CommandDoor): Promise<AddGroupMember> {
  return new AddGroupMember(body.townCode, await memberFrom(body.member, body.townCode, door), body.on);
}

export async function changeGroupMemberFrom(
  { townCode, memberId, ...changed }: ChangeGroupMemberBody,
  door: CommandDoor,
): Promise<ChangeGroupMember> {
  return new ChangeGroupMember(townCode, memberId, await sealed(changed, memberId, townCode, door));
}

async function memberFrom(body: GroupMemberBody, townCode: string, door: CommandDoor): Promise<GroupMember> {
  const memberId = door.newId();
  return { memberId, ...(await sealed(body, memberId, townCode, door)) } as GroupMember;
}

/** The sealed form of the fields that were sent; a text of blanks alone is no text. */
async function sealed(
  body: Partial<GroupMemberBody>,
  memberId: string,
  townCode: string,
  door: CommandDoor,
): Promise<Partial<Omit<GroupMember, 'memberId'>>> {
  const { name, idNo, phone, unit, post, remark, civilAffairsStaff, villages } = body;
  return {
    ...(name === undefined ? {} : await sealedName(memberId, name, townCode, door)),
    ...(idNo === undefined ? {} : await sealedNumber(idNo, memberId, door)),
    ...(phone === undefined ? {} : { phone: await sealedPhone(memberId, phone, door) }),
    ...(await sealedField('unit', memberId, unit, door)),
    ...(await sealedField('post', memberId, post, door)),
    ...(await sealedField('remark', memberId, remark, door)),
    ...(civilAffairsStaff === undefined ? {} : { civilAffairsStaff }),
    ...(villages === undefined ? {} : { villages }),
  };
}

async function sealedNumber(text: string, memberId: string, door: CommandDoor): Promise<Partial<GroupMember>> {
  const identity = parseIdNumber(text);
  return identity.ok ? sealedIdNumber(memberId, identity.idNumber, door) : {};
}
