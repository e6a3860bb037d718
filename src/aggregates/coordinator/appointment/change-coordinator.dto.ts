import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, IdNumber, PersonName, Phone, Reference, Text } from '../../../platform/http/shape.js';
import { educationNames, politicsNames } from '../codes.js';
import type { Coordinator } from '../coordinator.js';
import { sealedField } from '../../../platform/http/sealed-fields.js';
import { ChangeCoordinator } from './change-coordinator.js';
import { sealedParticulars } from './particulars.dto.js';

/** Only fields that were touched are sent; a field that is not sent keeps its value. */
export class ChangeCoordinatorBody {
  @PersonName({ description: '姓名', optional: true }) name?: string;
  @IdNumber({ description: '公民身份号码，18 位', optional: true }) idNo?: string;
  @Phone({ description: '联系电话', optional: true }) phone?: string;
  @Text(20, { description: '民族', optional: true }) ethnicity?: string;
  @Code(politicsNames, { description: '政治面貌', optional: true }) politics?: string;
  @Code(educationNames, { description: '文化程度', optional: true }) education?: string;
  @Reference({ description: '统一身份认证中的人员编号(person)', optional: true }) personRef?: string;
  @Text(50, { description: '现任职务', optional: true }) post?: string;
  @Text(500, { description: '备注', optional: true }) remark?: string;
}

export async function changeCoordinatorFrom(
  id: string,
  { post, remark, ...particulars }: ChangeCoordinatorBody,
  door: CommandDoor,
): Promise<ChangeCoordinator> {
  const target = door.target as Coordinator;
  const townCode = target.status === 'unappointed' ? 'none' : target.townCode;
  return new ChangeCoordinator(id, {
    ...(await sealedParticulars(particulars, id, townCode, door)),
    ...(await sealedField('post', id, post, door)),
    ...(await sealedField('remark', id, remark, door)),
  });
}
