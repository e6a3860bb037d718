import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { Code, Codes, Day, Flag, Id, IdNumber, Reference, Text, Whole } from '../../../platform/http/shape.js';
import { parseIdNumber } from '../../../platform/identity/id-number.js';
import { assistanceNames, checkNames, checkScopeNames, extensionNames, opinionNames, pathNames } from '../codes.js';
import { AcceptApplication } from './accept-application.js';
import { AssistApplication } from './assist-application.js';

const MOST_MONEY = 100_000_000_000;

export class AssistApplicationBody {
  @Id({ description: '申请编号，离线设备自带', optional: true }) applicationId?: string;
  @Code(assistanceNames, { description: '协助原因' }) reason: string;
  @Text(500, { description: '委托手续' }) authority: string;
}

export async function assistApplicationFrom(
  caseId: string,
  body: AssistApplicationBody,
  door: CommandDoor,
): Promise<AssistApplication> {
  const { applicationId = door.newId(), reason, authority } = body;
  return new AssistApplication(caseId, applicationId, reason, await sealedUnlessBlank(caseId, authority, door));
}

export class AcceptApplicationBody {
  @Id({ description: '申请编号；协理员协助过的填同一编号', optional: true }) applicationId?: string;
  @Code(pathNames, { description: '申请的救助' }) path: string;
  @Reference({ description: '申请人，家庭成员编号' }) memberId: string;
  @IdNumber({ description: '申请人公民身份号码（只保存密钥哈希）', optional: true }) idNo?: string;
  @Flag({ description: '申请人是否未成年' }) minor: boolean;
  @Day({ description: '受理日期' }) acceptedOn: string;
  @Flag({ description: '是否经办人员、村(社区)干部近亲属' }) kin: boolean;
  @Text(500, { description: '单独登记备案情况', optional: true }) kinRegistration?: string;
}

export async function acceptApplicationFrom(
  caseId: string,
  body: AcceptApplicationBody,
  door: CommandDoor,
): Promise<AcceptApplication> {
  const { applicationId = door.newId(), path, memberId, minor, acceptedOn, kin } = body;
  const identity = body.idNo === undefined ? undefined : parseIdNumber(body.idNo);
  const idHash = identity?.ok ? { idHash: door.hashes.idHash(identity.idNumber) } : {};
  const application = { applicationId, path, applicant: { memberId, minor, ...idHash }, acceptedOn };
  return new AcceptApplication(caseId, application, kin, await sealedUnlessBlank(caseId, body.kinRegistration, door));
}

export class WithdrawApplicationBody {
  @Text(500, { description: '撤回理由' }) text: string;
}

export class ExtendApplicationBody {
  @Code(extensionNames, { description: '延长原因' }) reason: string;
  @Day({ description: '延至' }) until: string;
}

export class StartEconomicCheckBody {
  @Codes(checkScopeNames, { description: '核对范围' }) scope: string[];
  @Text(500, { description: '核对授权' }) authorisation: string;
}

export class FinishEconomicCheckBody {
  @Whole(1, 99, { description: '核对人数' }) persons: number;
  @Whole(0, MOST_MONEY, { description: '家庭月收入，单位分' }) income: number;
  @Whole(0, MOST_MONEY, { description: '家庭财产，单位分' }) property: number;
  @Whole(0, MOST_MONEY, { description: '年刚性支出，单位分' }) expenditure: number;
  @Code(checkNames, { description: '核对结果' }) result: string;
  @Day({ description: '结果有效至' }) validUntil: string;
}

export class ReuseEconomicCheckBody {
  @Id({ description: '核对结果所在的个案(UUID)' }) fromCaseRef: string;
}

export class ProposeOpinionBody {
  @Code(opinionNames, { description: '初审意见' }) opinion: string;
  @Text(1000, { description: '意见说明' }) text: string;
}
