import { Body, Controller, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../platform/http/command-door.js';
import { Door } from '../../platform/http/command-door.js';
import { CommandEndpoint } from '../../platform/http/endpoint.js';
import * as dto from './group.dto.js';
import { AddGroupMember, addGroupMemberAccess } from './members/add-group-member.js';
import { ChangeGroupMember, changeGroupMemberAccess } from './members/change-group-member.js';
import { ConstituteGroup, constituteGroupAccess } from './members/constitute-group.js';
import { DesignateLeader, designateLeaderAccess } from './members/designate-leader.js';
import { PublishHotline, publishHotlineAccess } from './members/publish-hotline.js';
import { RemoveGroupMember, removeGroupMemberAccess } from './members/remove-group-member.js';

/** Every write URL of collection groups. The township stands in the form: each has one group. */
@Controller('groups')
export class GroupController {
  @Post()
  @CommandEndpoint(ConstituteGroup, constituteGroupAccess, { summary: '成立困难救助信息采集组' })
  async constituteGroup(@Door() door: CommandDoor, @Body() body: dto.ConstituteGroupBody): Promise<WriteAnswer> {
    const command = await dto.constituteGroupFrom(body, door);
    return door.issue(command, { leaderMemberId: command.leader.memberId });
  }

  @Post('leaders')
  @CommandEndpoint(DesignateLeader, designateLeaderAccess, { summary: '指定采集组组长', pii: 'none' })
  designateLeader(@Door() door: CommandDoor, @Body() body: dto.DesignateLeaderBody): Promise<WriteAnswer> {
    return door.issue(new DesignateLeader(body.townCode, body.memberId, body.on));
  }

  @Post('members')
  @CommandEndpoint(AddGroupMember, addGroupMemberAccess, { summary: '增加采集组成员' })
  async addGroupMember(@Door() door: CommandDoor, @Body() body: dto.AddGroupMemberBody): Promise<WriteAnswer> {
    const command = await dto.addGroupMemberFrom(body, door);
    return door.issue(command, { memberId: command.member.memberId });
  }

  @Post('member-changes')
  @CommandEndpoint(ChangeGroupMember, changeGroupMemberAccess, { summary: '变更采集组成员信息' })
  async changeGroupMember(@Door() door: CommandDoor, @Body() body: dto.ChangeGroupMemberBody): Promise<WriteAnswer> {
    return door.issue(await dto.changeGroupMemberFrom(body, door));
  }

  @Post('member-removals')
  @CommandEndpoint(RemoveGroupMember, removeGroupMemberAccess, { summary: '减少采集组成员', pii: 'none' })
  removeGroupMember(@Door() door: CommandDoor, @Body() body: dto.RemoveGroupMemberBody): Promise<WriteAnswer> {
    const { townCode, memberId, on, reason, newLeaderMemberId } = body;
    return door.issue(new RemoveGroupMember(townCode, memberId, on, reason, newLeaderMemberId));
  }

  @Post('hotlines')
  @CommandEndpoint(PublishHotline, publishHotlineAccess, { summary: '公布救助热线', pii: 'none' })
  publishHotline(@Door() door: CommandDoor, @Body() body: dto.PublishHotlineBody): Promise<WriteAnswer> {
    return door.issue(new PublishHotline(body.townCode, body.number, body.on));
  }
}
