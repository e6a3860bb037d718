import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { Code, Id, Part, Pattern, Reference, Text } from '../../../platform/http/shape.js';
import { urgencyNames } from '../codes.js';
import { OpenCaseFromRoster } from './open-case-from-roster.js';
import { OpenCase } from './open-case.js';

/** Who answers for the case at each of the four levels. */
export class OwnerChainBody {
  @Reference({ description: '组(网格)责任人编号' }) group: string;
  @Reference({ description: '村(社区)责任人编号' }) village: string;
  @Reference({ description: '乡镇(街道)责任人编号' }) township: string;
  @Reference({ description: '市民政局责任人编号' }) bureau: string;
}

export class OpenCaseBody {
  @Part(() => OwnerChainBody, { description: '四级责任人' }) ownerChain: OwnerChainBody;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '急难发生地，村(社区)代码', optional: true })
  placeOfEmergency?: string;
}

export function openCaseFrom(caseId: string, { ownerChain, placeOfEmergency }: OpenCaseBody): OpenCase {
  return new OpenCase(caseId, { ...ownerChain }, placeOfEmergency);
}

export class OpenCaseFromRosterBody {
  @Id({ description: '个案编号(UUID)，离线设备可自带', optional: true }) caseId?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码，12 位', example: '341881100201' })
  villageCode: string;
  @Id({ description: '花名册上的家庭(UUID)' }) householdRef: string;
  @Part(() => OwnerChainBody, { description: '四级责任人' }) ownerChain: OwnerChainBody;
  @Text(500, { description: '立案理由' }) reason: string;
}

export async function openCaseFromRosterFrom(
  body: OpenCaseFromRosterBody,
  door: CommandDoor,
): Promise<OpenCaseFromRoster> {
  const { caseId = door.newId(), villageCode, householdRef, ownerChain, reason } = body;
  const sealed = await sealedUnlessBlank(caseId, reason, door);
  return new OpenCaseFromRoster(caseId, villageCode, householdRef, { ...ownerChain }, sealed);
}

export class AssessUrgencyBody {
  @Code(urgencyNames, { description: '判定' }) urgency: string;
  @Text(500, { description: '判定依据' }) basis: string;
}

export class LinkHouseholdBody {
  @Id({ description: '家庭(UUID)' }) householdRef: string;
}
