import { NoWayBack } from '../platform/projections/projection-broken.js';
import { hashOfCollection } from '../platform/projections/projection-hash.js';
import type { ProjectionRunner } from '../platform/projections/projection-runner.js';
import { Registry } from '../platform/projections/registry.js';
import type { Doubted } from '../platform/projections/start-check.js';
import type { ReadStore } from '../platform/read-store/read-store.js';
import { projections } from '../projections.js';
import type { Console } from './console.js';
import { CannotOpen, NotUnderstood } from './console.js';
import { liveReadStore, onLiveViews } from './live-views.js';
import { logFileIn } from './log-file.js';
import { onSharedViews, sharedLog } from './shared-views.js';

/** The build of a view that is read from now on. */
export interface RolledBack {
  readonly name: string;
  /** Collection that is read, and the one that was read until now. */
  readonly active: string;
  readonly left: string;
  /** Every fact up to here is in it. */
  readonly position: number;
  readonly documents: number;
  /** Canonical content (`hashOfCollection`). */
  readonly hash: string;
}

const REASONS: Readonly<Record<Doubted, string>> = {
  absent: '读库中没有保留上一次的构建',
  log: '上一次的构建与现在的日志不符(日志不同，或其位置处不是同一事实)',
  documents: '上一次的构建的文档或索引已被改动',
  release: '上一次的构建属于另一版本的程序，本版本不能读',
};

/**
 * Lets readers have the build of a view before its last rebuild, read on to the end of the log; called again it goes
 * forward again. The server must be stopped; of several processes, those that pour. Rejects, leaving everything as it was,
 * with `NotUnderstood` when there is no such view or no `MONGO_URL`, with `CannotOpen` when the log is in use, a projector
 * lives, a store does not answer, or that build may not be read.
 */
export async function rollBackView(data: string | undefined, name: string, console: Console): Promise<RolledBack> {
  const names = projections.map((projection) => projection.name);
  if (!names.includes(name)) throw new NotUnderstood(`没有视图 ${name}，可选：${names.join('、')}`);
  const url = liveReadStore(console);
  if (url === undefined) throw new NotUnderstood('请设 MONGO_URL：只有该读库保留上一次的构建');
  const rollBack = async (runner: ProjectionRunner, { db }: ReadStore): Promise<RolledBack> => {
    const registry = new Registry(db);
    const before = await registry.entry(name);
    await runner.rollBack(name).catch((error: unknown) => {
      if (!(error instanceof NoWayBack)) throw error;
      throw new CannotOpen(`视图 ${name} 不能退回：${REASONS[error.doubted]}`, { cause: error });
    });
    const entry = await registry.entry(name);
    const active = entry?.active ?? '';
    return {
      name,
      active,
      left: before?.active ?? '',
      position: entry?.position ?? 0,
      documents: await db.collection(active).countDocuments({ gone: { $exists: false } }),
      hash: await hashOfCollection(db, active),
    };
  };
  const log = sharedLog(console);
  if (log !== undefined) return onSharedViews({ log, views: url }, console, rollBack);
  return onLiveViews(logFileIn(data, console), url, rollBack);
}

export function rolledBackText({ name, active, left, position, documents, hash }: RolledBack): string {
  return `视图 ${name} 已从 ${left} 退回 ${active}：位置 ${position}，${documents} 份，${hash}\n`;
}
