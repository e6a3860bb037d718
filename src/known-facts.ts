import { sentencesByCategory } from './views/audit-trail/sentences-by-category.js';
import type { EventStore } from './platform/event-store/event-store.port.js';
import { categoryOf } from './platform/fact.js';

export const SCHEMA_VERSION = '1';

/** The log holds facts of a newer release. One line for the operator; nothing was read further or written. */
export class LogOfNewerRelease extends Error {
  override readonly name = 'LogOfNewerRelease';
}

const PAGE = 1000;

/** Refuses a log that holds a type or schema version this release does not know. */
export async function assertKnownFacts(store: EventStore): Promise<void> {
  for (let after = 0; ;) {
    const { events, upTo } = await store.readAll(after, { limit: PAGE });
    for (const { stream, revision, position, type, metadata } of events) {
      if (sentencesByCategory[categoryOf(stream)]?.[type] === undefined || metadata.schemaVersion !== SCHEMA_VERSION) {
        throw new LogOfNewerRelease(
          `日志位置 ${position}（${stream}@${revision}）是本版本不认识的事实 ${type}(v${metadata.schemaVersion})，请用更新的版本启动`,
        );
      }
    }
    if (events.length < PAGE) return;
    after = upTo;
  }
}
