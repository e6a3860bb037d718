import type { SeededRandom } from '../../../src/demo/seeded-random.js';
import type { EventStore, Page, PageHandler } from '../../../src/platform/event-store/event-store.port.js';
import { meddlingEventStore } from '../../support/faults.js';

/** How a log may hand out its pages. */
export type Delivery = 'as they are' | 'again and again' | 'out of order';

/** A log that stutters or shuffles now and then; what it hands out wrongly it hands out rightly when asked again. */
export function delivering(store: EventStore, delivery: Delivery, random: SeededRandom): EventStore {
  if (delivery === 'as they are') return store;
  const before: Page[] = [];
  return meddlingEventStore(store, async (page: Page, hand: PageHandler) => {
    if (delivery === 'out of order') {
      const shuffled = page.events.length > 1 && random.chance(0.5);
      return hand(shuffled ? { ...page, events: [...page.events].reverse() } : page);
    }
    await hand(page);
    before.push(page);
    for (const again of before.slice(-3)) await hand(again);
  });
}
