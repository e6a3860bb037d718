import { ShapeBroken } from '../../../platform/change/refusals.js';
import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { Code, Day, Id, Parts, PersonName, Reference, Text } from '../../../platform/http/shape.js';
import { fileTargetNames, objectionNames, placeNames } from '../codes.js';
import { PostNotice } from './post-notice.js';
import { RaiseObjection } from './raise-objection.js';

export class NoticeFieldBody {
  @Reference({ description: '公示项目：APPLICANT_NAME、GUARDIAN_NAME、MEMBER_COUNT、AMOUNT、CATEGORY' }) field: string;
  @Text(100, { description: '公示内容' }) value: string;
}

export class PostNoticeBody {
  @Code(placeNames, { description: '公示地点' }) place: string;
  @Day({ description: '公示起始日' }) from: string;
  @Parts(() => NoticeFieldBody, 10, { description: '公示项目' }) fields: NoticeFieldBody[];
}

/** Seven digits in a row, however they are set apart: an amount has fewer, a number of a person or an account more. */
const NUMBER = /(\d[\s-]*){7}/;

/** Throws ShapeBroken for a value with a number of ID card, phone or account in it, before anything is sealed. */
export async function postNoticeFrom(
  caseId: string,
  applicationId: string,
  { place, from, fields }: PostNoticeBody,
  door: CommandDoor,
): Promise<PostNotice> {
  const numbered = fields.findIndex(({ value }) => NUMBER.test(value.normalize('NFKC')));
  if (numbered >= 0)
    throw new ShapeBroken([
      { pointer: `/fields/${numbered}/value`, sentence: '公示内容不得含有身份证号、电话、账号等号码' },
    ]);
  const sealed = fields.map(async ({ field, value }) => ({ field, value: await door.sealText(caseId, value, 'PI1') }));
  return new PostNotice(caseId, applicationId, place, from, await Promise.all(sealed));
}

export class RaiseObjectionBody {
  @Id({ description: '异议编号，离线设备自带', optional: true }) objectionId?: string;
  @PersonName({ description: '异议人' }) by: string;
  @Text(1000, { description: '异议内容' }) text: string;
}

export async function raiseObjectionFrom(
  caseId: string,
  applicationId: string,
  body: RaiseObjectionBody,
  door: CommandDoor,
): Promise<RaiseObjection> {
  const { objectionId = door.newId(), by, text } = body;
  return new RaiseObjection(
    caseId,
    applicationId,
    objectionId,
    await sealedUnlessBlank(caseId, by, door, 'PI1'),
    await sealedUnlessBlank(caseId, text, door),
  );
}

export class SettleObjectionBody {
  @Code(objectionNames, { description: '处理结果' }) outcome: string;
  @Text(1000, { description: '处理情况' }) text: string;
}

export class ForwardFileBody {
  @Code(fileTargetNames, { description: '上报对象' }) to: string;
  @Day({ description: '上报日期' }) on: string;
}

export class ReceiveFileBody {
  @Day({ description: '收到日期' }) on: string;
}
