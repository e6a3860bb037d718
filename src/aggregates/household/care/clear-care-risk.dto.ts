import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { Code, Day, Reference, Text } from '../../../platform/http/shape.js';
import { careRiskNames } from '../codes.js';
import { ClearCareRisk } from './clear-care-risk.js';

export class ClearCareRiskBody {
  @Reference({ description: '家庭成员编号' }) memberId: string;
  @Code(careRiskNames, { description: '风险种类' }) kind: string;
  @Day({ description: '解除日期' }) on: string;
  @Text(500, { description: '解除理由' }) text: string;
}

export async function clearCareRiskFrom(
  householdId: string,
  { text, ...cleared }: ClearCareRiskBody,
  door: CommandDoor,
): Promise<ClearCareRisk> {
  return new ClearCareRisk(householdId, cleared, await sealedUnlessBlank(householdId, text, door));
}
