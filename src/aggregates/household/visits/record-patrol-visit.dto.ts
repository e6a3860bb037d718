import type { CommandDoor } from '../../../platform/http/command-door.js';
import {
  Code,
  Codes,
  Id,
  Moment,
  Part,
  Parts,
  Pattern,
  Reference,
  References,
  Text,
} from '../../../platform/http/shape.js';
import { toInstant } from '../../../platform/calendar/local-date.js';
import { textForHash } from '../../../platform/identity/free-text.js';
import {
  acknowledgementNames,
  changeNames,
  disposalNames,
  evidenceKindNames,
  livingSectionNames,
  livingStateNames,
  needNames,
  visitModeNames,
} from '../codes.js';
import { RecordPatrolVisit } from './record-patrol-visit.js';
import type { Disposal, Living, LivingState, VisitMode } from './visit-report.js';
import { livingSections } from './visit-report.js';

export class SectionBody {
  @Code(livingStateNames, { description: '状态' }) state: LivingState;
  @Text(2000, { description: '说明', optional: true }) text?: string;
}

/** 基本生活状况; which sections must be there is a rule (I-06), not a matter of shape. */
export class LivingBody {
  @Part(() => SectionBody, { description: livingSectionNames.food, optional: true }) food?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.clothing, optional: true }) clothing?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.housing, optional: true }) housing?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.utilities, optional: true }) utilities?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.medical, optional: true }) medical?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.schooling, optional: true }) schooling?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.care, optional: true }) care?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.income, optional: true }) income?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.spending, optional: true }) spending?: SectionBody;
  @Part(() => SectionBody, { description: livingSectionNames.hazards, optional: true }) hazards?: SectionBody;
}

export class ChangeBody {
  @Code(changeNames, { description: '变化种类' }) kind: string;
  @Text(500, { description: '变化内容' }) text: string;
}

export class DisposalBody {
  @Code(disposalNames, { description: '处置' }) kind: string;
  @Reference({ description: '线索', optional: true }) clueRef?: string;
  @Reference({ description: '个案', optional: true }) caseRef?: string;
  @Text(2000, { description: '说明', optional: true }) text?: string;
}

export class EvidenceBody {
  @Pattern(/^[0-9a-f]{64}$/, '须为 64 位小写十六进制', { description: '文件的 SHA-256' }) sha256: string;
  @Code(evidenceKindNames, { description: '种类' }) kind: string;
}

export class RecordPatrolVisitBody {
  @Id({ description: '走访编号，离线设备自带', optional: true }) visitId?: string;
  @Moment({ description: '走访时间' }) visitedAt: string;
  @Code(visitModeNames, { description: '巡查方式' }) mode: VisitMode;
  @References(10, { description: '巡查人' }) visitors: string[];
  @References(50, { description: '见到的家庭成员' }) whoSeen: string[];
  @Part(() => LivingBody, { description: '基本生活状况', optional: true }) living?: LivingBody;
  @Parts(() => ChangeBody, 20, { description: '家庭变化', optional: true }) changes?: ChangeBody[];
  @Codes(needNames, { description: '救助需求' }) needs: string[];
  @Part(() => DisposalBody, { description: '需求处置情况', optional: true }) disposal?: DisposalBody;
  @Parts(() => EvidenceBody, 20, { description: '佐证', optional: true }) evidence?: EvidenceBody[];
  @Code(acknowledgementNames, { description: '被访人确认' }) acknowledgement: string;
  @Text(100, { description: '地点（只保存密钥哈希）', optional: true }) place?: string;
  @Text(100, { description: '设备号（只保存密钥哈希）', optional: true }) device?: string;
}

export async function recordPatrolVisitFrom(
  householdId: string,
  body: RecordPatrolVisitBody,
  door: CommandDoor,
): Promise<RecordPatrolVisit> {
  const text = (plain: string) => door.sealText(householdId, plain);
  return new RecordPatrolVisit(householdId, toInstant(body.visitedAt) ?? '', {
    visitId: body.visitId ?? door.newId(),
    mode: body.mode,
    visitors: body.visitors,
    whoSeen: body.whoSeen,
    living: await sealedLiving(body.living, text),
    changes: await Promise.all(
      (body.changes ?? []).map(async (change) => ({ kind: change.kind, text: await text(change.text) })),
    ),
    needs: body.needs,
    disposal: await sealedDisposal(body.disposal, text),
    evidence: (body.evidence ?? []).map(({ sha256, kind }) => ({ sha256, kind })),
    acknowledgement: body.acknowledgement,
    ...hashed('textHash', noteOf(body), door),
    ...hashed('placeHash', body.place, door),
    ...hashed('deviceHash', body.device, door),
  });
}

type Seal = (plain: string) => ReturnType<CommandDoor['sealText']>;

export async function sealedLiving(living: LivingBody | undefined, text: Seal): Promise<Living> {
  const sections = await Promise.all(
    livingSections.map(async (section) => {
      const said = living?.[section];
      if (!said) return undefined;
      return [
        section,
        { state: said.state, ...(said.text === undefined ? {} : { text: await text(said.text) }) },
      ] as const;
    }),
  );
  return Object.fromEntries(sections.filter((section) => section !== undefined));
}

export async function sealedDisposal(disposal: DisposalBody | undefined, text: Seal): Promise<Disposal> {
  if (!disposal) return { kind: '' };
  const { text: plain, ...codes } = disposal;
  return { ...codes, ...(plain === undefined ? {} : { text: await text(plain) }) };
}

/** All that was written freely, for the signal "identical notes under many families". */
function noteOf(body: RecordPatrolVisitBody): string | undefined {
  const parts = [...livingSections.map((section) => body.living?.[section]?.text), body.disposal?.text];
  const said = parts.filter((part) => part !== undefined && part !== '');
  return said.length === 0 ? undefined : said.join('\n');
}

function hashed(
  field: 'textHash' | 'placeHash' | 'deviceHash',
  plain: string | undefined,
  door: CommandDoor,
): Record<string, string> {
  return plain === undefined ? {} : { [field]: door.hashes.textHash(textForHash(plain)) };
}
