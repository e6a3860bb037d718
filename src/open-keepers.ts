import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenedLogs } from './open-logs.js';
import type { StructuredLogger } from './platform/logging/logger.js';
import type { KeeperSetUp } from './platform/projections/keeper-messages.js';
import { keptOf } from './platform/projections/keeper-messages.js';
import { KeeperThread } from './platform/projections/keeper-thread.js';
import type { Log } from './platform/projections/log.js';
import { ProjectionRunner } from './platform/projections/projection-runner.js';
import type { ViewKeeper } from './platform/projections/view-keeper.port.js';
import type { ReadStore } from './platform/read-store/read-store.js';
import type { Settings } from './platform/settings/settings.js';
import { isShared } from './platform/settings/settings.js';
import { accessProjections, projections } from './projections.js';

export interface KeeperSources {
  readonly settings: Settings;
  readonly log: StructuredLogger;
  /** Path of a file of the data folder. */
  readonly file: (name: string) => string;
  readonly logs: OpenedLogs;
  readonly place: Omit<KeeperSetUp, 'logs'>;
  readonly readStore: ReadStore;
  readonly accessReadStore: ReadStore;
}

/** Whoever pours the views of either log; they have not been started. */
export interface Keepers {
  readonly runner: ViewKeeper;
  readonly accessRunner: ViewKeeper;
  /** Stops both. */
  close(): Promise<void>;
}

/** The compiled thread beside this compiled file; absent where the TypeScript sources themselves are run (tests). */
const KEEPER_SCRIPT = join(__dirname, 'view-keeper.worker.js');
export const DATABASE = 'views';
export const ACCESS_DATABASE = 'access';

/** In a thread of its own, where there is one. Rejects when it cannot open what it needs. */
export async function openKeepers(sources: KeeperSources): Promise<Keepers> {
  return existsSync(KEEPER_SCRIPT) ? keeperThread(sources) : runnersHere(sources);
}

function runnersHere({ logs, place, readStore, accessReadStore, ...sources }: KeeperSources): Keepers {
  const options = { ...place, log: logOf(sources.log) };
  const runner = new ProjectionRunner({
    ...options,
    store: logs.store,
    readStore,
    projections: keptOf(projections, place.only),
  });
  const accessRunner = new ProjectionRunner({
    ...options,
    store: logs.accessStore,
    readStore: accessReadStore,
    projections: accessProjections,
  });
  const close = async (): Promise<void> => {
    await Promise.all([runner.stop(), accessRunner.stop()]);
  };
  return { runner, accessRunner, close };
}

async function keeperThread({ settings, log, file, logs, place }: KeeperSources): Promise<Keepers> {
  const url = settings.esdbUrl;
  const shared = isShared(settings);
  const files = {
    business: { file: file('log.sqlite'), url, database: DATABASE },
    access: { file: file('access.sqlite'), ...(shared && { url }), database: ACCESS_DATABASE },
  };
  const thread = await KeeperThread.open(
    KEEPER_SCRIPT,
    { ...place, logs: files },
    {
      log: logOf(log),
      damaged: (name, damage) => (name === 'business' ? logs.store : logs.accessStore).condemn(damage),
    },
  );
  if (!shared) await logs.tell((name, position) => thread.announce(name, position));
  return {
    runner: thread.keeperOf('business'),
    accessRunner: thread.keeperOf('access'),
    close: () => thread.close(),
  };
}

function logOf(log: StructuredLogger): Log {
  return (level, message, fields) =>
    level === 'error' ? log.error(message, fields['error'], fields) : log[level](message, fields);
}
