import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { departmentNames } from '../../aggregates/case/codes.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
import { sealedHash, sendSheet, sheetFrame } from '../../platform/http/sheet-answer.js';
import { Platform } from '../../platform/platform.js';
import { ReferralsQuery } from './referrals.controller.js';
import type { ReferralsDocument } from './referrals.projection.js';
import { referralsProjection } from './referrals.projection.js';
import type { ReferralRow } from './referrals.query.js';
import { eachReferral } from './referrals.query.js';
import { referralColumns } from './referrals.spreadsheet.js';

@Controller('referrals.xlsx')
export class ReferralsSheetController {
  constructor(private readonly platform: Platform) {}

  @Get()
  @QueryEndpoint({
    operation: 'exportReferrals',
    summary: '下载转介清单(xlsx)',
    roles: ['OFFICER', 'REVIEWER', 'BUREAU', 'DEPARTMENT'],
    pii: 'PI0',
    views: [referralsProjection],
  })
  async exportReferrals(
    @ReadingDoor() reading: Reading,
    @Query() query: ReferralsQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const rows: ReferralRow[] = [];
    const documents = new Set<ReferralsDocument>();
    for await (const { document, row } of eachReferral(reading, query)) {
      documents.add(document);
      rows.push(row);
    }
    const contentHash = await sealedHash([...documents]);
    const unit = unitOf(reading, query.town);
    const layout = {
      ...(await sheetFrame(this.platform, reading, referralsProjection, contentHash)),
      name: '转介清单',
      title: '社会救助转介清单',
      unit,
      orientation: 'landscape' as const,
      columns: referralColumns,
      rows,
      emptyRows: 0,
    };
    const { town, village, department, state } = query;
    const asked = Object.entries({ town, village, department, state });
    sendSheet(this.platform, reading, reply, {
      fileName: `${layout.title}-${unit}-${localDateOf(reading.now)}.xlsx`,
      view: 'referrals',
      filters: Object.fromEntries(asked.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
      sheets: [layout],
      contentHash,
      subjects: [],
    });
  }
}

/** A department prints its own, whichever township sent it. */
function unitOf({ area, caller, rules: { divisions } }: Reading, town: string | undefined): string {
  if (caller.role === 'DEPARTMENT') return departmentNames[caller.org] ?? caller.org;
  const own = area.kind === 'towns' ? area.towns[0] : undefined;
  return divisions.township(town ?? own ?? '')?.name ?? '宁国市';
}
