import type { Readable } from 'node:stream';
import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { StoredEvidence } from '../evidence/evidence-store.port.js';
import { Platform } from '../platform.js';
import { describedHandler } from './described-later.js';
import { Endpoint } from './endpoint.js';
import { problem } from './problem.js';
import { Refusal } from './refusal.js';
import { need, stateOf } from './request-state.js';

/** Media types of photos, clips, recordings and documents; the first bytes must agree. */
export const EVIDENCE_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'application/pdf',
  'video/mp4',
  'audio/mp4',
  'audio/mpeg',
  'audio/wav',
];

/** Takes a photo, clip or document as it is; facts then name it by its hash. */
@Controller('evidence')
export class EvidenceController {
  constructor(private readonly platform: Platform) {}

  @Post()
  @HttpCode(201)
  @describedHandler(({ ApiConsumes }) => ApiConsumes(...EVIDENCE_TYPES))
  @describedHandler(({ ApiBody }) => ApiBody({ schema: { type: 'string', format: 'binary' } }))
  @describedHandler(({ ApiHeader }) =>
    ApiHeader({ name: 'X-File-Name', required: false, description: '文件名，百分号编码的 UTF-8，最长 200 字' }),
  )
  @Endpoint({
    operation: 'uploadEvidence',
    summary: '上传佐证(照片、记录仪片段、录音、签名、文件)：请求体为文件本身，文件名放在 X-File-Name(百分号编码)',
    roles: ['COORDINATOR', 'OFFICER'],
    purpose: 'VISIT_TASK',
    pii: 'PI3',
    kind: 'system',
  })
  async uploadEvidence(@Req() request: FastifyRequest): Promise<StoredEvidence> {
    const contentType = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    const stream = request.body as Readable | undefined;
    if (!EVIDENCE_TYPES.includes(contentType) || typeof stream?.pipe !== 'function') {
      throw new Refusal(problem(415, 'evidence-type', `佐证须为 ${EVIDENCE_TYPES.join('、')} 之一，请求体为文件本身`));
    }
    const { caller, area } = stateOf(request);
    const { id: uploadedBy } = need(caller, 'caller');
    const townCode = area?.kind === 'towns' || area?.kind === 'villages' ? area.towns[0] : undefined;
    const fileName = fileNameOf(request.headers['x-file-name']);
    return this.platform.evidence.put(stream, {
      contentType,
      uploadedBy,
      maxBytes: this.platform.settings.evidenceMaxBytes,
      ...(fileName === undefined ? {} : { fileName }),
      ...(townCode === undefined ? {} : { townCode }),
    });
  }
}

function fileNameOf(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string' || header === '') return undefined;
  try {
    const name = decodeURIComponent(header);
    if (name.isWellFormed() && name.length <= 200) return name;
  } catch {
    // Falls through to the refusal: a broken percent-encoding is the caller's mistake.
  }
  throw new Refusal(problem(422, 'file-name', '文件名须为百分号编码的 UTF-8，最长 200 字'));
}
