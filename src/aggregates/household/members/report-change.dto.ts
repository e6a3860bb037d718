import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Day, Text } from '../../../platform/http/shape.js';
import { changeNames } from '../codes.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { ReportChange } from './report-change.js';

export class ReportChangeBody {
  @Code(changeNames, { description: '变化种类' }) kind: string;
  @Text(500, { description: '变化内容' }) text: string;
  @Day({ description: '变化日期', optional: true }) on?: string;
}

export async function reportChangeFrom(
  householdId: string,
  { kind, text, on }: ReportChangeBody,
  door: CommandDoor,
): Promise<ReportChange> {
  return new ReportChange(householdId, kind, await sealedUnlessBlank(householdId, text, door), on);
}
