import { localDateOf } from '../../../platform/calendar/local-date.js';
import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Flag, IdNumber, Pattern, PersonName, Phone, Text } from '../../../platform/http/shape.js';
import { ageBandOf, birthDateOf, isMinor, parseIdNumber } from '../../../platform/identity/id-number.js';
import { employmentNames, noIdReasonNames, relationNames, selfCareNames } from '../codes.js';
import { sealedName, sealedPhone, sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import type { MemberParticulars } from './member.js';

/** A person as a form states him. Names, numbers and health are sealed before they become a command. */
export class MemberBody {
  @PersonName({ description: '姓名' }) name: string;
  @IdNumber({ description: '公民身份号码，18 位', optional: true }) idNo?: string;
  @Code(noIdReasonNames, { description: '没有身份证号的原因', optional: true }) noIdReason?: string;
  @Phone({ description: '联系电话', optional: true }) phone?: string;
  @Code(relationNames, { description: '与户主关系' }) relation: string;
  @Pattern(/^\d{4}-(0[1-9]|1[0-2])$/, '须为年月，形如 1958-03', {
    description: '出生年月（无身份证号时填写）',
    optional: true,
  })
  birthYearMonth?: string;
  @Text(500, { description: '健康状况', optional: true }) health?: string;
  @Text(500, { description: '残疾情况', optional: true }) disability?: string;
  @Code(selfCareNames, { description: '自理能力', optional: true }) selfCare?: string;
  @Code(employmentNames, { description: '就业状况', optional: true }) employment?: string;
  @Flag({ description: '是否在学', optional: true }) student?: boolean;
  @Flag({ description: '是否赡(抚、扶)养义务人', optional: true }) obligor?: boolean;
}

/** Seals what is personal under the member's own key and adds the keyed hashes for look-up. */
export async function memberParticulars(
  body: MemberBody,
  memberId: string,
  townCode: string,
  door: CommandDoor,
): Promise<MemberParticulars> {
  return { memberId, ...(await sealedParticulars(body, memberId, townCode, door)) } as MemberParticulars;
}

/** The sealed form of the fields that were sent; a field that was not sent is not touched. */
export async function sealedParticulars(
  body: Partial<MemberBody>,
  memberId: string,
  townCode: string,
  door: CommandDoor,
): Promise<Partial<Omit<MemberParticulars, 'memberId'>>> {
  const idNumber = idNumberOf(body);
  const birth = idNumber === undefined ? monthStart(body.birthYearMonth) : birthDateOf(idNumber);
  const today = localDateOf(door.now);
  return defined({
    ...(body.name === undefined ? {} : await sealedName(memberId, body.name, townCode, door)),
    ...(idNumber === undefined
      ? {}
      : { idNo: await door.seal(memberId, 'PI3', idNumber), idHash: door.hashes.idHash(idNumber) }),
    noIdReason: body.noIdReason,
    phone: body.phone === undefined ? undefined : await sealedPhone(memberId, body.phone, door),
    relation: body.relation,
    ...(birth === undefined
      ? {}
      : {
          birthYearMonth: await door.seal(memberId, 'PI3', birth.slice(0, 7)),
          ageBand: ageBandOf(birth, today),
          minor: isMinor(birth, today),
        }),
    health: await sealedUnlessBlank(memberId, body.health, door, 'PI3'),
    disability: await sealedUnlessBlank(memberId, body.disability, door, 'PI3'),
    selfCare: body.selfCare,
    employment: body.employment,
    student: body.student,
    obligor: body.obligor,
  });
}

/** By which a person is known again, whether he is sealed already or not. */
export function idHashOf(body: Partial<MemberBody>, door: CommandDoor): string | undefined {
  const idNumber = idNumberOf(body);
  return idNumber === undefined ? undefined : door.hashes.idHash(idNumber);
}

function idNumberOf({ idNo }: Partial<MemberBody>): string | undefined {
  const identity = idNo === undefined ? undefined : parseIdNumber(idNo);
  return identity?.ok ? identity.idNumber : undefined;
}

function monthStart(month: string | undefined): string | undefined {
  return month === undefined ? undefined : `${month}-01`;
}

/** The object without its undefined fields: a fact holds no empty places. */
function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
