import { toInstant } from '../../../platform/calendar/local-date.js';
import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import {
  Code,
  Codes,
  Flag,
  Id,
  Moment,
  Part,
  Parts,
  Pattern,
  PersonName,
  References,
  Reference,
  Text,
  Whole,
} from '../../../platform/http/shape.js';
import {
  acknowledgementNames,
  countermeasureNames,
  factStatusNames,
  failureNames,
  ineligibilityNames,
  inquiryNames,
  investigationNames,
  labourNames,
  needNames,
  relationNames,
  sectionNames,
} from '../codes.js';
import { CaseEvidenceBody } from '../evidence.dto.js';
import { AssessNeeds } from './assess-needs.js';
import { EstablishFacts } from './establish-facts.js';
import { IdentifyProblem } from './identify-problem.js';
import type { FactValues, LawfulProxy } from './investigation.js';
import { ProposeCountermeasure } from './propose-countermeasure.js';
import { RecordHomeVisit } from './record-home-visit.js';
import { RecordVisitFailure } from './record-visit-failure.js';

const MOST_MONEY = 100_000_000_000;

export class ProxyBody {
  @PersonName({ description: '合法代理人姓名' }) name: string;
  @Code(relationNames, { description: '代理身份' }) relation: string;
  @Text(500, { description: '代理依据' }) basis: string;
}

export class RecordHomeVisitBody {
  @Id({ description: '走访编号，离线设备自带', optional: true }) visitId?: string;
  @Moment({ description: '入户时间' }) visitedAt: string;
  @References(10, { description: '调查人' }) investigators: string[];
  @References(10, { description: '参与的协理员', optional: true }) accompaniedBy?: string[];
  @Flag({ description: '市民政局是否参加', optional: true }) withBureau?: boolean;
  @References(50, { description: '见到的对象' }) whoSeen: string[];
  @Part(() => ProxyBody, { description: '合法代理人', optional: true }) proxy?: ProxyBody;
  @Parts(() => CaseEvidenceBody, 20, { description: '佐证', optional: true }) evidence?: CaseEvidenceBody[];
  @Code(acknowledgementNames, { description: '被访人确认' }) acknowledgement: string;
}

export async function recordHomeVisitFrom(
  caseId: string,
  body: RecordHomeVisitBody,
  door: CommandDoor,
): Promise<RecordHomeVisit> {
  const { visitId = door.newId(), investigators, accompaniedBy = [], withBureau, whoSeen, proxy, evidence = [] } = body;
  return new RecordHomeVisit(caseId, toInstant(body.visitedAt) ?? '', {
    visitId,
    investigators,
    accompaniedBy,
    ...(withBureau === undefined ? {} : { withBureau }),
    whoSeen,
    ...(proxy === undefined ? {} : { proxy: await sealedProxy(caseId, proxy, door) }),
    evidence: evidence.map(({ sha256, kind }) => ({ sha256, kind })),
    acknowledgement: body.acknowledgement,
  });
}

async function sealedProxy(
  caseId: string,
  { name, relation, basis }: ProxyBody,
  door: CommandDoor,
): Promise<LawfulProxy> {
  return {
    relation,
    name: await door.sealText(caseId, name, 'PI1'),
    basis: await door.sealText(caseId, basis),
  };
}

export class RecordVisitFailureBody {
  @Id({ description: '走访编号，离线设备自带', optional: true }) visitId?: string;
  @Moment({ description: '入户时间' }) visitedAt: string;
  @References(10, { description: '调查人' }) investigators: string[];
  @Code(failureNames, { description: '未遇原因' }) reason: string;
  @Text(500, { description: '未遇情况' }) text: string;
}

export async function recordVisitFailureFrom(
  caseId: string,
  body: RecordVisitFailureBody,
  door: CommandDoor,
): Promise<RecordVisitFailure> {
  const { visitId = door.newId(), visitedAt, investigators, reason, text } = body;
  const failure = { visitId, investigators, reason };
  const sealed = await sealedUnlessBlank(caseId, text, door);
  return new RecordVisitFailure(caseId, toInstant(visitedAt) ?? '', failure, sealed);
}

export class FactValuesBody {
  @Whole(0, MOST_MONEY, { description: '人均月收入，单位分', optional: true }) incomePerHead?: number;
  @Whole(0, MOST_MONEY, { description: '家庭财产，单位分', optional: true }) property?: number;
  @Whole(0, MOST_MONEY, { description: '年刚性支出，单位分', optional: true }) expenditure?: number;
  @Code(labourNames, { description: '劳动能力', optional: true }) labour?: string;
  @Flag({ description: '赡养抚养义务人有无能力', optional: true }) obligorAble?: boolean;
  @Flag({ description: '是否本市户籍', optional: true }) localResident?: boolean;
}

export class InquiryBody {
  @Code(inquiryNames, { description: '查询方式' }) kind: string;
  @Pattern(/^[0-9a-f]{64}$/, '须为 64 位小写十六进制', { description: '凭据文件的 SHA-256', optional: true })
  sha256?: string;
}

export class EstablishFactsBody {
  @Code(sectionNames, { description: '事项' }) section: string;
  @Code(factStatusNames, { description: '查明情况' }) status: string;
  @Text(2000, { description: '查实内容' }) content: string;
  @Part(() => FactValuesBody, { description: '可比对的数值', optional: true }) values?: FactValuesBody;
  @Parts(() => InquiryBody, 20, { description: '查询凭据', optional: true }) inquiryEvidence?: InquiryBody[];
}

export async function establishFactsFrom(
  caseId: string,
  { section, status, content, values = new FactValuesBody(), inquiryEvidence = [] }: EstablishFactsBody,
  door: CommandDoor,
): Promise<EstablishFacts> {
  const asked = inquiryEvidence.map(({ kind, sha256 }) => ({ kind, ...(sha256 === undefined ? {} : { sha256 }) }));
  const established = { section, status, values: stated(values), inquiryEvidence: asked };
  return new EstablishFacts(caseId, established, await sealedUnlessBlank(caseId, content, door));
}

/** Only what was sent: a fact holds no empty places. */
function stated(values: FactValuesBody): FactValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

export class NeedBody {
  @Code(needNames, { description: '需求' }) code: string;
  @Flag({ description: '是否已解决' }) met: boolean;
}

export class AssessNeedsBody {
  @Parts(() => NeedBody, 20, { description: '全部需求，没有则为空' }) needs: NeedBody[];
  @Flag({ description: '是否整户困难' }) wholeHouseholdDifficulty: boolean;
  @Flag({ description: '是否申请困难(患病、残疾)' }) applicationDifficulty: boolean;
  @Flag({ description: '是否符合低收入人口监测' }) monitoringEligible: boolean;
  @Text(2000, { description: '评估情况' }) text: string;
}

export async function assessNeedsFrom(
  caseId: string,
  { needs, text, ...flags }: AssessNeedsBody,
  door: CommandDoor,
): Promise<AssessNeeds> {
  const assessed = { needs: needs.map(({ code, met }) => ({ code, met })), ...flags };
  return new AssessNeeds(caseId, assessed, await sealedUnlessBlank(caseId, text, door));
}

export class IdentifyProblemBody {
  @Id({ description: '问题编号，离线设备自带', optional: true }) problemId?: string;
  @Code(needNames, { description: '对应需求' }) need: string;
  @Text(1000, { description: '问题' }) text: string;
}

export async function identifyProblemFrom(
  caseId: string,
  body: IdentifyProblemBody,
  door: CommandDoor,
): Promise<IdentifyProblem> {
  const { problemId = door.newId(), need, text } = body;
  return new IdentifyProblem(caseId, { problemId, need }, await sealedUnlessBlank(caseId, text, door));
}

export class ProposeCountermeasureBody {
  @Id({ description: '问题编号' }) problemId: string;
  @Code(countermeasureNames, { description: '对策' }) kind: string;
  @Text(1000, { description: '对策说明' }) text: string;
}

export async function proposeCountermeasureFrom(
  caseId: string,
  { problemId, kind, text }: ProposeCountermeasureBody,
  door: CommandDoor,
): Promise<ProposeCountermeasure> {
  return new ProposeCountermeasure(caseId, { problemId, kind }, await sealedUnlessBlank(caseId, text, door));
}

export class SelfCareIndicatorsBody {
  @Flag({ description: '自主吃饭' }) eating: boolean;
  @Flag({ description: '自主穿衣' }) dressing: boolean;
  @Flag({ description: '自主上下床' }) gettingUp: boolean;
  @Flag({ description: '自主如厕' }) toilet: boolean;
  @Flag({ description: '室内自主行走' }) indoorMoving: boolean;
  @Flag({ description: '自主洗澡' }) bathing: boolean;
}

export class AssessSelfCareBody {
  @Reference({ description: '家庭成员编号' }) memberId: string;
  @Part(() => SelfCareIndicatorsBody, { description: '六项指标，true 为达标' }) indicators: SelfCareIndicatorsBody;
}

export class CompleteInvestigationBody {
  @Code(investigationNames, { description: '调查结果' }) result: string;
  @Text(1000, { description: '未见人的情况', optional: true }) text?: string;
}

export class RecordIneligibilityBody {
  @Codes(ineligibilityNames, { description: '不符合条件的原因' }) reasonCodes: string[];
  @Text(1000, { description: '理由', optional: true }) text?: string;
  @Flag({ description: '是否确有困难' }) hasRealDifficulty: boolean;
}
