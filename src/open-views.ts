import { createHmac, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenedLogs } from './open-logs.js';
import { Opened } from './opened.js';
import type { EmbeddedMongo } from './platform/embedded-mongo/embedded-mongo.js';
import { startEmbeddedMongo } from './platform/embedded-mongo/embedded-mongo.js';
import type { StructuredLogger } from './platform/logging/logger.js';
import type { PlatformParts } from './platform/platform.js';
import { AsOf } from './platform/projections/as-of.js';
import type { KeeperSetUp } from './platform/projections/keeper-messages.js';
import { KeeperThread } from './platform/projections/keeper-thread.js';
import type { Log } from './platform/projections/log.js';
import { ProjectionRunner } from './platform/projections/projection-runner.js';
import { LiveViews } from './platform/read-store/live-views.js';
import { connectReadStore } from './platform/read-store/read-store.js';
import type { Settings } from './platform/settings/settings.js';
import { accessProjections, projections } from './projections.js';

export interface EmbeddedSources {
  readonly settings: Settings;
  readonly log: StructuredLogger;
  /** Path of a file of the data folder. */
  readonly file: (name: string) => string;
  /** Secret of this installation. */
  readonly key: Buffer;
}

export interface ViewSources {
  readonly settings: Settings;
  readonly log: StructuredLogger;
  /** Path of a file of the data folder. */
  readonly file: (name: string) => string;
  readonly logs: OpenedLogs;
  readonly embedded: EmbeddedMongo;
}

export interface OpenedViews {
  readonly parts: Pick<PlatformParts, 'readStore' | 'views' | 'runner' | 'accessViews' | 'accessRunner' | 'asOf'>;
  close(): Promise<void>;
}

/** The compiled thread beside this compiled file; absent where the TypeScript sources themselves are run (tests). */
const KEEPER_SCRIPT = join(__dirname, 'view-keeper.worker.js');
const DATABASE = 'views';
const ACCESS_DATABASE = 'access';

/** Opens the read store and everything that pours into it or reads from it. */
export async function openViews(sources: ViewSources): Promise<OpenedViews> {
  const { settings, logs, embedded } = sources;
  const { store } = logs;
  const opened = new Opened();
  const close = () => opened.close();
  try {
    const url = settings.mongoUrl ?? embedded.url;
    const soleWriter = settings.mongoUrl === undefined;
    const readStore = opened.add(await connectReadStore(url, DATABASE));
    const accessReadStore = opened.add(await connectReadStore(url, ACCESS_DATABASE));
    const openStore = () => connectReadStore(embedded.url, `as_of_${randomUUID()}`);
    const asOf = opened.add(new AsOf({ store, projections, openStore }));
    const parts = {
      readStore,
      asOf,
      views: new LiveViews(readStore),
      accessViews: new LiveViews(accessReadStore),
    };
    if (!existsSync(KEEPER_SCRIPT)) {
      const log = logOf(sources.log);
      const runner = new ProjectionRunner({ store, readStore, projections, soleWriter, log });
      const accessRunner = new ProjectionRunner({
        store: logs.accessStore,
        readStore: accessReadStore,
        projections: accessProjections,
        soleWriter,
        log,
      });
      return { parts: { ...parts, runner, accessRunner }, close };
    }
    const thread = opened.add(await keeperThread(sources, { mongoUrl: url, soleWriter }));
    const [runner, accessRunner] = [thread.keeperOf('business'), thread.keeperOf('access')];
    return { parts: { ...parts, runner, accessRunner }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Without a server of its own the views are kept in a file, so that a start folds only what came since. */
export async function openEmbeddedStore({ settings, log, file, key }: EmbeddedSources): Promise<EmbeddedMongo> {
  const snapshot = {
    file: file('views.snapshot'),
    key: createHmac('sha256', key).update('read store snapshot').digest(),
    databases: [DATABASE, ACCESS_DATABASE],
  };
  const embedded = await startEmbeddedMongo({
    ...(settings.mongoUrl === undefined && { snapshot }),
    failed: (reason) => log.warn('snapshot of the views could not be written', { reason }),
  });
  if (embedded.refused !== undefined)
    log.warn('snapshot of the views is not used, they are poured anew', { reason: embedded.refused });
  return embedded;
}

async function keeperThread(
  { settings, log, file, logs }: ViewSources,
  place: Omit<KeeperSetUp, 'logs'>,
): Promise<KeeperThread> {
  const files = {
    business: { file: file('log.sqlite'), url: settings.esdbUrl, database: DATABASE },
    access: { file: file('access.sqlite'), database: ACCESS_DATABASE },
  };
  const thread = await KeeperThread.open(
    KEEPER_SCRIPT,
    { ...place, logs: files },
    {
      log: logOf(log),
      damaged: (name, damage) => (name === 'business' ? logs.store : logs.accessStore).condemn(damage),
    },
  );
  await logs.tell((name, position) => thread.announce(name, position));
  return thread;
}

function logOf(log: StructuredLogger): Log {
  return (level, message, fields) =>
    level === 'error' ? log.error(message, fields['error'], fields) : log[level](message, fields);
}
