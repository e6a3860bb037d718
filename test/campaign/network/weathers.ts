import type { FaultProxy } from '../../support/fault-proxy/fault-proxy.js';

/** A fault of the network. */
export interface Weather {
  readonly name: string;
  spoil(line: FaultProxy): Promise<void> | void;
}

/** After its end the app is back to normal within this time, whatever it was. */
export const NORMAL_WITHIN_MS = 5_000;

/** One after the other, in this order. */
export const weathers: readonly Weather[] = [
  { name: 'latency', spoil: (line) => line.slow(40) },
  { name: 'reset', spoil: (line) => line.reset() },
  { name: 'slicing', spoil: (line) => line.slice(5) },
  { name: 'black hole', spoil: (line) => line.swallow() },
  { name: 'cut before an answer', spoil: (line) => void line.cutNextAnswer() },
  { name: 'nobody there', spoil: (line) => line.refuse() },
  { name: 'black hole of answers', spoil: (line) => line.swallow(['down']) },
  { name: 'half-open', spoil: (line) => line.forsake() },
];
