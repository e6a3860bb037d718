import { toInstant } from '../calendar/local-date.js';
import type { Instant } from '../fact.js';
import type { Platform } from '../platform.js';
import { problem } from './problem.js';
import { Refusal } from './refusal.js';

/** A moment in the life of the log: the last fact included, and when that is. */
export interface Moment {
  readonly position: number;
  readonly instant: Instant;
}

/**
 * The moment that a query parameter names: a position token or an instant.
 * Throws Refusal (422) for anything else and for what has not come yet, (410) for a token of another log.
 */
export async function instantOf(platform: Platform, said: string, name: string): Promise<Moment> {
  if (/^[0-9a-f-]{36}:\d+$/.test(said)) {
    const given = await platform.positionOf(said);
    if (given > (await platform.store.head())) throw refused(name, '截至时间不能晚于当前时间');
    const position = await platform.lastFact(given);
    return { position, instant: await platform.instantAt(position) };
  }
  const instant = toInstant(said);
  if (instant === undefined) throw refused(name, '截至时间须为 ISO-8601 时刻或位置令牌');
  if (instant > platform.clock.now()) throw refused(name, '截至时间不能晚于当前时间');
  return { position: await platform.knownAt(instant), instant };
}

function refused(name: string, detail: string): Refusal {
  return new Refusal(problem(422, 'parameter', detail, { errors: [{ pointer: `#/query/${name}`, detail }] }));
}
