import { toInstant } from '../../../platform/calendar/local-date.js';
import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Id, Moment, References, Text } from '../../../platform/http/shape.js';
import { attemptNames, visitModeNames } from '../codes.js';
import { sealedField } from '../../../platform/http/sealed-fields.js';
import { RecordFailedVisit } from './record-failed-visit.js';
import type { VisitMode } from './visit-report.js';

export class RecordFailedVisitBody {
  @Id({ description: '走访编号，离线设备自带', optional: true }) visitId?: string;
  @Moment({ description: '走访时间' }) attemptedAt: string;
  @Code(visitModeNames, { description: '巡查方式' }) mode: VisitMode;
  @References(10, { description: '巡查人' }) visitors: string[];
  @Code(attemptNames, { description: '未遇原因' }) reason: string;
  @Text(2000, { description: '未遇情况说明' }) text: string;
}

export async function recordFailedVisitFrom(
  householdId: string,
  { visitId, attemptedAt, mode, visitors, reason, text }: RecordFailedVisitBody,
  door: CommandDoor,
): Promise<RecordFailedVisit> {
  return new RecordFailedVisit(householdId, toInstant(attemptedAt) ?? '', {
    visitId: visitId ?? door.newId(),
    mode,
    visitors,
    reason,
    ...(await sealedField('text', householdId, text, door)),
  });
}
