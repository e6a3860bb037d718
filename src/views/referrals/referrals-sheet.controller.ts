import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { departmentNames } from '../../aggregates/case/codes.js';
import { QueryEndpoint } from '../../platform/http/endpoint.js';
import { sendListSheet, townshipOf } from '../../platform/http/list-sheet.js';
import type { Reading } from '../../platform/http/reading.js';
import { ReadingDoor } from '../../platform/http/reading.js';
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
    const { town, village, department, state } = query;
    await sendListSheet(this.platform, reading, reply, {
      projection: referralsProjection,
      title: '社会救助转介清单',
      name: '转介清单',
      unit: unitOf(reading, town),
      asked: { town, village, department, state },
      documents: [...documents],
      columns: referralColumns,
      rows,
    });
  }
}

/** A department prints its own, whichever township sent it. */
function unitOf(reading: Reading, town: string | undefined): string {
  const { role, org } = reading.caller;
  return role === 'DEPARTMENT' ? (departmentNames[org] ?? org) : townshipOf(reading, town);
}
