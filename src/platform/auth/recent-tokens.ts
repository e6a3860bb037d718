import type { Caller } from './caller.js';

interface Known {
  readonly caller: Caller;
  readonly since: number;
  readonly until: number;
}

const MOST = 5_000;
/** A token found good is believed this long; keys are kept longer than that anyway. */
const BELIEVED_SECONDS = 60;

/** Tokens just found good: checking a signature costs more than recording a fact, and a client sends the same one again and again. */
export class RecentTokens {
  private known = new Map<string, Known>();

  /** `now` and `expires` (tolerance included) in seconds. */
  remember(token: string, caller: Caller, now: number, expires: number): void {
    const oldest = this.known.size >= MOST ? this.known.keys().next() : undefined;
    if (oldest && !oldest.done) this.known.delete(oldest.value);
    this.known.set(token, { caller, since: now, until: Math.min(now + BELIEVED_SECONDS, expires) });
  }

  find(token: string, now: number): Caller | undefined {
    const found = this.known.get(token);
    if (!found) return undefined;
    if (found.since <= now && now < found.until) return found.caller;
    this.known.delete(token);
    return undefined;
  }
}
