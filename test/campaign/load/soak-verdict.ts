import type { Memory } from './memory.js';
import type { Slope } from './slope.js';
import { slopeOf } from './slope.js';

/** What was left after a slice of load. */
export interface MemorySample extends Memory {
  readonly hours: number;
  /** Of the slice before it. */
  readonly answers: number;
}

type Kind = 'heap' | 'rss';

const MEGABYTE = 1e6;
const MOST_PER_HOUR = 1;
const names: Readonly<Record<Kind, string>> = { heap: 'the heap', rss: 'RSS' };
/** What lasts no longer than a turn of the event loop: the moment of counting decides whether it is there. */
const NOT_COUNTED = ['Immediate', 'TickObject'];

/** Slopes in MB/h with half the width of their 95 % confidence interval, over all samples and in either half of them. */
export function slopesOf(samples: readonly MemorySample[]): Record<string, number | string> {
  const [first, last] = [samples[0], samples.at(-1)];
  return {
    heapMbPerHour: course(samples, 'heap'),
    rssMbPerHour: course(samples, 'rss'),
    heapMb: (last?.heap ?? 0) / MEGABYTE,
    rssMb: (last?.rss ?? 0) / MEGABYTE,
    handlesFirst: first ? handlesOf(first) : 0,
    handlesLast: last ? handlesOf(last) : 0,
    threads: last?.threads ?? 0,
  };
}

/**
 * Growth counts when it is certainly steeper than the limit, in the first half of the samples and in the second: one
 * slope over a handful of noisy samples, taken for an hour, would be hundreds of megabytes of nothing. A leak goes on;
 * where growth has certainly halved meanwhile, a server was still learning, and the run was too short to judge it.
 */
export function memoryFaults(samples: readonly MemorySample[]): readonly string[] {
  const growth = (['heap', 'rss'] as const).flatMap((kind) => {
    const [first, second] = halves(samples).map((half) => slope(half, kind));
    if (!first || !second || leastOf(first) <= MOST_PER_HOUR || leastOf(second) <= MOST_PER_HOUR) return [];
    const slopes = `${told(first)}, then ${told(second)} MB/h`;
    return second.perHour + second.uncertainty < leastOf(first) / 2
      ? [`${names[kind]} had not levelled off (${slopes}): warm up for longer`]
      : [`${names[kind]} grew by ${slopes} of requests that leave nothing`];
  });
  return [...growth, ...handleFaults(samples)];
}

function leastOf({ perHour, uncertainty }: Slope): number {
  return perHour - uncertainty;
}

/** Handles of which there were at all times of the second half more than at any time of the first. */
function handleFaults(samples: readonly MemorySample[]): readonly string[] {
  const [first, second] = halves(samples);
  const before = Math.max(...first.map(handlesOf));
  const after = Math.min(...second.map(handlesOf));
  return after > before ? [`open handles grew from ${before} to ${after}`] : [];
}

/** Growth of the heap from the first sample to the last, for each answer in between. */
export function bytesPerAnswer(samples: readonly MemorySample[]): number {
  const answers = samples.slice(1).reduce((sum, sample) => sum + sample.answers, 0);
  return ((samples.at(-1)?.heap ?? 0) - (samples[0]?.heap ?? 0)) / answers;
}

function halves(
  samples: readonly MemorySample[],
): readonly [first: readonly MemorySample[], second: readonly MemorySample[]] {
  const half = Math.ceil(samples.length / 2);
  return [samples.slice(0, half), samples.slice(half)];
}

function slope(samples: readonly MemorySample[], kind: Kind): Slope {
  return slopeOf(samples.map((sample) => ({ hours: sample.hours, value: sample[kind] / MEGABYTE })));
}

function course(samples: readonly MemorySample[], kind: Kind): string {
  const ofHalves = halves(samples).map((half) => told(slope(half, kind)));
  return `${told(slope(samples, kind))} (${ofHalves.join(', then ')})`;
}

function told({ perHour, uncertainty }: Slope): string {
  return `${perHour.toFixed(1)} ± ${uncertainty.toFixed(1)}`;
}

function handlesOf({ resources }: Memory): number {
  return Object.entries(resources).reduce((sum, [type, count]) => (NOT_COUNTED.includes(type) ? sum : sum + count), 0);
}
