import { toInstant } from '../../../platform/calendar/local-date.js';
import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Codes, Day, Id, Moment, References, Whole } from '../../../platform/http/shape.js';
import { paperNames, payoutNames } from '../codes.js';
import { DisburseEmergencyAid } from './disburse-emergency-aid.js';

export class DisburseEmergencyAidBody {
  @Id({ description: '救助编号', optional: true }) measureId?: string;
  @Moment({ description: '发放时间' }) disbursedAt: string;
  @References(50, { description: '救助对象' }) beneficiaries: string[];
  @Whole(1, 100_000_000, { description: '金额，单位分' }) money: number;
  @Code(payoutNames, { description: '发放方式' }) method: string;
}

export function disburseEmergencyAidFrom(
  caseId: string,
  { measureId, disbursedAt, ...aid }: DisburseEmergencyAidBody,
  door: CommandDoor,
): DisburseEmergencyAid {
  const at = toInstant(disbursedAt) ?? '';
  return new DisburseEmergencyAid(caseId, at, { measureId: measureId ?? door.newId(), ...aid });
}

export class EndEmergencyBody {
  @Day({ description: '解除日期' }) on: string;
}

export class CompletePaperworkBody {
  @Codes(paperNames, { description: '已齐的手续' }) items: string[];
}
