import { aggregatesByCategory } from './known-aggregates.js';
import { inCurrentVersion, isKnownVersion, labelOf, schemaVersionOf } from './platform/change/upcast.js';
import type { EventStore } from './platform/event-store/event-store.port.js';
import type { Recorded } from './platform/fact.js';
import { categoryOf } from './platform/fact.js';
import { sentencesByCategory } from './views/audit-trail/sentences-by-category.js';

/** The version in which this release writes a type of a stream category. */
export function schemaVersionIn(category: string, type: string): string {
  return schemaVersionOf(type, aggregatesByCategory[category]?.upcasts);
}

/** A stored fact as every reader of this release understands it. */
export function currentForm(stored: Recorded): Recorded {
  return inCurrentVersion(stored, aggregatesByCategory[categoryOf(stored.stream)]?.upcasts);
}

export function isKnownType({ stream, type }: Pick<Recorded, 'stream' | 'type'>): boolean {
  return sentencesByCategory[categoryOf(stream)]?.[type] !== undefined;
}

/** Whether this release can read the version a stored fact was written in. */
export function isReadable(stored: Recorded): boolean {
  return isKnownVersion(stored, aggregatesByCategory[categoryOf(stored.stream)]?.upcasts);
}

/** The log holds facts of a newer release. One line for the operator; nothing was read further or written. */
export class LogOfNewerRelease extends Error {
  override readonly name = 'LogOfNewerRelease';
}

const PAGE = 1000;

/** Refuses a log that holds a type, or a version of a type, that this release does not know. */
export async function assertKnownFacts(store: EventStore): Promise<void> {
  for (let after = 0; ;) {
    const { events, upTo } = await store.readAll(after, { limit: PAGE });
    for (const fact of events) {
      if (!isKnownType(fact) || !isReadable(fact)) {
        throw new LogOfNewerRelease(
          `日志位置 ${fact.position}（${fact.stream}@${fact.revision}）是本版本不认识的事实 ${labelOf(fact)}，请用更新的版本启动`,
        );
      }
    }
    if (events.length < PAGE) return;
    after = upTo;
  }
}
