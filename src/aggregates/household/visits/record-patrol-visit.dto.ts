import { toInstant } from '../../../platform/calendar/local-date.js';
import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Codes, Id, Moment, Part, Parts, References, Text } from '../../../platform/http/shape.js';
import { textForHash } from '../../../platform/identity/free-text.js';
import { acknowledgementNames, needNames, visitModeNames } from '../codes.js';
import { EvidenceBody } from '../evidence.dto.js';
import { RecordPatrolVisit } from './record-patrol-visit.js';
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

/** What was left out is handed over as empty: that it must not be is the decision's word (I-06). */
export async function recordPatrolVisitFrom(
  householdId: string,
  body: RecordPatrolVisitBody,
  door: CommandDoor,
): Promise<RecordPatrolVisit> {
  const { mode, visitors, whoSeen, needs, acknowledgement, living, disposal, evidence = [], place, device } = body;
  return new RecordPatrolVisit(householdId, toInstant(body.visitedAt) ?? '', {
    visitId: body.visitId ?? door.newId(),
    mode,
    visitors,
    whoSeen,
    living: living ? await sealedLiving(living, householdId, door) : {},
    changes: await sealedChanges(body.changes ?? [], householdId, door),
    needs,
    disposal: disposal ? await sealedDisposal(disposal, householdId, door) : { kind: '' },
    evidence: evidence.map(({ sha256, kind }) => ({ sha256, kind })),
    acknowledgement,
    ...noteHash(living, disposal, door),
    ...(place === undefined ? {} : { placeHash: door.hashes.placeHash(textForHash(place)) }),
    ...(device === undefined ? {} : { deviceHash: door.hashes.deviceHash(textForHash(device)) }),
  });
}
