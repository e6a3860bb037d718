import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Day, Id, Text, Whole } from '../../../platform/http/shape.js';
import { dutyNames, forceNames } from '../codes.js';
import { sealedField } from '../../../platform/http/sealed-fields.js';
import { AssignDuty } from './assign-duty.js';
import { MobiliseSocialForce } from './mobilise-social-force.js';
import { RecordDuty } from './record-duty.js';
import { RecordPublicLabour } from './record-public-labour.js';

export class AssignDutyBody {
  @Code(dutyNames, { description: '职责' }) kind: string;
  @Day({ description: '交办日期' }) on: string;
  @Text(500, { description: '内容' }) text: string;
}

export async function assignDutyFrom(
  id: string,
  { kind, on, text }: AssignDutyBody,
  door: CommandDoor,
): Promise<AssignDuty> {
  const sealed = await sealedField('text', id, text, door);
  return new AssignDuty(id, { kind, on, dutyId: door.newId() }, sealed.text);
}

export class RecordDutyBody {
  @Code(dutyNames, { description: '职责' }) kind: string;
  @Day({ description: '日期' }) on: string;
  @Id({ description: '交办的任务', optional: true }) dutyId?: string;
  @Text(500, { description: '情况', optional: true }) text?: string;
}

export async function recordDutyFrom(
  id: string,
  { text, ...duty }: RecordDutyBody,
  door: CommandDoor,
): Promise<RecordDuty> {
  return new RecordDuty(id, { ...duty, ...(await sealedField('text', id, text, door)) });
}

export class MobiliseSocialForceBody {
  @Code(forceNames, { description: '力量' }) kind: string;
  @Day({ description: '日期' }) on: string;
  @Text(200, { description: '何人(何单位)' }) who: string;
  @Text(500, { description: '情况', optional: true }) text?: string;
}

export async function mobiliseSocialForceFrom(
  id: string,
  { who, text, ...help }: MobiliseSocialForceBody,
  door: CommandDoor,
): Promise<MobiliseSocialForce> {
  const sealed = await sealedField('who', id, who, door);
  return new MobiliseSocialForce(id, { ...help, ...(await sealedField('text', id, text, door)) }, sealed.who);
}

export class RecordPublicLabourBody {
  @Day({ description: '日期' }) on: string;
  @Whole(1, 24, { description: '小时' }) hours: number;
  @Text(500, { description: '情况', optional: true }) text?: string;
}

export async function recordPublicLabourFrom(
  id: string,
  { text, ...labour }: RecordPublicLabourBody,
  door: CommandDoor,
): Promise<RecordPublicLabour> {
  return new RecordPublicLabour(id, { ...labour, ...(await sealedField('text', id, text, door)) });
}
