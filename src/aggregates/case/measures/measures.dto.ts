import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedField } from '../../../platform/http/sealed-fields.js';
import { Code, Codes, Day, Id, Parts, Reference, References, Text, Whole } from '../../../platform/http/shape.js';
import { answerNames, deliveryNames, ineligibilityNames, needNames, periodNames, reviewNames } from '../codes.js';
import { GrantMeasure } from './grant-measure.js';
import { ProposeAidPlan } from './propose-aid-plan.js';

export class PlannedAnswerBody {
  @Code(needNames, { description: '需求' }) need: string;
  @Code(answerNames, { description: '如何回应' }) kind: string;
  @Reference({ description: '救助种类或转介部门', optional: true }) what?: string;
  @Text(500, { description: '不予救助的理由', optional: true }) reason?: string;
}

export class ProposeAidPlanBody {
  @Parts(() => PlannedAnswerBody, 30, { description: '对每项需求的回应' }) answers: PlannedAnswerBody[];
}

export async function proposeAidPlanFrom(
  caseId: string,
  { answers }: ProposeAidPlanBody,
  door: CommandDoor,
): Promise<ProposeAidPlan> {
  const planned = answers.map(async ({ need, kind, what, reason }) => ({
    need,
    kind,
    ...(what === undefined ? {} : { what }),
    ...(await sealedField('reason', caseId, reason, door)),
  }));
  return new ProposeAidPlan(caseId, await Promise.all(planned));
}

export class GrantMeasureBody {
  @Id({ description: '救助编号', optional: true }) measureId?: string;
  @References(50, { description: '救助对象' }) beneficiaries: string[];
  @Whole(0, 100_000_000, { description: '金额，单位分' }) money: number;
  @Code(periodNames, { description: '发放方式' }) period: string;
  @Day({ description: '自何日起' }) from: string;
  @Day({ description: '有效至', optional: true }) validUntil?: string;
  @Code(reviewNames, { description: '定期核查', optional: true }) reviewEvery?: string;
}

export function grantMeasureFrom(
  caseId: string,
  applicationId: string,
  { measureId, ...measure }: GrantMeasureBody,
  door: CommandDoor,
): GrantMeasure {
  return new GrantMeasure(caseId, { measureId: measureId ?? door.newId(), applicationId, ...measure });
}

export class RefuseMeasureBody {
  @Codes(ineligibilityNames, { description: '不予救助的原因' }) reasonCodes: string[];
  @Text(1000, { description: '理由', optional: true }) text?: string;
}

export class NotifyRefusalBody {
  @Id({ description: '被不予救助的申请；整户不符合条件的不填', optional: true }) applicationId?: string;
  @Code(deliveryNames, { description: '送达方式' }) channel: string;
  @Day({ description: '送达日期' }) on: string;
}
