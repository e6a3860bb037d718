import { schemaVersionIn } from '../known-facts.js';
import type { SqliteLogReader } from '../platform/event-store/sqlite-log-reader.js';
import { categoryOf } from '../platform/fact.js';
import { sentencesByCategory } from '../views/audit-trail/sentences-by-category.js';
import { eventSamples, sampleFact } from './event-samples.js';
import type { Console } from './console.js';
import { Progress } from './console.js';

/** A fact type of this release, with the sentence of its sample. */
export interface CatalogueLine {
  readonly type: string;
  readonly stream: string;
  readonly schemaVersion: string;
  readonly sentence: string;
}

export const eventCatalogue: readonly CatalogueLine[] = Object.entries(sentencesByCategory).flatMap(
  ([stream, sentences]) =>
    Object.entries(sentences).map(([type, sentence]) => ({
      type,
      stream,
      schemaVersion: schemaVersionIn(stream, type),
      sentence: sentence(sampleFact(stream, type).data as never),
    })),
);

/**
 * Name of the stored sample of a type. Of a type that several streams hold, one keeps the plain name that it had when it
 * was alone; the others put their stream before it.
 */
export function sampleName({ type, stream, schemaVersion }: Omit<CatalogueLine, 'sentence'>): string {
  const isShared = eventCatalogue.some((other) => other.type === type && other.stream > stream);
  return `${isShared ? `${stream}.` : ''}${type}.v${schemaVersion}.json`;
}

const PAGE = 1_000;

/** How many facts of each `<category>/<type>` a log holds, unknown ones included. */
export async function countTypes(reader: SqliteLogReader, console: Console): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const head = reader.head();
  const progress = new Progress(console, '清点');
  for (let after = 0; after < head;) {
    const { events, upTo } = await reader.page(after, { limit: PAGE });
    for (const { stream, type } of events) {
      const name = `${categoryOf(stream)}/${type}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    progress.at(upTo, head);
    after = upTo;
  }
  return counts;
}

export function listEvents(counts: ReadonlyMap<string, number> | undefined, json: boolean): string {
  const lines = eventCatalogue.map((line) => ({
    ...line,
    ...(counts && { count: counts.get(`${line.stream}/${line.type}`) ?? 0 }),
  }));
  if (json) return `${JSON.stringify(lines)}\n`;
  return lines
    .map(({ type, stream, schemaVersion, sentence, count }) =>
      [
        stream.padEnd(10),
        `${type}(v${schemaVersion})`.padEnd(30),
        ...(count === undefined ? [] : [String(count).padStart(8)]),
        sentence,
      ].join('  '),
    )
    .map((line) => `${line}\n`)
    .join('');
}

export const sampledTypes: readonly string[] = Object.entries(eventSamples).flatMap(([stream, samples]) =>
  Object.keys(samples).map((type) => `${stream}/${type}`),
);
