import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Forbidden, ShapeBroken } from '../../platform/change/refusals.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import type { StatedPurpose } from '../../platform/http/request-state.js';
import { Codes } from '../../platform/http/shape.js';
import { Platform } from '../../platform/platform.js';
import type { CaseParticular, SealedParticular } from './case-particulars.js';
import { caseParticularNames, caseParticulars } from './case-particulars.js';

export class CaseRevealBody {
  @Codes(caseParticularNames, { description: '要揭示的字段' }) fields: CaseParticular[];
}

/** What a case itself knows of people on no roster, in full, one case at a time, for a stated purpose. */
@Controller('cases/:caseId/reveals')
export class CaseRevealController {
  constructor(private readonly platform: Platform) {}

  @Post()
  @HttpCode(200)
  @QueryEndpoint({
    operation: 'revealCaseParticulars',
    summary: '揭示个案中的个人信息(须注明目的)',
    roles: ['COORDINATOR', 'OFFICER', 'REVIEWER', 'HOTLINE', 'BUREAU', 'AUDITOR'],
    purpose: 'OPEN_CASE',
    pii: 'PI3',
    views: [],
    target: 'case',
  })
  async revealCaseParticulars(
    @ReadingDoor() reading: Reading,
    @Param('caseId') caseId: string,
    @Body() { fields }: CaseRevealBody,
  ): Promise<{ caseId: string; values: Readonly<Record<string, string | null>> }> {
    if (fields.length === 0) throw new ShapeBroken([{ pointer: '/fields', sentence: '至少选择一个字段' }]);
    const purpose = await this.purposeFor(caseId, reading);
    const known = await this.known(caseId, reading);
    const boxes = fields.map((field) => [field, known[field]] as const);
    // The record stands before the bytes leave; if it cannot be written nothing is revealed.
    await this.platform.accessLog.recordDurably(reading.caller, {
      type: 'SensitiveDataViewed',
      data: {
        operation: 'revealCaseParticulars',
        subjects: [...new Set([caseId, ...boxes.flatMap(([, sealed]) => sealed?.box.subject ?? [])])],
        caseRef: caseId,
        fields,
        kind: 'revealed',
        purposeCode: purpose.code,
        purposeRef: purpose.ref,
        resultCount: 1,
        channel: 'api',
      },
    });
    const values = boxes.map(
      async ([field, sealed]) =>
        [field, sealed ? await reading.open.revealed(sealed.box, sealed.group) : null] as const,
    );
    return { caseId, values: Object.fromEntries(await Promise.all(values)) };
  }

  /** Read from the stream itself, whose facts hold the boxes. */
  private async known(
    caseId: string,
    { asOf = Number.MAX_SAFE_INTEGER }: Reading,
  ): Promise<Readonly<Partial<Record<CaseParticular, SealedParticular>>>> {
    const facts = await this.platform.store.read(`case-${caseId}`);
    return caseParticulars(facts.filter(({ position }) => position <= asOf));
  }

  private async purposeFor(caseId: string, { purpose, caller }: Reading): Promise<StatedPurpose> {
    if (purpose && (await this.platform.purposes.concerns(purpose.code, purpose.ref, { caseId }))) return purpose;
    this.platform.accessLog.record(caller, {
      type: 'AccessDenied',
      data: { operation: 'revealCaseParticulars', reason: 'purpose', subjects: [caseId] },
    });
    throw new Forbidden('purpose', '揭示个人信息须注明目的(X-Purpose)及属于您的编号(X-Purpose-Ref)');
  }
}
