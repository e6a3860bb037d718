import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, IdNumber, PersonName, Phone, Reference, Text } from '../../../platform/http/shape.js';
import { sealedField, sealedIdNumber, sealedName, sealedPhone } from '../../../platform/http/sealed-fields.js';
import { birthDateOf, parseIdNumber } from '../../../platform/identity/id-number.js';
import { educationNames, politicsNames } from '../codes.js';
import type { Particulars } from './particulars.js';

/** A coordinator as the form states him; sex and month of birth follow from the ID number and are not asked. */
export class ParticularsBody {
  @PersonName({ description: '姓名' }) name: string;
  @IdNumber({ description: '公民身份号码，18 位' }) idNo: string;
  @Phone({ description: '联系电话' }) phone: string;
  @Text(20, { description: '民族', optional: true }) ethnicity?: string;
  @Code(politicsNames, { description: '政治面貌', optional: true }) politics?: string;
  @Code(educationNames, { description: '文化程度', optional: true }) education?: string;
  @Reference({ description: '统一身份认证中的人员编号(person)', optional: true }) personRef?: string;
}

export async function particularsFrom(
  body: ParticularsBody,
  coordinatorId: string,
  townCode: string,
  door: CommandDoor,
): Promise<Particulars> {
  return (await sealedParticulars(body, coordinatorId, townCode, door)) as Particulars;
}

/** The sealed form of the fields that were sent. */
export async function sealedParticulars(
  body: Partial<ParticularsBody>,
  coordinatorId: string,
  townCode: string,
  door: CommandDoor,
): Promise<Partial<Particulars>> {
  const { name, idNo, phone, ethnicity, politics, education, personRef } = body;
  return {
    ...(name === undefined ? {} : await sealedName(coordinatorId, name, townCode, door)),
    ...(idNo === undefined ? {} : await sealedNumber(idNo, coordinatorId, door)),
    ...(phone === undefined ? {} : { phone: await sealedPhone(coordinatorId, phone, door) }),
    ...(await sealedField('ethnicity', coordinatorId, ethnicity, door)),
    ...(await sealedField('politics', coordinatorId, politics, door)),
    ...(await sealedField('education', coordinatorId, education, door)),
    ...(personRef === undefined ? {} : { personRef }),
  };
}

async function sealedNumber(text: string, coordinatorId: string, door: CommandDoor): Promise<Partial<Particulars>> {
  const identity = parseIdNumber(text);
  if (!identity.ok) return {};
  const { idNumber } = identity;
  return {
    ...(await sealedIdNumber(coordinatorId, idNumber, door)),
    birthYearMonth: await door.seal(coordinatorId, 'PI3', birthDateOf(idNumber).slice(0, 7)),
  };
}
