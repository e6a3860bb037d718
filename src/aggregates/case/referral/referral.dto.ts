import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedField } from '../../../platform/http/sealed-fields.js';
import { Code, Id, References, Text, Whole } from '../../../platform/http/shape.js';
import { charityNames, departmentNames, needNames, outcomeNames } from '../codes.js';
import { Refer } from './refer.js';

export class ReferBody {
  @Id({ description: '转介编号', optional: true }) referralId?: string;
  @Code(departmentNames, { description: '转介部门' }) department: string;
  @Code(needNames, { description: '需求' }) need: string;
  @References(50, { description: '对象' }) beneficiaries: string[];
  @Text(1000, { description: '转介说明', optional: true }) text?: string;
}

export async function referFrom(caseId: string, body: ReferBody, door: CommandDoor): Promise<Refer> {
  const { referralId = door.newId(), department, need, beneficiaries, text } = body;
  const sealed = await sealedField('text', caseId, text, door);
  return new Refer(caseId, { referralId, department, need, beneficiaries, ...sealed });
}

export class ReportOutcomeBody {
  @Code(outcomeNames, { description: '结果' }) outcome: string;
  @Text(1000, { description: '反馈内容' }) text: string;
}

export class MatchCharityBody {
  @Text(200, { description: '慈善组织' }) organisation: string;
}

export class DeliverCharityAidBody {
  @Code(charityNames, { description: '帮扶方式' }) kind: string;
  @Whole(1, 100_000_000, { description: '折合金额，单位分' }) value: number;
}
