import type { Instant, LocalDate } from '../../../platform/fact.js';

/** One review that fell due by 24:00 of its day (every three months, rules.md, project default). */
export type WatchDuty = {
  readonly dueOn: LocalDate;
  /** When the review, or the end of the watch, was recorded; absent while it is awaited. */
  readonly settledAt?: Instant;
  /** True once it was written that the day passed without it. */
  readonly missed: boolean;
};

/** One stay on the watch list (观察名单): a family in real difficulty that is not eligible now (S28). */
export type Watch = {
  readonly watchId: string;
  readonly from: LocalDate;
  readonly until?: LocalDate;
  readonly reasonCodes: readonly string[];
  readonly ruleVersion: number;
  readonly caseRef?: string;
  readonly beneficiaries: readonly string[];
  /** Days of the reviews with what each found, oldest first. */
  readonly reviews: readonly { readonly on: LocalDate; readonly finding: string }[];
  /** Oldest first; of an open watch the last one is awaited. */
  readonly duties: readonly WatchDuty[];
  readonly releaseReason?: string;
};

export function openWatch(watches: readonly Watch[]): Watch | undefined {
  return watches.find(({ until }) => until === undefined);
}

/** The watches with one more, whose first review falls due on `nextReviewOn`. */
export function begunWatch(
  watches: readonly Watch[],
  { watchId, on, reasonCodes, ruleVersion, caseRef, beneficiaries, nextReviewOn }: Begun,
): readonly Watch[] {
  const reference = caseRef === undefined ? {} : { caseRef };
  const told = { watchId, from: on, reasonCodes, ruleVersion, ...reference, beneficiaries };
  return [...watches, { ...told, reviews: [], duties: [{ dueOn: nextReviewOn, missed: false }] }];
}

interface Begun extends Pick<Watch, 'watchId' | 'reasonCodes' | 'ruleVersion' | 'caseRef' | 'beneficiaries'> {
  readonly on: LocalDate;
  readonly nextReviewOn: LocalDate;
}

/** The watches with the open one reviewed; the next review falls due on `nextReviewOn`. */
export function reviewedWatch(
  watches: readonly Watch[],
  { watchId, on, finding, nextReviewOn }: Reviewed,
  recordedAt: Instant,
): readonly Watch[] {
  return watches.map((watch) =>
    watch.watchId !== watchId
      ? watch
      : {
          ...watch,
          reviews: [...watch.reviews, { on, finding }],
          duties: [...settled(watch.duties, recordedAt), { dueOn: nextReviewOn, missed: false }],
        },
  );
}

interface Reviewed {
  readonly watchId: string;
  readonly on: LocalDate;
  readonly finding: string;
  readonly nextReviewOn: LocalDate;
}

/** The watches with the open one ended; nothing is awaited any more, what was missed stays missed. */
export function releasedWatch(
  watches: readonly Watch[],
  { watchId, on, reason }: { readonly watchId: string; readonly on: LocalDate; readonly reason: string },
  recordedAt: Instant,
): readonly Watch[] {
  return watches.map((watch) =>
    watch.watchId === watchId
      ? { ...watch, until: on, releaseReason: reason, duties: settled(watch.duties, recordedAt) }
      : watch,
  );
}

export function missedWatch(
  watches: readonly Watch[],
  { watchId, reviewOn }: { readonly watchId: string; readonly reviewOn: LocalDate },
): readonly Watch[] {
  return watches.map((watch) =>
    watch.watchId === watchId
      ? { ...watch, duties: watch.duties.map((duty) => (duty.dueOn === reviewOn ? { ...duty, missed: true } : duty)) }
      : watch,
  );
}

/** Days of reviews that were missed and are awaited still. */
export function awaitedMisses(watches: readonly Watch[]): readonly LocalDate[] {
  return watches
    .flatMap(({ duties }) => duties)
    .filter(({ missed, settledAt }) => missed && settledAt === undefined)
    .map(({ dueOn }) => dueOn);
}

function settled(duties: readonly WatchDuty[], settledAt: Instant): readonly WatchDuty[] {
  return duties.map((duty) => (duty.settledAt === undefined ? { ...duty, settledAt } : duty));
}
