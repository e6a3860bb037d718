import type { Page } from '../event-store/event-store.port.js';
import type { Recorded } from '../fact.js';
import { placeOf } from './recorded-fact.js';
import type { Item } from './subscription-source.js';
import { CaughtUp, Checkpoint } from './subscription-source.js';

/** From here on a position means the end of the log, whatever the log will hold by then. */
const END_OF_TIME = 2n ** 63n;

/**
 * What came from a subscription as a page behind `after`: the wanted facts, and how far has been looked. Never
 * backwards, whatever was sent again; never to the end of time, where facts not yet written would be passed over.
 */
export function pageOf(items: readonly Item[], after: number, isWanted: (fact: Recorded) => boolean): Page {
  let upTo = after;
  const events = items.flatMap((item) => {
    if (item instanceof CaughtUp) return [];
    if (item instanceof Checkpoint) {
      const { commit } = item.position;
      if (commit < END_OF_TIME && commit > BigInt(upTo)) upTo = Number(commit);
      return [];
    }
    const { position, fact } = placeOf(item);
    if (position <= upTo) return [];
    upTo = position;
    return fact && isWanted(fact) ? [fact] : [];
  });
  return { events, upTo };
}
