import { createHmac, randomUUID } from 'node:crypto';
import type { Keepers } from './open-keepers.js';
import { ACCESS_DATABASE, DATABASE, openKeepers } from './open-keepers.js';
import type { OpenedLogs } from './open-logs.js';
import { Opened } from './opened.js';
import type { EmbeddedMongo } from './platform/embedded-mongo/embedded-mongo.js';
import { startEmbeddedMongo } from './platform/embedded-mongo/embedded-mongo.js';
import type { StructuredLogger } from './platform/logging/logger.js';
import type { PlatformParts } from './platform/platform.js';
import { AsOf } from './platform/projections/as-of.js';
import { RelievedKeeper } from './platform/projections/relieved-keeper.js';
import { StandbyKeeper } from './platform/projections/standby-keeper.js';
import { LiveViews } from './platform/read-store/live-views.js';
import { connectReadStore } from './platform/read-store/read-store.js';
import type { Settings } from './platform/settings/settings.js';
import { isShared } from './platform/settings/settings.js';
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
  /** Names of the views of the business log that are kept; all of them by default. */
  readonly only?: readonly string[];
}

export interface OpenedViews {
  readonly parts: Pick<PlatformParts, 'readStore' | 'views' | 'runner' | 'accessViews' | 'accessRunner' | 'asOf'>;
  /**
   * Where several processes share the stores: takes over the views under a lease's epoch; `looked` when this process has
   * kept them before. What it opened is not started yet; once that is closed the views are again only looked at. Absent
   * where this process keeps them all the time.
   */
  readonly takeOver?: (fence: number | undefined, looked: boolean) => Promise<Keepers>;
  close(): Promise<void>;
}

/** Opens the read store and everything that pours into it or reads from it. */
export async function openViews(sources: ViewSources): Promise<OpenedViews> {
  const { settings, logs, embedded, only } = sources;
  const { store } = logs;
  const opened = new Opened();
  const close = () => opened.close();
  try {
    const mongoUrl = settings.mongoUrl ?? embedded.url;
    const soleWriter = settings.mongoUrl === undefined;
    const readStore = opened.add(await connectReadStore(mongoUrl, DATABASE));
    const accessReadStore = opened.add(await connectReadStore(mongoUrl, ACCESS_DATABASE));
    const openStore = () => connectReadStore(embedded.url, `as_of_${randomUUID()}`);
    const asOf = opened.add(new AsOf({ store, projections, openStore }));
    const parts = {
      readStore,
      asOf,
      views: new LiveViews(readStore, projections),
      accessViews: new LiveViews(accessReadStore, accessProjections),
    };
    const open = (fence?: number, looked = false) =>
      openKeepers({ ...sources, readStore, accessReadStore, place: { mongoUrl, soleWriter, looked, fence, only } });
    if (!isShared(settings)) {
      const { runner, accessRunner } = opened.add(await open());
      return { parts: { ...parts, runner, accessRunner }, close };
    }
    const runner = new RelievedKeeper(new StandbyKeeper(readStore, projections));
    const accessRunner = new RelievedKeeper(new StandbyKeeper(accessReadStore, accessProjections));
    const takeOver = async (fence: number | undefined, looked: boolean): Promise<Keepers> => {
      const keepers = await open(fence, looked);
      runner.relieve(keepers.runner);
      accessRunner.relieve(keepers.accessRunner);
      const handBack = async (): Promise<void> => {
        runner.relieve();
        accessRunner.relieve();
        await keepers.close();
      };
      return { ...keepers, close: handBack };
    };
    return { parts: { ...parts, runner, accessRunner }, takeOver, close };
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
