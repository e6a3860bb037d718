const FIRST_MS = 100;
/** A store that is back after however long is to be used again within 5 s, reading on from where one stood included. */
const LONGEST_MS = 1_000;

/** Pause before the n-th repetition (from 0): doubles up to 1 s, half of it by chance so that processes spread out. */
export function backoff(attempt: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 20));
  return longest / 2 + (Math.random() * longest) / 2;
}
