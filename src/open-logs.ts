import { assertKnownFacts, currentForm } from './known-facts.js';
import type { EventStore } from './platform/event-store/event-store.port.js';
import { StoreUnavailable } from './platform/event-store/event-store.port.js';
import { openSqliteEventStore } from './platform/event-store/sqlite.event-store.js';
import type { SqliteEventStoreOptions } from './platform/event-store/sqlite.event-store.js';
import { UpcastingEventStore } from './platform/event-store/upcasting.event-store.js';
import type { StructuredLogger } from './platform/logging/logger.js';
import type { Metrics } from './platform/metrics/metrics.js';
import type { LogName } from './platform/projections/keeper-messages.js';
import type { Settings } from './platform/settings/settings.js';
import { isShared } from './platform/settings/settings.js';

/** Opens the business log; a parameter so that failing disks and lost answers can be rehearsed. */
export type OpenLog = (options: SqliteEventStoreOptions) => Promise<EventStore>;

export interface LogSources {
  readonly settings: Pick<Settings, 'esdbUrl' | 'mongoUrl'>;
  readonly openLog?: OpenLog;
  readonly log: StructuredLogger;
  readonly metrics: Metrics;
  /** Path of a file of the data folder. */
  readonly file: (name: string) => string;
}

/** Hears that a log has grown, or may have. */
export type GrowthListener = (log: LogName, position: number) => void;

export interface OpenedLogs {
  readonly store: EventStore;
  readonly accessStore: EventStore;
  /** Whoever follows the logs in another thread is told from now on, and at once how far they are. */
  tell(listener: GrowthListener): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the business log and the access log. Several processes keep both in one store: who looked at what must be found
 * whoever answered him, and streams of its own category keep it out of every view of the business. Rejects with one sentence naming the file or
 * the server.
 */
export async function openLogs(sources: LogSources): Promise<OpenedLogs> {
  const { openLog = businessLog(sources), log, metrics, file } = sources;
  const listeners: GrowthListener[] = [];
  const grown = (name: LogName) => (position: number) => listeners.forEach((listener) => listener(name, position));
  const stored = await openLog({
    file: file('log.sqlite'),
    onCommit: (events, ms) => metrics.committed(events, ms),
    onChange: (reason) => tellOf(log, 'event log', reason),
    onHead: grown('business'),
  });
  const store = new UpcastingEventStore(stored, currentForm);
  if (isShared(sources.settings))
    return { store, accessStore: stored, tell: () => Promise.resolve(), close: () => store.close() };
  try {
    const accessStore = await openSqliteEventStore({
      file: file('access.sqlite'),
      onChange: (reason) => tellOf(log, 'access log', reason),
      onHead: grown('access'),
    });
    return {
      store,
      accessStore,
      tell: async (listener) => {
        listeners.push(listener);
        listener('business', await store.head());
        listener('access', await accessStore.head());
      },
      close: async () => {
        await accessStore.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** The business log in the data folder, or on a server; who looked at what stays in the data folder. */
function businessLog({ settings: { esdbUrl: url }, log }: LogSources): OpenLog {
  if (url === undefined) return openSqliteEventStore;
  const onInterrupted = (error: unknown): void =>
    log.warn('subscription to the event log interrupted, it goes on', { reason: String(error) });
  const onUnclosed = (error: unknown): void =>
    log.warn('client of the event log did not end, it is left behind', { reason: String(error) });
  return async ({ onCommit, onChange }) => {
    // The client of a server is loaded only where there is one: it takes a good part of a start.
    const { openEventStoreDb } = await import('./platform/eventstoredb/eventstoredb.store.js');
    return openEventStoreDb({ url, onCommit, onChange, onInterrupted, onUnclosed });
  };
}

/** Nothing is built on a log that holds what this release does not know, or not what was written. */
export async function assertTrustworthy({ store, accessStore }: OpenedLogs): Promise<void> {
  await Promise.all([assertKnownFacts(store), store.assertSound(), accessStore.assertSound()]);
}

/** One line when a log stops and one when it goes on, whatever number of requests meet it meanwhile. */
function tellOf(log: StructuredLogger, name: string, reason: string | undefined): void {
  if (reason === undefined) log.info(`${name} can be written again`);
  else log.error(`${name} cannot be written`, new StoreUnavailable(reason));
}
