import type { FaultProxy } from '../../support/fault-proxy/fault-proxy.js';

/** A fault of the network and how long the app may need after its end. */
export interface Weather {
  readonly name: string;
  spoil(line: FaultProxy): Promise<void> | void;
  readonly normalWithinMs: number;
}

const NORMAL_WITHIN_MS = 5_000;
/** Connections that were refused are tried again by gRPC after pauses of its own, which begin at 1 s and grow (F54: 10 s). */
const REFUSED_WITHIN_MS = 10_000;
/** Nobody tells that the other side is gone: it is found out by silence, 10 s for a read store. */
const FORSAKEN_WITHIN_MS = 20_000;

const over = (name: string, spoil: Weather['spoil']): Weather => ({ name, spoil, normalWithinMs: NORMAL_WITHIN_MS });

/** One after the other, in this order. */
export const weathers: readonly Weather[] = [
  over('latency', (line) => line.slow(40)),
  over('reset', (line) => line.reset()),
  over('slicing', (line) => line.slice(5)),
  over('black hole', (line) => line.swallow()),
  over('cut before an answer', (line) => void line.cutNextAnswer()),
  { name: 'nobody there', spoil: (line) => line.refuse(), normalWithinMs: REFUSED_WITHIN_MS },
  over('black hole of answers', (line) => line.swallow(['down'])),
  { name: 'half-open', spoil: (line) => line.forsake(), normalWithinMs: FORSAKEN_WITHIN_MS },
];
