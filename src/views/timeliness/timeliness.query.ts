import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { endOfDay, epochMillisOf, startOfDay } from '../../platform/calendar/local-date.js';
import type { Instant, LocalDate } from '../../platform/fact.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { TimelinessDocument } from './timeliness.projection.js';
import { timelinessProjection } from './timeliness.projection.js';

/** From one station of a case to the next, and from the first to the last. */
export const stepNames = {
  REPORT: '发现到上报',
  VISIT: '上报到入户',
  DECISION: '入户到决定',
  AID: '决定到救助',
  WHOLE: '发现到救助',
} as const;
export type Step = keyof typeof stepNames;

const ends: Readonly<Record<Step, readonly [from: Station, to: Station]>> = {
  REPORT: ['discoveredAt', 'reportedAt'],
  VISIT: ['reportedAt', 'visitedAt'],
  DECISION: ['visitedAt', 'decidedAt'],
  AID: ['decidedAt', 'aidedAt'],
  WHOLE: ['discoveredAt', 'aidedAt'],
};
type Station = 'discoveredAt' | 'reportedAt' | 'visitedAt' | 'decidedAt' | 'aidedAt';

export interface TimelinessFilter {
  readonly town?: string;
  /** First and last day of discovery, both included. */
  readonly from?: LocalDate;
  readonly until?: LocalDate;
}

export interface TimelinessRow {
  readonly townCode: string;
  readonly townName: string;
  readonly step: Step;
  readonly stepName: string;
  /** Cases that have taken the step. */
  readonly cases: number;
  /** Elapsed hours, begun ones left out: of the middle case, of an even number the earlier of the two. */
  readonly medianHours: number;
  /** Nine cases of ten took no longer. */
  readonly p90Hours: number;
}

/** How long cases of the area took from one station to the next, township by township in the order of code. */
export class FindTimeliness extends Query<{ readonly rows: readonly TimelinessRow[] }> {
  constructor(
    readonly reading: Reading,
    readonly filter: TimelinessFilter,
  ) {
    super();
  }
}

@QueryHandler(FindTimeliness)
export class FindTimelinessHandler implements IQueryHandler<FindTimeliness> {
  async execute({ reading, filter }: FindTimeliness): Promise<{ readonly rows: readonly TimelinessRow[] }> {
    return { rows: timelinessRows(await timelinessIn(reading, filter), reading) };
  }
}

/** The cases discovered in the days asked for. */
export async function timelinessIn(
  reading: Reading,
  { town, from, until }: TimelinessFilter,
): Promise<readonly TimelinessDocument[]> {
  const discoveredAt = {
    ...(from === undefined ? {} : { $gte: startOfDay(from) }),
    ...(until === undefined ? {} : { $lte: endOfDay(until) }),
  };
  const asked = {
    ...(town === undefined ? {} : { town }),
    ...(Object.keys(discoveredAt).length === 0 ? {} : { discoveredAt }),
  };
  const view = await reading.views.of(timelinessProjection);
  return view.find({ $and: [areaFilter(reading.area), asked] }, { sort: { town: 1, discoveredAt: 1, _id: 1 } });
}

export function timelinessRows(
  documents: readonly TimelinessDocument[],
  { rules: { divisions } }: Pick<Reading, 'rules'>,
): readonly TimelinessRow[] {
  const towns = [...new Set(documents.map(({ town }) => town))].sort();
  return towns.flatMap((townCode) => {
    const own = documents.filter(({ town }) => town === townCode);
    const townName = divisions.nameOf(townCode);
    return (Object.keys(stepNames) as Step[]).flatMap((step): readonly TimelinessRow[] => {
      const hours = own.flatMap((document) => hoursOf(document, step)).sort((one, other) => one - other);
      if (hours.length === 0) return [];
      const [medianHours, p90Hours] = [rank(hours, 0.5), rank(hours, 0.9)];
      return [{ townCode, townName, step, stepName: stepNames[step], cases: hours.length, medianHours, p90Hours }];
    });
  });
}

/** What came before its turn, as money before the visit, took no time. */
function hoursOf(document: TimelinessDocument, step: Step): readonly number[] {
  const [from, to] = ends[step].map((station): Instant | undefined => document[station]);
  if (from === undefined || to === undefined) return [];
  return [Math.max(0, Math.floor((epochMillisOf(to) - epochMillisOf(from)) / 3_600_000))];
}

/** The nearest rank: the smallest value that this share of all does not exceed. */
function rank(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}
