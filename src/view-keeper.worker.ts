import type { MessagePort } from 'node:worker_threads';
import { parentPort, workerData } from 'node:worker_threads';
import { currentForm } from './known-facts.js';
import { SqliteLogFollower } from './platform/event-store/sqlite-log-follower.js';
import { UpcastingLog } from './platform/event-store/upcasting.event-store.js';
import type { ReadableLog } from './platform/event-store/event-store.port.js';
import type { FromKeeper, KeeperSetUp, KeptLog, LogName, ToKeeper } from './platform/projections/keeper-messages.js';
import { called, keptOf } from './platform/projections/keeper-messages.js';
import type { Projection } from './platform/projections/projection.js';
import { ProjectionRunner } from './platform/projections/projection-runner.js';
import { connectReadStore } from './platform/read-store/read-store.js';
import { accessProjections, projections } from './projections.js';

/** A log as this thread reads it. One in a file does not see by itself that it grows, one on a server does. */
interface Follower extends ReadableLog {
  announce?(head: number): void;
  close(): Promise<void>;
}

/** One log with its views, as this thread has them. */
interface Kept {
  readonly follower: Follower;
  readonly runner: ProjectionRunner;
  close(): Promise<void>;
}

/** Entry of the thread that folds facts into views. It ends when told to close: nothing else keeps it alive. */
async function serve(port: MessagePort): Promise<void> {
  const { mongoUrl, soleWriter, looked, fence, only, logs } = workerData as KeeperSetUp;
  const tell = (message: FromKeeper): void => port.postMessage(message);
  const follow = async (name: LogName, { file, url }: KeptLog): Promise<Follower> => {
    if (url === undefined)
      return new SqliteLogFollower(file, (damage) =>
        tell({ kind: 'damaged', log: name, file: damage.file, where: damage.where }),
      );
    const warn =
      (message: string) =>
      (error: unknown): void =>
        tell({ kind: 'said', level: 'warn', message, fields: { reason: String(error) } });
    const { openEventStoreDbReader } = await import('./platform/eventstoredb/eventstoredb.store.js');
    return openEventStoreDbReader({
      url,
      onInterrupted: warn('subscription of the views interrupted, it goes on'),
      onUnclosed: warn('client of the views did not end, it is left behind'),
    });
  };
  const keep = async (name: LogName, log: KeptLog, views: readonly Projection[]): Promise<Kept> => {
    const readStore = await connectReadStore(mongoUrl, log.database);
    const follower = await follow(name, log);
    const runner = new ProjectionRunner({
      store: new UpcastingLog(follower, currentForm),
      readStore,
      projections: views,
      soleWriter,
      looked,
      fence,
      log: (level, message, fields) => tell({ kind: 'said', level, message, fields }),
    });
    const close = async (): Promise<void> => {
      await runner.stop();
      await follower.close();
      await readStore.close();
    };
    return { follower, runner, close };
  };
  const kept: Readonly<Record<LogName, Kept>> = {
    business: await keep('business', logs.business, keptOf(projections, only)),
    access: await keep('access', logs.access, accessProjections),
  };
  port.on('message', (message: ToKeeper) => {
    if (message.kind === 'head') kept[message.log].follower.announce?.(message.position);
    else if (message.kind === 'call') void answered(kept[message.log].runner, message).then(tell);
    else void closeAll();
  });
  tell({ kind: 'ready' });

  async function closeAll(): Promise<void> {
    await kept.business.close();
    await kept.access.close();
    port.close();
  }
}

async function answered(runner: ProjectionRunner, { id, call }: ToKeeper & { kind: 'call' }): Promise<FromKeeper> {
  try {
    return { kind: 'answer', id, value: await called(runner, call) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { kind: 'refused', id, name, message };
  }
}

if (!parentPort) throw new Error('view-keeper.worker runs in a worker thread only');
void serve(parentPort);
