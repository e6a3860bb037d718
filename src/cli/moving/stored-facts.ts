import type { ReadableLog } from '../../platform/event-store/event-store.port.js';
import type { Recorded } from '../../platform/fact.js';

const PAGE = 500;

/** Whatever stands in a log up to a position, in order, a page in memory at a time. */
export async function* storedFacts(
  log: Pick<ReadableLog, 'readAll'>,
  head: number,
): AsyncGenerator<Recorded, void, void> {
  for (let after = 0; after < head;) {
    const { events, upTo } = await log.readAll(after, { limit: PAGE });
    for (const fact of events) {
      // What a running server has added meanwhile is not part of it.
      if (fact.position > head) return;
      yield fact;
    }
    if (upTo <= after) return;
    after = upTo;
  }
}
