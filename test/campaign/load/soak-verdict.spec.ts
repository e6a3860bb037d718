import type { MemorySample } from './soak-verdict.js';
import { bytesPerAnswer, memoryFaults } from './soak-verdict.js';

const MEGABYTE = 1e6;
/** Half a minute, in hours. */
const SLICE = 1 / 120;
const NOISE = [0.1, -0.2, 0.15, -0.05, 0, 0.2, -0.1];

/** Forty slices, with heap and RSS in MB and the number of sockets as these functions say. */
function samples(heap: (n: number) => number, rss = heap, sockets: (n: number) => number = () => 5): MemorySample[] {
  return Array.from({ length: 40 }, (_, n) => ({
    hours: n * SLICE,
    answers: 1000,
    heap: (heap(n) + (NOISE[n % NOISE.length] ?? 0)) * MEGABYTE,
    rss: (rss(n) + (NOISE[n % NOISE.length] ?? 0)) * MEGABYTE,
    threads: 3,
    resources: { TCPSocketWrap: sockets(n), Immediate: n },
  }));
}

const flat = (): number => 60;
const leaking =
  (perHour: number) =>
  (n: number): number =>
    60 + n * SLICE * perHour;
const levellingOff = (n: number): number => 60 - 20 * Math.exp(-n / 6);

describe('what forty slices tell of a server’s memory', () => {
  it('is nothing when it only trembles', () => {
    expect(memoryFaults(samples(flat))).toEqual([]);
  });

  it('is a leak when it certainly rises by more than a megabyte an hour, all the time', () => {
    expect(memoryFaults(samples(leaking(20), flat))).toEqual([
      'the heap grew by 20.2 ± 1.4, then 20.1 ± 1.3 MB/h of requests that leave nothing',
    ]);
    expect(memoryFaults(samples(flat, leaking(20)))).toEqual([
      'RSS grew by 20.2 ± 1.4, then 20.1 ± 1.3 MB/h of requests that leave nothing',
    ]);
  });

  it('is no leak when it rises within what is allowed, or no more than it trembles', () => {
    expect(memoryFaults(samples(leaking(0.9)))).toEqual([]);
    expect(memoryFaults(samples((n) => leaking(2)(n) + (n % 2) * 3))).toEqual([]);
  });

  it('is no leak when it has levelled off, and no verdict as long as it is only about to', () => {
    expect(memoryFaults(samples((n) => levellingOff(n * 2)))).toEqual([]);
    expect(memoryFaults(samples(levellingOff, flat))).toEqual([
      'the heap had not levelled off (107.4 ± 21.8, then 3.9 ± 1.6 MB/h): warm up for longer',
    ]);
  });

  it('is a loss of handles when the second half never comes down to what the first half had at most', () => {
    expect(memoryFaults(samples(flat, flat, (n) => 5 + Math.floor(n / 10)))).toEqual(['open handles grew from 6 to 7']);
    expect(memoryFaults(samples(flat, flat, (n) => 5 + (n % 3)))).toEqual([]);
  });

  it('is told for each answer of a load that may leave something', () => {
    const grown = samples((n) => 60 + n * 0.39).map((sample) => ({ ...sample, heap: Math.round(sample.heap) }));
    expect(bytesPerAnswer([grown[0], grown[35]].flatMap((sample) => sample ?? []))).toBe(13_650);
  });
});
