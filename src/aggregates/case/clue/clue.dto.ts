import { toInstant } from '../../../platform/calendar/local-date.js';
import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedField, sealedName, sealedPhone, sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import {
  Code,
  Codes,
  Flag,
  Id,
  IdNumber,
  Moment,
  Part,
  Pattern,
  PersonName,
  Phone,
  Reference,
  Text,
} from '../../../platform/http/shape.js';
import { parseIdNumber } from '../../../platform/identity/id-number.js';
import {
  channelNames,
  needNames,
  rejectionNames,
  responseNames,
  sourceNames,
  urgencyNames,
  verificationNames,
} from '../codes.js';
import type { HotlineCaller, ReportedSubject } from './clue.js';
import { LogCall } from './log-call.js';
import { ReportClue } from './report-clue.js';
import { RespondFirst } from './respond-first.js';
import { VerifyClue } from './verify-clue.js';

export class CallerBody {
  @PersonName({ description: '来电人姓名', optional: true }) name?: string;
  @Phone({ description: '来电号码', optional: true }) phone?: string;
}

export class LogCallBody {
  @Id({ description: '个案编号(UUID)，离线设备可自带', optional: true }) caseId?: string;
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', example: '341881100' })
  townCode: string;
  @Code(channelNames, { description: '热线' }) channel: string;
  @Moment({ description: '来电时间' }) callAt: string;
  @Reference({ description: '来电编号' }) callNo: string;
  @Part(() => CallerBody, { description: '来电人', optional: true }) caller?: CallerBody;
}

export async function logCallFrom(body: LogCallBody, door: CommandDoor): Promise<LogCall> {
  const { caseId = door.newId(), townCode, channel, callNo, caller = new CallerBody() } = body;
  const callAt = toInstant(body.callAt) ?? '';
  return new LogCall(caseId, { townCode, channel, callAt, callNo, caller: await sealedCaller(caller, door) });
}

async function sealedCaller({ name, phone }: CallerBody, door: CommandDoor): Promise<HotlineCaller> {
  const callerId = door.newId();
  return {
    callerId,
    ...(name === undefined ? {} : { name: await door.sealText(callerId, name, 'PI1') }),
    ...(phone === undefined ? {} : { phone: await sealedPhone(callerId, phone, door) }),
  };
}

export class RespondFirstBody {
  @Moment({ description: '响应时间' }) respondedAt: string;
  @Code(responseNames, { description: '响应方式' }) how: string;
  @Flag({ description: '是否需要救助' }) helpNeeded: boolean;
}

export function respondFirstFrom(caseId: string, { respondedAt, how, helpNeeded }: RespondFirstBody): RespondFirst {
  return new RespondFirst(caseId, toInstant(respondedAt) ?? '', { how, helpNeeded });
}

/** A person in need who is on no roster yet. */
export class SubjectBody {
  @PersonName({ description: '姓名' }) name: string;
  @IdNumber({ description: '公民身份号码，18 位', optional: true }) idNo?: string;
  @Phone({ description: '联系电话', optional: true }) phone?: string;
  @Text(200, { description: '所在地址', optional: true }) address?: string;
  @Pattern(/^\d{6,12}$/, '须为 6–12 位区划代码', { description: '户籍所在地区划代码', optional: true })
  registeredResidence?: string;
}

export class ReportClueBody {
  @Id({ description: '个案编号(UUID)，离线设备可自带；由来电转来的填来电的编号', optional: true }) caseId?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码，12 位', example: '341881100201' })
  villageCode: string;
  @Code(sourceNames, { description: '线索来源' }) source: string;
  @Moment({ description: '获知时间' }) knownAt: string;
  @Code(urgencyNames, { description: '紧急程度' }) urgencyHint: string;
  @Codes(needNames, { description: '救助需求' }) needs: string[];
  @Text(1000, { description: '线索内容' }) text: string;
  @Id({ description: '已登记家庭(UUID)', optional: true }) householdRef?: string;
  @Part(() => SubjectBody, { description: '尚未登记的对象', optional: true }) subject?: SubjectBody;
  @Reference({ description: '报告人编号', optional: true }) reporter?: string;
}

export async function reportClueFrom(body: ReportClueBody, door: CommandDoor): Promise<ReportClue> {
  const { caseId = door.newId(), villageCode, source, urgencyHint, needs, householdRef, subject, reporter } = body;
  const townCode = (await door.rules()).divisions.townOf(villageCode) ?? 'none';
  return new ReportClue(
    caseId,
    villageCode,
    {
      source,
      knownAt: toInstant(body.knownAt) ?? '',
      urgencyHint,
      needs,
      ...(householdRef === undefined ? {} : { householdRef }),
      ...(subject === undefined ? {} : { subject: await sealedSubject(subject, townCode, door) }),
      ...(reporter === undefined ? {} : { reporter }),
    },
    await sealedUnlessBlank(caseId, body.text, door),
  );
}

async function sealedSubject(body: SubjectBody, townCode: string, door: CommandDoor): Promise<ReportedSubject> {
  const subjectId = door.newId();
  const { name, phone, registeredResidence } = body;
  const identity = body.idNo === undefined ? undefined : parseIdNumber(body.idNo);
  const idNumber = identity?.ok ? identity.idNumber : undefined;
  const address = await sealedUnlessBlank(subjectId, body.address, door, 'PI2');
  return {
    subjectId,
    ...(await sealedName(subjectId, name, townCode, door)),
    ...(idNumber === undefined
      ? {}
      : { idNo: await door.seal(subjectId, 'PI3', idNumber), idHash: door.hashes.idHash(idNumber) }),
    ...(phone === undefined ? {} : { phone: await sealedPhone(subjectId, phone, door) }),
    ...(address === undefined ? {} : { address }),
    ...(registeredResidence === undefined ? {} : { registeredResidence }),
  };
}

export class EndorseClueBody {
  @Text(500, { description: '说明', optional: true }) text?: string;
}

export class VerifyClueBody {
  @Moment({ description: '核实时间' }) verifiedAt: string;
  @Code(verificationNames, { description: '核实结果' }) result: string;
  @Flag({ description: '是否需列入花名册' }) needsListing: boolean;
  @Text(1000, { description: '核实情况', optional: true }) text?: string;
}

export async function verifyClueFrom(caseId: string, body: VerifyClueBody, door: CommandDoor): Promise<VerifyClue> {
  const { verifiedAt, result, needsListing, text } = body;
  return new VerifyClue(caseId, toInstant(verifiedAt) ?? '', {
    result,
    needsListing,
    ...(await sealedField('text', caseId, text, door)),
  });
}

export class RejectClueBody {
  @Code(rejectionNames, { description: '不予立案的原因' }) reason: string;
  @Text(500, { description: '不予立案的理由' }) text: string;
}

export class MarkDuplicateBody {
  @Id({ description: '并入的个案(UUID)' }) ofCaseRef: string;
}
