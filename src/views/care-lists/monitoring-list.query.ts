import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { LocalDate } from '../../platform/fact.js';
import type { Page } from '../../platform/http/page.js';
import { limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import type { CareListsDocument } from './care-lists.projection.js';
import type { Beneficiary, CareListFilter, CareListHead } from './care-lists.query.js';
import { CARE_LIST_FIELDS, beneficiariesOf, careListHead, careListPage } from './care-lists.query.js';

export interface MonitoringFilter extends CareListFilter {
  readonly state?: 'MONITORED' | 'ENDED';
}

/** The last monitoring of a household as one caller may see it. */
export interface MonitoringRow extends CareListHead {
  readonly monitoringId: string | null;
  readonly category: string | null;
  /** The case by whose classification it began; null where it was begun by hand. */
  readonly caseRef: string | null;
  readonly beneficiaries: readonly Beneficiary[];
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  readonly endReason: string | null;
}

/** 低收入人口动态监测 (S26): who is monitored as what, in the order village, group, number. */
export class FindMonitoring extends Query<Page<MonitoringRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: MonitoringFilter,
  ) {
    super();
  }
}

@QueryHandler(FindMonitoring)
export class FindMonitoringHandler implements IQueryHandler<FindMonitoring> {
  async execute({ reading, filter }: FindMonitoring): Promise<Page<MonitoringRow>> {
    const limit = limitOf(filter);
    const found = await careListPage(reading, 'monitoring', filter, monitoredAs(filter));
    const shown = found.slice(0, limit);
    reading.seen(
      shown.map(({ _id }) => _id),
      CARE_LIST_FIELDS,
    );
    const rows = await Promise.all(shown.map((document) => monitoringRow(document, reading)));
    return pageOf('monitoring', found, limit, rows, ({ village, group, householdNo, _id }) => [
      village,
      group,
      householdNo,
      _id,
    ]);
  }
}

export function monitoredAs({ state = 'MONITORED' }: MonitoringFilter): { readonly monitoringState: string } {
  return { monitoringState: state };
}

export async function monitoringRow(document: CareListsDocument, reading: Reading): Promise<MonitoringRow> {
  const last = document.monitorings.at(-1);
  return {
    ...(await careListHead(document, reading)),
    monitoringId: last?.monitoringId ?? null,
    category: last?.category ?? null,
    caseRef: last?.caseRef ?? null,
    beneficiaries: await beneficiariesOf(last?.beneficiaries ?? [], document, reading),
    from: last?.from ?? null,
    until: last?.until ?? null,
    endReason: last?.endReason ?? null,
  };
}
