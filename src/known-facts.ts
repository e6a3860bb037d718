import { aggregatesByCategory } from './known-aggregates.js';
import type { Versioned } from './platform/change/upcast.js';
import { inCurrentVersion, isKnownVersion, labelOf, schemaVersionOf } from './platform/change/upcast.js';
import { ACCESS_CATEGORY } from './platform/access/access-stream.js';
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
  return isTypeOf(categoryOf(stream), type);
}

/** Whether this release can read the version a stored fact was written in. */
export function isReadable({ stream, type, metadata }: Recorded): boolean {
  return isVersionOf(categoryOf(stream), { type, metadata });
}

/** The log holds facts of a newer release. One line for the operator; nothing was read further or written. */
export class LogOfNewerRelease extends Error {
  override readonly name = 'LogOfNewerRelease';
}

/** Refuses a log that holds a type, or a version of a type, that this release does not know. */
export async function assertKnownFacts(store: EventStore): Promise<void> {
  const kinds = (await store.kinds()).map(({ schemaVersion, ...kind }) => ({ ...kind, metadata: { schemaVersion } }));
  const unknown = kinds.find(
    // Where several processes share a log, who looked at what stands in it too; its own views read it.
    (kind) =>
      kind.category !== ACCESS_CATEGORY && !(isTypeOf(kind.category, kind.type) && isVersionOf(kind.category, kind)),
  );
  if (!unknown) return;
  const { events } = await store.readAll(unknown.position - 1, { limit: 1 });
  const where = events.map(({ stream, revision }) => `（${stream}@${revision}）`).join('');
  throw new LogOfNewerRelease(
    `日志位置 ${unknown.position}${where}是本版本不认识的事实 ${labelOf(unknown)}，请用更新的版本启动`,
  );
}

function isTypeOf(category: string, type: string): boolean {
  return sentencesByCategory[category]?.[type] !== undefined;
}

function isVersionOf(category: string, fact: Versioned): boolean {
  return isKnownVersion(fact, aggregatesByCategory[category]?.upcasts);
}
