import { currentForm } from '../known-facts.js';
import { messageOf } from '../platform/event-store/sqlite-log-file.js';
import { openSqliteEventStore } from '../platform/event-store/sqlite.event-store.js';
import { UpcastingEventStore } from '../platform/event-store/upcasting.event-store.js';
import { ProjectionRunner } from '../platform/projections/projection-runner.js';
import type { RunnerOptions } from '../platform/projections/projection-runner.js';
import type { ReadStore } from '../platform/read-store/read-store.js';
import { connectReadStore } from '../platform/read-store/read-store.js';
import { mongoUrl } from '../platform/settings/setting-values.js';
import { projections } from '../projections.js';
import type { Console } from './console.js';
import { CannotOpen, NotUnderstood } from './console.js';

/** The server in `MONGO_URL`, refused as the app itself refuses it at start; undefined when none is named. */
export function liveReadStore({ env }: Pick<Console, 'env'>): string | undefined {
  const problems: string[] = [];
  const url = mongoUrl(env['MONGO_URL']?.trim() || undefined, problems);
  if (problems.length > 0) throw new NotUnderstood(problems.join('；'));
  return url;
}

/**
 * Rejects with `CannotOpen` where the facts lie on a server: the views would be poured from whatever log lies in the
 * folder, and the processes that share them read on under a lease no command holds.
 */
export function assertLogOfFolder({ env }: Pick<Console, 'env'>, act: string): void {
  if (env['ESDB_URL']?.trim()) throw new CannotOpen(`设了 ESDB_URL：${act}只支持数据文件夹中的事实日志`);
}

/**
 * Works on the views of the server in `MONGO_URL` and the log of a file that is nobody else's meanwhile; the runner has
 * not been started. Rejects with `CannotOpen` while a server runs on the log, or when the read store does not answer.
 */
export async function onLiveViews<Answer>(
  file: string,
  url: string,
  work: (runner: ProjectionRunner, readStore: ReadStore) => Promise<Answer>,
): Promise<Answer> {
  const stored = await openSqliteEventStore({ file }).catch((error: unknown) => {
    throw new CannotOpen(messageOf(error), { cause: error });
  });
  const store = new UpcastingEventStore(stored, currentForm);
  try {
    return await onReadStore(url, (readStore) => onRunner({ store, readStore }, (runner) => work(runner, readStore)));
  } finally {
    await store.close();
  }
}

/** Rejects with `CannotOpen` when the read store does not answer. */
export async function onReadStore<Answer>(
  url: string,
  work: (readStore: ReadStore) => Promise<Answer>,
): Promise<Answer> {
  const readStore = await connectReadStore(url, 'views').catch((error: unknown) => {
    throw new CannotOpen('MONGO_URL 的读库没有应答', { cause: error });
  });
  try {
    return await work(readStore);
  } finally {
    await readStore.close();
  }
}

/** A runner of all views of the business, not started, stopped at the end. */
export async function onRunner<Answer>(
  parts: Pick<RunnerOptions, 'store' | 'readStore' | 'fence'>,
  work: (runner: ProjectionRunner) => Promise<Answer>,
): Promise<Answer> {
  const runner = new ProjectionRunner({ ...parts, projections });
  try {
    return await work(runner);
  } finally {
    await runner.stop();
  }
}
