import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Forbidden, NotFound } from '../../platform/change/refusals.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { Platform } from '../../platform/platform.js';
import { attachmentName } from '../../platform/spreadsheets/sheet-name.js';
import { patrolLedgerProjection } from './patrol-ledger.projection.js';
import { visibleHead } from './patrol-ledger.query.js';

/** A photo or clip of one household's visit, for a stated purpose; the record stands before the bytes leave. */
@Controller('households/:householdId/evidence/:sha256')
export class EvidenceDownloadController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'openEvidence',
    summary: '打开佐证(须注明目的)',
    roles: ['COORDINATOR', 'OFFICER', 'REVIEWER', 'BUREAU', 'AUDITOR'],
    purpose: 'VISIT_TASK',
    pii: 'PI3',
    views: [patrolLedgerProjection],
    target: 'household',
  })
  async openEvidence(
    @ReadingDoor() reading: Reading,
    @Param('householdId') householdId: string,
    @Param('sha256') sha256: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { purpose, caller } = reading;
    if (!purpose || !(await this.platform.purposes.concerns(purpose.code, purpose.ref, { householdId }))) {
      this.platform.accessLog.record(caller, {
        type: 'AccessDenied',
        data: { operation: 'openEvidence', reason: 'purpose', subjects: [householdId] },
      });
      throw new Forbidden('purpose', '打开佐证须注明目的(X-Purpose)及属于您的编号(X-Purpose-Ref)');
    }
    const view = await reading.views.of(patrolLedgerProjection);
    await visibleHead(view, householdId, reading);
    const [line] = await view.find({ page: householdId, evidenceHashes: sha256 }, { limit: 1 });
    const opened = line && (await this.platform.evidence.open(sha256));
    if (!opened) throw new NotFound('该户没有这份佐证，或已依法删除');
    const name = (await this.platform.evidence.stat(sha256))?.uploads[0]?.fileName ?? sha256;
    await this.platform.accessLog.recordDurably(caller, {
      type: 'EvidenceOpened',
      data: { sha256, subjects: [householdId] },
    });
    void reply
      .header('content-type', opened.contentType)
      .header('content-length', opened.size)
      .header('content-disposition', attachmentName(name))
      .send(opened.stream);
  }
}
