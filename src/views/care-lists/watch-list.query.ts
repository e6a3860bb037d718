import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { LapsedReason } from '../../aggregates/case/refusal-grounds.js';
import { lapsedReasons } from '../../aggregates/case/refusal-grounds.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate } from '../../platform/fact.js';
import type { Page } from '../../platform/http/page.js';
import { limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import type { CareListsDocument } from './care-lists.projection.js';
import type { Beneficiary, CareListFilter, CareListHead } from './care-lists.query.js';
import { CARE_LIST_FIELDS, beneficiariesOf, careListHead, careListPage } from './care-lists.query.js';

export interface WatchListFilter extends CareListFilter {
  readonly state?: 'ON_WATCH' | 'RELEASED';
  /** Whether some reason may hold no longer by the rules in force. */
  readonly reasonNoLongerHolds?: 'true' | 'false';
}

/** The last watch of a household as one caller may see it. */
export interface WatchListRow extends CareListHead {
  readonly watchId: string | null;
  readonly since: LocalDate | null;
  readonly reasonCodes: readonly string[];
  /** Which of the reasons the rules in force no longer bear out, and why. */
  readonly noLongerHolds: readonly LapsedReason[];
  readonly caseRef: string | null;
  readonly beneficiaries: readonly Beneficiary[];
  readonly lastReviewedOn: LocalDate | null;
  readonly lastFinding: string | null;
  /** Null once the watch has ended. */
  readonly nextReviewOn: LocalDate | null;
  /** The day of the next review has passed. */
  readonly overdue: boolean;
  /** Days of reviews that were missed, oldest first. */
  readonly missed: readonly LocalDate[];
  readonly releasedOn: LocalDate | null;
  readonly releaseReason: string | null;
}

/** 观察名单: who is observed, why and until when he is looked at again, in the order village, group, number. */
export class FindWatchList extends Query<Page<WatchListRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: WatchListFilter,
  ) {
    super();
  }
}

@QueryHandler(FindWatchList)
export class FindWatchListHandler implements IQueryHandler<FindWatchList> {
  async execute({ reading, filter }: FindWatchList): Promise<Page<WatchListRow>> {
    const limit = limitOf(filter);
    const found = await careListPage(reading, 'watch-list', filter, watchedAs(filter), keptOf(filter, reading));
    const shown = found.slice(0, limit);
    reading.seen(
      shown.map(({ _id }) => _id),
      CARE_LIST_FIELDS,
    );
    const rows = await Promise.all(shown.map((document) => watchListRow(document, reading)));
    return pageOf('watch-list', found, limit, rows, ({ village, group, householdNo, _id }) => [
      village,
      group,
      householdNo,
      _id,
    ]);
  }
}

export function watchedAs({ state = 'ON_WATCH' }: WatchListFilter): { readonly watchState: string } {
  return { watchState: state };
}

/** Told at reading: what still holds follows the rules in force and stands in no document. */
export function keptOf(
  { reasonNoLongerHolds }: WatchListFilter,
  reading: Reading,
): ((document: CareListsDocument) => boolean) | undefined {
  if (reasonNoLongerHolds === undefined) return undefined;
  return (document) => lapsedOf(document, reading).length > 0 === (reasonNoLongerHolds === 'true');
}

function lapsedOf({ watches }: CareListsDocument, { rules, now }: Reading): readonly LapsedReason[] {
  const watch = watches.at(-1);
  if (!watch) return [];
  const { reasonCodes, ruleVersion, from: on } = watch;
  return lapsedReasons({ reasonCodes, ruleVersion, on }, rules, localDateOf(now));
}

export async function watchListRow(document: CareListsDocument, reading: Reading): Promise<WatchListRow> {
  const watch = document.watches.at(-1);
  const awaited = watch?.duties.find(({ settledAt }) => settledAt === undefined)?.dueOn;
  const lastReview = watch?.reviews.at(-1);
  return {
    ...(await careListHead(document, reading)),
    watchId: watch?.watchId ?? null,
    since: watch?.from ?? null,
    reasonCodes: watch?.reasonCodes ?? [],
    noLongerHolds: lapsedOf(document, reading),
    caseRef: watch?.caseRef ?? null,
    beneficiaries: await beneficiariesOf(watch?.beneficiaries ?? [], document, reading),
    lastReviewedOn: lastReview?.on ?? null,
    lastFinding: lastReview?.finding ?? null,
    nextReviewOn: awaited ?? null,
    overdue: awaited !== undefined && awaited < localDateOf(reading.now),
    missed: watch?.duties.filter(({ missed }) => missed).map(({ dueOn }) => dueOn) ?? [],
    releasedOn: watch?.until ?? null,
    releaseReason: watch?.releaseReason ?? null,
  };
}
