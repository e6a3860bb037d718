import type { LoadReport } from './tally.js';

export const CLERKS = 20;
/** The first clerk sends half of everything. */
export const GREEDY = 0;
const GOODPUT_OF_PEAK = 0.8;
/** What each of the others gets of an equal share, and what anybody gets at most. */
const LEAST_SHARE = 0.6;
const MOST_SHARE = 1.5;
/** In a few seconds: when all others have left, the last second's waiting requests of the greedy one are served too. */
const MOST_SHARE_IN_SHORT = 5;
const FORESEEN = ['200', '429', '503', 'unsent'];

/** One phase of load. */
export interface Measured extends LoadReport {
  /** 2xx answers per second of the server's processor: what other programs of the machine cannot take away. */
  readonly perCpuSecond: number;
}

/** The best before the flood and after it: households have become fuller meanwhile, and every visit dearer. */
export interface Peaks {
  readonly before: Measured;
  readonly after: Measured;
}

export function figuresOf(peaks: Peaks, flood: Measured): Record<string, number | string> {
  const others = sharesOf(flood).slice(1);
  return {
    peakPerSecond: peaks.before.perSecond,
    peakAfterPerSecond: peaks.after.perSecond,
    peakP99Ms: peaks.before.p99,
    goodputPerSecond: flood.perSecond,
    goodputOfPeak: shareOfPeak(peaks, flood, 'perSecond'),
    goodputOfPeakPerCpuSecond: shareOfPeak(peaks, flood, 'perCpuSecond'),
    goodputP99Ms: flood.p99,
    answers: Object.entries(flood.count)
      .map(([status, count]) => `${status}×${count}`)
      .join(' '),
    greedyOfEqualShare: sharesOf(flood)[GREEDY] ?? 0,
    leastOfEqualShare: Math.min(...others),
    mostOfEqualShare: Math.max(...others),
    loadCpu: flood.ownCpu,
  };
}

/** What each clerk got, in equal shares: 1 for everybody would be perfectly fair. */
function sharesOf({ clients, perSecond }: LoadReport): readonly number[] {
  return Array.from({ length: CLERKS }, (_, n) => ((clients[`clerk-${n}`]?.perSecond ?? 0) * CLERKS) / perSecond);
}

function shareOfPeak({ before, after }: Peaks, flood: Measured, what: 'perSecond' | 'perCpuSecond'): number {
  return flood[what] / ((before[what] + after[what]) / 2);
}

export function goodputFaults(peaks: Peaks, flood: Measured, short: boolean): readonly string[] {
  const worked = shareOfPeak(peaks, flood, 'perCpuSecond');
  const seen = shareOfPeak(peaks, flood, 'perSecond');
  // A few seconds of a machine that runs other tests too say roughly what was done, in either measure.
  const least = short ? GOODPUT_OF_PEAK / 2 : GOODPUT_OF_PEAK;
  return [
    ...(worked < least ? [`a processor second did ${percent(worked)} of what it did at the peak`] : []),
    ...(seen < least ? [`goodput was ${percent(seen)} of the peak`] : []),
  ];
}

export function answerFaults({ count }: LoadReport, withoutRetryAfter: number): readonly string[] {
  const strange = Object.entries(count).filter(([status]) => !FORESEEN.includes(status));
  return [
    ...strange.map(([status, times]) => `${times} requests ended with ${status}`),
    ...(withoutRetryAfter > 0 ? [`${withoutRetryAfter} refusals did not say when to come again`] : []),
    ...((count['429'] ?? 0) + (count['503'] ?? 0) === 0 ? ['nothing was refused: that was no overload'] : []),
  ];
}

export function shareFaults(flood: LoadReport, short: boolean): readonly string[] {
  const shares = sharesOf(flood);
  const most = short ? MOST_SHARE_IN_SHORT : MOST_SHARE;
  return shares.flatMap((share, clerk) => {
    if (share > most) return [`clerk ${clerk} got ${share.toFixed(2)} equal shares`];
    if (clerk !== GREEDY && share < LEAST_SHARE)
      return [`clerk ${clerk} got only ${share.toFixed(2)} of an equal share`];
    return [];
  });
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
