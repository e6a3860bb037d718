import type { SqliteLogReader } from '../platform/event-store/sqlite-log-reader.js';
import type { Instant, Recorded } from '../platform/fact.js';
import type { Console } from './console.js';
import { Progress } from './console.js';
import type { Output } from './output.js';

/** Which facts of the log; what is absent does not narrow. Instants are those of recording. */
export interface FactWish {
  readonly stream?: string;
  readonly category?: string;
  readonly town?: string;
  /** Inclusive. */
  readonly since?: Instant;
  /** Exclusive. */
  readonly until?: Instant;
  /** Position after which to begin. */
  readonly after: number;
}

const PAGE = 1_000;

/**
 * The facts as stored, one JSON object a line, particulars in their sealed boxes; the last line is a trailer
 * `{"trailer":{"count","sha256"}}` over the lines before it, so that a torn copy is told from a whole one.
 */
export async function exportFacts(
  reader: SqliteLogReader,
  wish: FactWish,
  { output, console }: { readonly output: Output; readonly console: Console },
): Promise<void> {
  const { since = '', until } = wish;
  for await (const facts of pages(reader, wish, console)) {
    for (const fact of facts) {
      const { recordedAt } = fact.metadata;
      if (recordedAt >= since && (until === undefined || recordedAt < until)) output.line(storedLine(fact));
    }
  }
  output.line(JSON.stringify({ trailer: output.sum() }));
}

async function* pages(
  reader: SqliteLogReader,
  { stream, category, town, after }: FactWish,
  console: Console,
): AsyncIterable<readonly Recorded[]> {
  if (stream !== undefined) {
    const facts = await reader.stream(stream);
    yield facts.filter(
      ({ position, metadata }) => position > after && (town === undefined || metadata.townCode === town),
    );
    return;
  }
  const head = reader.head();
  const progress = new Progress(console, '导出');
  for (let from = after; from < head;) {
    const { events, upTo } = await reader.page(from, {
      limit: PAGE,
      ...(category === undefined ? {} : { categories: [category] }),
      ...(town === undefined ? {} : { town }),
    });
    yield events;
    progress.at(upTo, head);
    from = upTo;
  }
}

function storedLine({ position, stream, revision, id, type, data, metadata }: Recorded): string {
  return JSON.stringify({ position, stream, revision, id, type, data, metadata });
}
