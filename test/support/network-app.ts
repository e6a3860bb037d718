import { EventStoreDbDouble } from './eventstoredb-double/eventstoredb-double.js';
import { startEmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import type { OpenLog } from '../../src/open-logs.js';
import type { EsdbLogOptions } from '../../src/platform/eventstoredb/esdb-log.js';
import { openEventStoreDb, openEventStoreDbReader } from '../../src/platform/eventstoredb/eventstoredb.store.js';
import type { TestApp } from './app.js';
import { startApp } from './app.js';
import { wrapped } from './faults.js';
import { FaultProxy } from './fault-proxy/fault-proxy.js';

/** The app with both stores on servers, each behind a network of its own. */
export interface NetworkApp {
  readonly app: TestApp;
  readonly double: EventStoreDbDouble;
  /** Between the app and the event store. */
  readonly toLog: FaultProxy;
  /** Between the projections and the event store: in the built app they have a line of their own as well. */
  readonly toProjections: FaultProxy;
  /** Between the app and the read store. */
  readonly toViews: FaultProxy;
  /** Heals both networks and stops everything. */
  stop(): Promise<void>;
}

/** `patience`: of the app with its log, where it is not the usual one. */
export async function startNetworkApp(
  now: string,
  patience: Partial<Pick<EsdbLogOptions, 'patienceMs' | 'stallMs'>> = {},
): Promise<NetworkApp> {
  const double = await EventStoreDbDouble.start();
  const mongo = await startEmbeddedMongo();
  const toLog = await FaultProxy.start(double.port);
  const toProjections = await FaultProxy.start(double.port);
  const toViews = await FaultProxy.start(Number(new URL(mongo.url).port));
  const env = { ESDB_URL: toLog.through(double.url), MONGO_URL: toViews.through(mongo.url), DISCOVERY_DEMO_SEED: '0' };
  const followed = openEventStoreDbReader({ url: toProjections.through(double.url), ...patience });
  const openLog: OpenLog = async () => {
    const store = await openEventStoreDb({ url: env.ESDB_URL, ...patience });
    return wrapped(store, { subscribeAll: (...asked) => followed.subscribeAll(...asked) });
  };
  const app = await startApp({ now, env, openLog });
  const networks = [toLog, toProjections, toViews];
  const stop = async (): Promise<void> => {
    for (const network of networks) await network.heal();
    await app.stop();
    await followed.close();
    for (const network of networks) await network.close();
    await mongo.close();
    await double.stop();
  };
  return { app, double, toLog, toProjections, toViews, stop };
}
