import { toInstant } from '../../../platform/calendar/local-date.js';
import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Codes, Id, Moment, Part, Parts, References, Text } from '../../../platform/http/shape.js';
import { acknowledgementNames, needNames, visitModeNames } from '../codes.js';
import { EvidenceBody } from '../evidence.dto.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { ProposeVisitCorrection } from './propose-visit-correction.js';
import type { VisitMode } from './visit-report.js';
import {
  ChangeBody,
  DisposalBody,
  LivingBody,
  noteHash,
  sealedChanges,
  sealedDisposal,
  sealedLiving,
} from './visit-report.dto.js';

/** Only what is to be put right is sent; a part that is sent (living conditions, disposal, lists) replaces the whole part. */
export class CorrectedReportBody {
  @Moment({ description: '走访时间', optional: true }) visitedAt?: string;
  @Code(visitModeNames, { description: '巡查方式', optional: true }) mode?: VisitMode;
  @References(10, { description: '巡查人', optional: true }) visitors?: string[];
  @References(50, { description: '见到的家庭成员', optional: true }) whoSeen?: string[];
  @Part(() => LivingBody, { description: '基本生活状况（整体替换）', optional: true }) living?: LivingBody;
  @Parts(() => ChangeBody, 20, { description: '家庭变化', optional: true }) changes?: ChangeBody[];
  @Codes(needNames, { description: '救助需求', optional: true }) needs?: string[];
  @Part(() => DisposalBody, { description: '需求处置情况（整体替换）', optional: true }) disposal?: DisposalBody;
  @Parts(() => EvidenceBody, 20, { description: '佐证', optional: true }) evidence?: EvidenceBody[];
  @Code(acknowledgementNames, { description: '被访人确认', optional: true }) acknowledgement?: string;
}

export class ProposeVisitCorrectionBody {
  @Id({ description: '要更正的走访编号' }) correctsVisitId: string;
  @Part(() => CorrectedReportBody, { description: '更正后的内容' }) corrected: CorrectedReportBody;
  @Text(500, { description: '更正原因' }) reason: string;
}

export async function proposeVisitCorrectionFrom(
  householdId: string,
  { correctsVisitId, corrected, reason }: ProposeVisitCorrectionBody,
  door: CommandDoor,
): Promise<ProposeVisitCorrection> {
  return new ProposeVisitCorrection(
    householdId,
    door.newId(),
    correctsVisitId,
    await sealedCorrection(corrected, householdId, door),
    await sealedUnlessBlank(householdId, reason, door),
  );
}

/** The hash of the notes is taken anew only when all of them are: half a text would be the hash of nothing written. */
async function sealedCorrection(
  { visitedAt, living, changes, disposal, evidence, ...codes }: CorrectedReportBody,
  householdId: string,
  door: CommandDoor,
): Promise<ProposeVisitCorrection['corrected']> {
  const sent = Object.fromEntries(Object.entries(codes).filter(([, value]) => value !== undefined));
  return {
    ...sent,
    ...(visitedAt === undefined ? {} : { visitedAt: toInstant(visitedAt) ?? '' }),
    ...(living === undefined ? {} : { living: await sealedLiving(living, householdId, door) }),
    ...(changes === undefined ? {} : { changes: await sealedChanges(changes, householdId, door) }),
    ...(disposal === undefined ? {} : { disposal: await sealedDisposal(disposal, householdId, door) }),
    ...(evidence === undefined ? {} : { evidence: evidence.map(({ sha256, kind }) => ({ sha256, kind })) }),
    ...(living === undefined || disposal === undefined ? {} : noteHash(living, disposal, door)),
  };
}
