import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Forbidden, NotFound, ShapeBroken } from '../../platform/change/refusals.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import type { StatedPurpose } from '../../platform/http/request-state.js';
import { Codes, Id } from '../../platform/http/shape.js';
import { Platform } from '../../platform/platform.js';
import type { FieldGroup, SealedBox } from '../../platform/sealing/sealed-box.js';
import type { PageHead } from './patrol-ledger.projection.js';
import { patrolLedgerProjection } from './patrol-ledger.projection.js';
import { visibleHead } from './patrol-ledger.query.js';

const revealable = {
  idNo: '身份证号',
  phone: '电话',
  address: '住址',
  birthYearMonth: '出生年月',
  health: '健康',
  disability: '残疾',
};

export class RevealBody {
  @Codes(revealable, { description: '要揭示的字段' }) fields: string[];
  @Id({ description: '家庭成员；住址不必填', optional: true }) memberId?: string;
}

/** Particulars in full, one household at a time, for a stated purpose (PI2, PI3 of the privacy table). */
@Controller('households/:householdId/reveals')
export class RevealController {
  constructor(private readonly platform: Platform) {}

  @Post()
  @HttpCode(200)
  @QueryEndpoint({
    operation: 'revealParticulars',
    summary: '揭示个人信息(须注明目的)',
    roles: ['COORDINATOR', 'OFFICER', 'REVIEWER', 'BUREAU', 'AUDITOR'],
    purpose: 'VISIT_TASK',
    pii: 'PI3',
    views: [patrolLedgerProjection],
    target: 'household',
  })
  async revealParticulars(
    @ReadingDoor() reading: Reading,
    @Param('householdId') householdId: string,
    @Body() { fields, memberId }: RevealBody,
  ): Promise<{ householdId: string; memberId: string | null; values: Readonly<Record<string, string | null>> }> {
    if (fields.length === 0) throw new ShapeBroken([{ pointer: '/fields', sentence: '至少选择一个字段' }]);
    const purpose = await this.purposeFor(householdId, reading);
    const head = await visibleHead(await reading.views.of(patrolLedgerProjection), householdId, reading);
    const boxes = boxesOf(head, memberId, fields);
    // The record stands before the bytes leave; if it cannot be written nothing is revealed.
    await this.platform.accessLog.recordDurably(reading.caller, {
      type: 'SensitiveDataViewed',
      data: {
        operation: 'revealParticulars',
        subjects: [householdId, ...(memberId === undefined ? [] : [memberId])],
        fields,
        kind: 'revealed',
        purposeCode: purpose.code,
        purposeRef: purpose.ref,
        resultCount: 1,
        channel: 'api',
      },
    });
    const values = await Promise.all(
      Object.entries(boxes).map(
        async ([field, box]) => [field, box ? await reading.open.revealed(box.box, box.group) : null] as const,
      ),
    );
    return { householdId, memberId: memberId ?? null, values: Object.fromEntries(values) };
  }

  /** A visit task opens the household it names, a case that of its family, and neither any other. */
  private async purposeFor(householdId: string, { purpose, caller }: Reading): Promise<StatedPurpose> {
    if (purpose && (await this.platform.purposes.concerns(purpose.code, purpose.ref, { householdId }))) return purpose;
    this.platform.accessLog.record(caller, {
      type: 'AccessDenied',
      data: { operation: 'revealParticulars', reason: 'purpose', subjects: [householdId] },
    });
    throw new Forbidden('purpose', '揭示个人信息须注明目的(X-Purpose)及属于您的编号(X-Purpose-Ref)');
  }
}

type Boxes = Readonly<Record<string, { readonly box: SealedBox; readonly group: FieldGroup } | undefined>>;

function boxesOf(head: PageHead, memberId: string | undefined, fields: readonly string[]): Boxes {
  const member = head.members.find(({ particulars }) => particulars.memberId === memberId)?.particulars;
  if (memberId !== undefined && !member) throw new NotFound('该户没有这名成员', '/memberId');
  const personal = fields.findIndex((field) => field !== 'address');
  if (personal >= 0 && !member) throw new ShapeBroken([{ pointer: '/memberId', sentence: '揭示成员的信息须注明成员' }]);
  const sealed: Boxes = {
    address: { box: head.address, group: 'PI2' },
    phone: member?.phone && { box: member.phone, group: 'PI2' },
    idNo: member?.idNo && { box: member.idNo, group: 'PI3' },
    birthYearMonth: member?.birthYearMonth && { box: member.birthYearMonth, group: 'PI3' },
    health: member?.health && { box: member.health, group: 'PI3' },
    disability: member?.disability && { box: member.disability, group: 'PI3' },
  };
  return Object.fromEntries(fields.map((field) => [field, sealed[field]]));
}
