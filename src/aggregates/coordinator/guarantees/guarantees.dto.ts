import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Day, Month, Reference, Text, Whole } from '../../../platform/http/shape.js';
import { allowanceNames, equipmentNames } from '../codes.js';
import { sealedField } from '../../../platform/http/sealed-fields.js';
import { BindInsurance } from './bind-insurance.js';
import { RecordTraining } from './record-training.js';

export class RecordTrainingBody {
  @Reference({ description: '培训编号' }) trainingId: string;
  @Day({ description: '培训日期' }) on: string;
  @Whole(1, 200, { description: '学时' }) hours: number;
  @Text(200, { description: '培训主题' }) subject: string;
}

export async function recordTrainingFrom(
  id: string,
  { subject, ...training }: RecordTrainingBody,
  door: CommandDoor,
): Promise<RecordTraining> {
  const sealed = await sealedField('subject', id, subject, door);
  return new RecordTraining(id, training, sealed.subject);
}

export class BindInsuranceBody {
  @Day({ description: '保险起期' }) validFrom: string;
  @Day({ description: '保险止期(含当日)' }) validUntil: string;
  @Text(50, { description: '保单号', optional: true }) policyNo?: string;
}

export async function bindInsuranceFrom(
  id: string,
  { policyNo, ...days }: BindInsuranceBody,
  door: CommandDoor,
): Promise<BindInsurance> {
  return new BindInsurance(id, { ...days, ...(await sealedField('policyNo', id, policyNo, door)) });
}

export class EquipmentBody {
  @Code(equipmentNames, { description: '设备' }) kind: string;
  @Reference({ description: '设备编号' }) deviceNo: string;
  @Day({ description: '日期' }) on: string;
}

export class AllowanceBody {
  @Code(allowanceNames, { description: '补贴种类' }) kind: string;
  @Month({ description: '所属月份' }) period: string;
  @Whole(1, 10_000_000, { description: '金额，单位分' }) money: number;
}

export class SalaryBody {
  @Month({ description: '所属月份' }) period: string;
  @Whole(1, 10_000_000, { description: '金额，单位分' }) money: number;
}
