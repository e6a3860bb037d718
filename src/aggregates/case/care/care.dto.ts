import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedPhone, sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { Code, Codes, Day, Id, Part, Parts, PersonName, Phone, Reference, Text } from '../../../platform/http/shape.js';
import {
  agreementEndNames,
  careFrequencyNames,
  careLeaveNames,
  careServiceNames,
  carerNames,
  consentNames,
  followUpNames,
} from '../codes.js';
import { CaseEvidenceBody } from '../evidence.dto.js';
import type { CareConsent } from './care.events.js';
import type { Carer } from './care.js';
import { SignCareAgreement } from './sign-care-agreement.js';

export class OfferCentralCareBody {
  @Reference({ description: '家庭成员编号' }) memberId: string;
  @Text(100, { description: '供养服务机构' }) institution: string;
  @Day({ description: '征询日期' }) on: string;
}

/** Whose word about central care it is, with the statement that he signed. */
export class CareConsentBody {
  @Reference({ description: '家庭成员编号' }) memberId: string;
  @Code(consentNames, { description: '由谁表示' }) by: string;
  @Parts(() => CaseEvidenceBody, 20, { description: '书面声明' }) evidence: CaseEvidenceBody[];
  @Day({ description: '表示日期' }) on: string;
}

export function careConsentFrom({ memberId, by, evidence, on }: CareConsentBody): CareConsent {
  return { memberId, by, evidence: evidence.map(({ sha256, kind }) => ({ sha256, kind })), on };
}

export class PlaceInCentralCareBody {
  @Reference({ description: '家庭成员编号' }) memberId: string;
  @Text(100, { description: '供养服务机构' }) institution: string;
  @Day({ description: '入住日期' }) on: string;
}

export class LeaveCentralCareBody {
  @Reference({ description: '家庭成员编号' }) memberId: string;
  @Code(careLeaveNames, { description: '离开原因' }) reason: string;
  @Day({ description: '离开日期' }) on: string;
  @Text(500, { description: '说明（原因为其他时必填）', optional: true }) text?: string;
}

export class CarerBody {
  @Code(carerNames, { description: '照料人身份' }) kind: string;
  @PersonName({ description: '照料人姓名或机构名称' }) name: string;
  @Phone({ description: '联系电话', optional: true }) phone?: string;
}

export class SignCareAgreementBody {
  @Id({ description: '协议编号', optional: true }) agreementId?: string;
  @Reference({ description: '家庭成员编号' }) memberId: string;
  @Part(() => CarerBody, { description: '照料人' }) carer: CarerBody;
  @Codes(careServiceNames, { description: '照料服务' }) services: string[];
  @Code(careFrequencyNames, { description: '服务频次' }) frequency: string;
  @Text(100, { description: '村(社区)见证人' }) witness: string;
  @Parts(() => CaseEvidenceBody, 20, { description: '签署的协议' }) evidence: CaseEvidenceBody[];
  @Day({ description: '签订日期' }) on: string;
  @Day({ description: '终止日期' }) until: string;
}

export async function signCareAgreementFrom(
  caseId: string,
  { agreementId, carer, evidence, witness, ...said }: SignCareAgreementBody,
  door: CommandDoor,
): Promise<SignCareAgreement> {
  const agreement = {
    ...said,
    agreementId: agreementId ?? door.newId(),
    carer: await sealedCarer(carer, door),
    evidence: evidence.map(({ sha256, kind }) => ({ sha256, kind })),
  };
  return new SignCareAgreement(caseId, agreement, await sealedUnlessBlank(caseId, witness, door));
}

async function sealedCarer({ kind, name, phone }: CarerBody, door: CommandDoor): Promise<Carer> {
  const carerId = door.newId();
  return {
    carerId,
    kind,
    name: await door.sealText(carerId, name, 'PI1'),
    ...(phone === undefined ? {} : { phone: await sealedPhone(carerId, phone, door) }),
  };
}

export class EndCareAgreementBody {
  @Reference({ description: '家庭成员编号' }) memberId: string;
  @Code(agreementEndNames, { description: '终止原因' }) reason: string;
  @Day({ description: '终止日期' }) on: string;
  @Text(500, { description: '说明（原因为其他时必填）', optional: true }) text?: string;
}

export class RecordCareFollowUpBody {
  @Reference({ description: '家庭成员编号' }) memberId: string;
  @Code(followUpNames, { description: '照料情况' }) finding: string;
  @Day({ description: '跟踪日期' }) on: string;
  @Text(1000, { description: '跟踪情况' }) text: string;
}
