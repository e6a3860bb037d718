import { hashOfCollection } from '../platform/projections/projection-hash.js';
import type { ReadStore } from '../platform/read-store/read-store.js';
import { projections } from '../projections.js';
import type { Console } from './console.js';
import { Progress } from './console.js';
import type { CurrentLogReader } from './current-log-reader.js';
import { onLiveViews } from './live-views.js';
import type { PouredInto } from './throw-away-views.js';
import { onThrowAwayStore, pourAgain, pourWhole } from './throw-away-views.js';

/** A view poured twice from one log. `problem` is one Chinese sentence without anything of a payload. */
export interface RebuiltView {
  readonly name: string;
  readonly documents: number;
  /** Canonical content (`hashOfCollection`) of the whole pour. */
  readonly hash: string;
  readonly problem?: string;
}

export interface Rebuilt {
  readonly facts: number;
  readonly factsPerSecond: number;
  readonly views: readonly RebuiltView[];
}

/** Pours every view of the business log twice into a throw-away store and compares; the log is only read. */
export function rehearseRebuild(reader: CurrentLogReader, console: Console): Promise<Rebuilt> {
  return onThrowAwayStore(async (readStore) => {
    const pouring = { reader, readStore, projections, head: reader.head(), console };
    const progress = new Progress(console, '重建');
    const whole = await pourWhole(pouring);
    const factsPerSecond = progress.perSecond(pouring.head);
    const readable = whole.filter(({ error }) => error === undefined).map(({ projection }) => projection);
    const again = new Map(
      (await pourAgain({ ...pouring, projections: readable })).map((poured) => [poured.projection.name, poured]),
    );
    const views = await Promise.all(
      whole.map((poured) => compared(readStore, poured, again.get(poured.projection.name))),
    );
    return { facts: pouring.head, factsPerSecond, views };
  });
}

async function compared(
  { db }: ReadStore,
  { projection: { name }, collection, error }: PouredInto,
  again: PouredInto | undefined,
): Promise<RebuiltView> {
  if (error !== undefined || !again)
    return { name, documents: 0, hash: '', problem: `无法重建：${error?.message ?? ''}` };
  const hash = await hashOfCollection(db, collection);
  const other = await hashOfCollection(db, again.collection);
  const documents = await db.collection(collection).countDocuments({ gone: { $exists: false } });
  return { name, documents, hash, ...(hash === other ? {} : { problem: `小批重复投递的结果不同：${other}` }) };
}

/** Rebuilds the views of the server in `MONGO_URL` beside the ones that are read; the log must be nobody else's meanwhile. */
export function rebuildLive(file: string, url: string, console: Console): Promise<void> {
  return onLiveViews(file, url, async (runner) => {
    await runner.start();
    for (const { name } of projections) {
      await runner.rebuild(name);
      console.say(`读库视图 ${name} 已重建`);
    }
  });
}

export function rebuiltText({ facts, factsPerSecond, views }: Rebuilt): string {
  const lines = views.map(
    ({ name, documents, hash, problem }) =>
      `${name.padEnd(20)} ${String(documents).padStart(8)} 份  ${problem ?? hash}`,
  );
  const different = views.filter(({ problem }) => problem !== undefined).length;
  const end = `${facts} 条事实，每秒 ${factsPerSecond} 条，${different === 0 ? '两次重建一致' : `${different} 个视图有问题`}`;
  return [...lines, end].map((line) => `${line}\n`).join('');
}
