import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { Code, Day, Month, References, Text, Whole } from '../../../platform/http/shape.js';
import { changeNames, changeReasonNames, reviewResultNames, wholeHouseholdNames } from '../codes.js';
import { AssessWholeHousehold } from './assess-whole-household.js';
import { EndMeasure } from './end-measure.js';
import { HoldHearing } from './hold-hearing.js';
import { ReduceMeasure } from './reduce-measure.js';

export class RecordPaymentBody {
  @Month({ description: '所属月份' }) period: string;
  @Whole(1, 100_000_000, { description: '金额，单位分' }) money: number;
}

export class ReviewMeasureBody {
  @Day({ description: '核查日期' }) on: string;
  @Code(reviewResultNames, { description: '核查结果' }) result: string;
}

export class HoldHearingBody {
  @Day({ description: '听取意见日期' }) on: string;
  @References(50, { description: '听取了谁的意见' }) heard: string[];
  @Text(1000, { description: '陈述意见', optional: true }) statement?: string;
}

export async function holdHearingFrom(
  caseId: string,
  measureId: string,
  { statement, ...hearing }: HoldHearingBody,
  door: CommandDoor,
): Promise<HoldHearing> {
  return new HoldHearing(caseId, { measureId, ...hearing }, await sealedUnlessBlank(caseId, statement, door));
}

export class AnnounceEndingBody {
  @Code(changeNames, { description: '减发或停止' }) change: string;
  @Day({ description: '书面告知日期' }) on: string;
  @Day({ description: '自何日起生效' }) from: string;
}

export class ReduceMeasureBody {
  @Code(changeReasonNames, { description: '减发原因' }) reason: string;
  @Whole(1, 100_000_000, { description: '减发后的金额，单位分' }) money: number;
  @Day({ description: '自何日起' }) from: string;
  @Text(1000, { description: '理由', optional: true }) text?: string;
}

export async function reduceMeasureFrom(
  caseId: string,
  measureId: string,
  { text, ...reduction }: ReduceMeasureBody,
  door: CommandDoor,
): Promise<ReduceMeasure> {
  return new ReduceMeasure(caseId, { measureId, ...reduction }, await sealedUnlessBlank(caseId, text, door));
}

export class EndMeasureBody {
  @Code(changeReasonNames, { description: '停止原因' }) reason: string;
  @Day({ description: '自何日起' }) from: string;
  @Text(1000, { description: '理由', optional: true }) text?: string;
}

export async function endMeasureFrom(
  caseId: string,
  measureId: string,
  { text, ...ending }: EndMeasureBody,
  door: CommandDoor,
): Promise<EndMeasure> {
  return new EndMeasure(caseId, { measureId, ...ending }, await sealedUnlessBlank(caseId, text, door));
}

export class AssessWholeHouseholdBody {
  @Code(wholeHouseholdNames, { description: '评估结果' }) result: string;
  @Text(1000, { description: '评估理由', optional: true }) reason?: string;
}

export async function assessWholeHouseholdFrom(
  caseId: string,
  { result, reason }: AssessWholeHouseholdBody,
  door: CommandDoor,
): Promise<AssessWholeHousehold> {
  return new AssessWholeHousehold(caseId, result, await sealedUnlessBlank(caseId, reason, door));
}
