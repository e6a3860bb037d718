import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { Code, Day, Reference, Text } from '../../../platform/http/shape.js';
import { careRiskNames } from '../codes.js';
import { RaiseCareRisk } from './raise-care-risk.js';

export class RaiseCareRiskBody {
  @Reference({ description: '家庭成员编号' }) memberId: string;
  @Code(careRiskNames, { description: '风险种类' }) kind: string;
  @Day({ description: '发现日期' }) on: string;
  @Text(500, { description: '风险情况' }) text: string;
}

export async function raiseCareRiskFrom(
  householdId: string,
  { text, ...risk }: RaiseCareRiskBody,
  door: CommandDoor,
): Promise<RaiseCareRisk> {
  const told = { ...risk, riskId: door.newId() };
  return new RaiseCareRisk(householdId, told, await sealedUnlessBlank(householdId, text, door));
}
