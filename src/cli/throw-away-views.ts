import { randomUUID } from 'node:crypto';
import { startEmbeddedMongo } from '../platform/embedded-mongo/embedded-mongo.js';
import { LiveCollection } from '../platform/projections/live-collection.js';
import { pour } from '../platform/projections/pouring.js';
import type { Projection } from '../platform/projections/projection.js';
import { Routes, categoriesOf } from '../platform/projections/routes.js';
import type { ReadStore } from '../platform/read-store/read-store.js';
import { connectReadStore } from '../platform/read-store/read-store.js';
import type { Console } from './console.js';
import { Progress } from './console.js';
import type { CurrentLogReader } from './current-log-reader.js';

/** Runs work on an empty read store in memory, which is forgotten afterwards. */
export async function onThrowAwayStore<Answer>(work: (readStore: ReadStore) => Promise<Answer>): Promise<Answer> {
  const server = await startEmbeddedMongo();
  try {
    const readStore = await connectReadStore(server.url, `cli_${randomUUID()}`);
    try {
      return await work(readStore);
    } finally {
      await readStore.close();
    }
  } finally {
    await server.close();
  }
}

export interface Pour {
  readonly reader: CurrentLogReader;
  readonly readStore: ReadStore;
  readonly projections: readonly Projection[];
  /** Position up to which the log is read. */
  readonly head: number;
  readonly console: Console;
}

/** How a view came out: the collection it was poured into, or why it could not be. */
export interface PouredInto {
  readonly projection: Projection;
  readonly collection: string;
  readonly error?: Error;
}

/** All at once, as a rebuild does. */
export async function pourWhole(wish: Pour): Promise<readonly PouredInto[]> {
  const { reader, readStore, projections, head, console } = wish;
  const progress = new Progress(console, '整体重建');
  const besides = projections.map((projection) => ({ projection, collection: `${projection.name}_whole` }));
  const store: Parameters<typeof pour>[1] = {
    readAll: async (after, options) => {
      progress.at(after, head);
      return reader.page(after, options);
    },
  };
  const { results } = await pour(readStore.db, store, besides, {
    onUnreadable: 'stop',
    goal: () => head,
    upTo: head,
    signal: new AbortController().signal,
  });
  return besides.map((beside) => ({ ...beside, error: results.get(beside.projection.name)?.error }));
}

const SMALL = 100;

/** In small batches as live, every batch delivered a second time together with the next: what a crash makes of it. */
export async function pourAgain(wish: Pour): Promise<readonly PouredInto[]> {
  const { reader, readStore, projections, head, console } = wish;
  const progress = new Progress(console, '小批重建');
  const routes = new Routes(projections);
  const targets = projections.map(
    (projection) => new LiveCollection(readStore.db, projection, `${projection.name}_again`),
  );
  const categories = categoriesOf(projections);
  let before: Awaited<ReturnType<CurrentLogReader['page']>>['events'] = [];
  for (let after = 0; after < head;) {
    const { events, upTo } = await reader.page(after, { categories, limit: SMALL });
    const facts = events.filter(({ position }) => position <= head);
    const hands = routes.deal([...before, ...facts]);
    for (const target of targets) await target.fold(hands.get(target.projection.name) ?? []);
    progress.at(upTo, head);
    before = facts;
    after = upTo;
  }
  return targets.map(({ projection, name }) => ({ projection, collection: name }));
}
