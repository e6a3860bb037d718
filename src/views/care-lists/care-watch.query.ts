import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { LocalDate } from '../../platform/fact.js';
import type { Page } from '../../platform/http/page.js';
import { limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { entryOf } from '../../platform/change/entry-of.js';
import type { CareListsDocument } from './care-lists.projection.js';
import type { CareListFilter, CareListHead } from './care-lists.query.js';
import { CARE_LIST_FIELDS, careListHead, careListPage } from './care-lists.query.js';

export interface CareWatchFilter extends CareListFilter {
  readonly state?: 'OPEN' | 'ENDED';
}

export interface WatchedRisk {
  readonly riskId: string;
  readonly memberId: string;
  readonly name: string | null;
  readonly kind: string;
  readonly from: LocalDate;
  /** Null while the risk is open. */
  readonly until: LocalDate | null;
}

/** A household somebody of which may be ill cared for, as one caller may see it. */
export interface CareWatchRow extends CareListHead {
  readonly risks: readonly WatchedRisk[];
}

/** 照料关注 (S22): who may be ill cared for and since when, in the order village, group, number. */
export class FindCareWatch extends Query<Page<CareWatchRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: CareWatchFilter,
  ) {
    super();
  }
}

@QueryHandler(FindCareWatch)
export class FindCareWatchHandler implements IQueryHandler<FindCareWatch> {
  async execute({ reading, filter }: FindCareWatch): Promise<Page<CareWatchRow>> {
    const limit = limitOf(filter);
    const found = await careListPage(reading, 'care-watch', filter, atRisk(filter));
    const shown = found.slice(0, limit);
    reading.seen(
      shown.map(({ _id }) => _id),
      CARE_LIST_FIELDS,
    );
    const rows = await Promise.all(shown.map((document) => careWatchRow(document, reading)));
    return pageOf('care-watch', found, limit, rows, ({ village, group, householdNo, _id }) => [
      village,
      group,
      householdNo,
      _id,
    ]);
  }
}

export function atRisk({ state = 'OPEN' }: CareWatchFilter): { readonly riskState: string } {
  return { riskState: state };
}

export async function careWatchRow(document: CareListsDocument, reading: Reading): Promise<CareWatchRow> {
  const { names, risks } = document;
  return {
    ...(await careListHead(document, reading)),
    risks: await Promise.all(
      risks.map(async ({ riskId, memberId, kind, from, until = null }) => {
        return { riskId, memberId, name: await reading.open.name(entryOf(names, memberId)), kind, from, until };
      }),
    ),
  };
}
