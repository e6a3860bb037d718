import { projections } from '../projections.js';
import type { Console } from './console.js';
import { NotUnderstood } from './console.js';
import type { CurrentLogReader } from './current-log-reader.js';
import type { Output } from './output.js';
import { onThrowAwayStore, pourWhole } from './throw-away-views.js';

/** The documents of a view as the log gives them now, one JSON object a line in the order of `_id`, then the trailer. */
export async function exportView(
  reader: CurrentLogReader,
  name: string,
  { output, console }: { readonly output: Output; readonly console: Console },
): Promise<void> {
  const projection = projections.find((candidate) => candidate.name === name);
  if (!projection) {
    throw new NotUnderstood(`没有视图 ${name}，可选：${projections.map((candidate) => candidate.name).join('、')}`);
  }
  await onThrowAwayStore(async (readStore) => {
    const pouring = { reader, readStore, projections: [projection], head: reader.head(), console };
    for (const { collection, error } of await pourWhole(pouring)) {
      if (error !== undefined) throw error;
      const documents = readStore.db
        .collection(collection)
        .find({ gone: { $exists: false } })
        .sort({ _id: 1 });
      for await (const document of documents) output.line(JSON.stringify(document));
    }
  });
  output.line(JSON.stringify({ trailer: output.sum() }));
}
