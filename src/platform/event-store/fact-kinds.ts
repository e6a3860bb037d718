import { categoryOf } from '../fact.js';
import type { FactKind, ReadableLog } from './event-store.port.js';

const PAGE = 1_000;

/** The kinds in a log, for stores that cannot ask their engine: by reading everything once. */
export async function kindsIn(log: Pick<ReadableLog, 'readAll'>): Promise<readonly FactKind[]> {
  const kinds = new Map<string, FactKind>();
  for (let after = 0; ;) {
    const { events, upTo } = await log.readAll(after, { limit: PAGE });
    for (const { stream, type, metadata, position } of events) {
      const { schemaVersion } = metadata;
      const kind = { category: categoryOf(stream), type, schemaVersion, position };
      const name = JSON.stringify([kind.category, type, schemaVersion]);
      if (!kinds.has(name)) kinds.set(name, kind);
    }
    if (events.length < PAGE) return [...kinds.values()];
    after = upTo;
  }
}
