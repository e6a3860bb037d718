import { commandRow } from '../../platform/change/aggregate.js';
import type { TableRow } from '../../platform/change/command-table.js';
import { group } from './group.js';
import { AddGroupMember, addGroupMember, addGroupMemberAccess } from './members/add-group-member.js';
import { ChangeGroupMember, changeGroupMember, changeGroupMemberAccess } from './members/change-group-member.js';
import { ConstituteGroup, constituteGroup, constituteGroupAccess } from './members/constitute-group.js';
import { DesignateLeader, designateLeader, designateLeaderAccess } from './members/designate-leader.js';
import { PublishHotline, publishHotline, publishHotlineAccess } from './members/publish-hotline.js';
import { RemoveGroupMember, removeGroupMember, removeGroupMemberAccess } from './members/remove-group-member.js';

/** There is one stream for each township, named by its code, so that every command says whose group it means. */
const own = {
  aggregate: group,
  id: ({ townCode }: { townCode: string }) => townCode,
  creates: true,
  unit: ({ townCode }: { townCode: string }) => ({ townCode }),
  unitPointer: '/townCode',
} as const;

export const groupCommands: readonly TableRow[] = [
  commandRow({ ...own, command: ConstituteGroup, decide: constituteGroup, access: constituteGroupAccess }),
  commandRow({ ...own, command: DesignateLeader, decide: designateLeader, access: designateLeaderAccess }),
  commandRow({ ...own, command: AddGroupMember, decide: addGroupMember, access: addGroupMemberAccess }),
  commandRow({ ...own, command: ChangeGroupMember, decide: changeGroupMember, access: changeGroupMemberAccess }),
  commandRow({ ...own, command: RemoveGroupMember, decide: removeGroupMember, access: removeGroupMemberAccess }),
  commandRow({ ...own, command: PublishHotline, decide: publishHotline, access: publishHotlineAccess }),
];
