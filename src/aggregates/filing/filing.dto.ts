import type { CommandDoor } from '../../platform/http/command-door.js';
import { Code, Parts, Pattern, PersonName, Text } from '../../platform/http/shape.js';
import { normaliseName } from '../../platform/identity/person-name.js';
import type { Annex } from './filing.events.js';
import { annexNames } from './filing.events.js';
import { ReturnFiling } from './submission/return-filing.js';
import { SubmitFiling } from './submission/submit-filing.js';

export class SubmitFilingBody {
  @Pattern(/^(20|21)\d\d$/, '须为四位年份', { description: '备案年度', example: '2026' }) year: string;
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码' }) townCode: string;
  @Code(annexNames, { description: '报送哪一张花名册' }) annex: Annex;
  @PersonName({ description: '填报人姓名' }) filledBy: string;
  @PersonName({ description: '审核人姓名' }) reviewedBy: string;
}

export class ReturnReasonBody {
  @Text(500, { description: '理由' }) text: string;
}

export class ReturnFilingBody {
  @Parts(() => ReturnReasonBody, 20, { description: '退回理由，逐条' }) reasons: ReturnReasonBody[];
}

/** Each submission seals its printed names under a key of its own. */
export async function submitFilingFrom(body: SubmitFilingBody, door: CommandDoor): Promise<SubmitFiling> {
  const { year, townCode, annex } = body;
  const subject = door.newId();
  const sealed = (name: string) => door.seal(subject, 'PI1', normaliseName(name));
  return new SubmitFiling({ year, townCode, annex }, await sealed(body.filledBy), await sealed(body.reviewedBy));
}

export async function returnFilingFrom(
  filingId: string,
  { reasons }: ReturnFilingBody,
  door: CommandDoor,
): Promise<ReturnFiling> {
  const subject = door.newId();
  const written = reasons.filter(({ text }) => text.trim() !== '');
  return new ReturnFiling(filingId, await Promise.all(written.map(({ text }) => door.sealText(subject, text))));
}
