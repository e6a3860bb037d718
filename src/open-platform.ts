import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CityOrders } from './aggregates/city/standing-orders.js';
import { PublishedRules } from './aggregates/rulebook/rules-reader.js';
import { demoAccounts } from './demo/demo-accounts.js';
import { AccessLog } from './platform/access/access-log.js';
import { DEMO_AUDIENCE, DEMO_ISSUER, DemoIssuer } from './platform/auth/demo-issuer.js';
import { TokenVerifier } from './platform/auth/token-verifier.js';
import type { Clock } from './platform/clock/clock.port.js';
import { startEmbeddedMongo } from './platform/embedded-mongo/embedded-mongo.js';
import type { EventStore } from './platform/event-store/event-store.port.js';
import { StoreUnavailable } from './platform/event-store/event-store.port.js';
import { openSqliteEventStore } from './platform/event-store/sqlite.event-store.js';
import type { SqliteEventStoreOptions } from './platform/event-store/sqlite.event-store.js';
import { openFolderEvidenceStore } from './platform/evidence/folder.evidence-store.js';
import { Admission } from './platform/http/admission.js';
import type { StructuredLogger } from './platform/logging/logger.js';
import { Metrics } from './platform/metrics/metrics.js';
import { Platform } from './platform/platform.js';
import { AsOf } from './platform/projections/as-of.js';
import type { Log } from './platform/projections/log.js';
import { ProjectionRunner } from './platform/projections/projection-runner.js';
import { LiveViews } from './platform/read-store/live-views.js';
import { connectReadStore } from './platform/read-store/read-store.js';
import { LookUpHash } from './platform/sealing/look-up-hash.js';
import { Sealer } from './platform/sealing/sealer.js';
import { openSqliteKeyStore } from './platform/sealing/sqlite.key-store.js';
import { prepareDataFolder } from './platform/settings/data-folder.js';
import type { Settings } from './platform/settings/settings.js';
import { accessProjections, projections } from './projections.js';
import { KnownPurposes } from './purpose-register.js';

export interface OpenedPlatform {
  readonly platform: Platform;
  /** Closes the stores, the last thing a stop does. */
  close(): Promise<void>;
}

/** Opens the business log; a parameter so that failing disks and lost answers can be rehearsed. */
export type OpenLog = (options: SqliteEventStoreOptions) => Promise<EventStore>;

export interface PlatformSources {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: StructuredLogger;
  readonly openLog?: OpenLog;
}

/**
 * Opens every store and hands them out as one platform. Rejects with one clear line: a log in use, damaged, too new or
 * unwritable, a wrong key, a read store that does not answer.
 */
export async function openPlatform({
  settings,
  clock,
  log,
  openLog = openSqliteEventStore,
}: PlatformSources): Promise<OpenedPlatform> {
  prepareDataFolder(settings.dataFolder);
  const file = (name: string) => join(settings.dataFolder, name);
  const key = settings.key ?? demoKey(file('demo.key'));
  const closers: (() => Promise<void>)[] = [];
  const opened = <Resource>(resource: Resource, close: (resource: Resource) => Promise<void>): Resource => {
    closers.unshift(() => close(resource));
    return resource;
  };
  const close = async () => {
    for (const closer of closers) await closer();
  };
  try {
    const metrics = new Metrics();
    const keys = opened(openSqliteKeyStore({ file: file('keys.sqlite'), keyEncryptionKey: key }), (store) =>
      store.close(),
    );
    const store = opened(
      await openLog({
        file: file('log.sqlite'),
        onCommit: (events, ms) => metrics.committed(events, ms),
        onChange: (reason) => tellOf(log, 'event log', reason),
      }),
      (log_) => log_.close(),
    );
    const accessStore = opened(
      await openSqliteEventStore({
        file: file('access.sqlite'),
        onChange: (reason) => tellOf(log, 'access log', reason),
      }),
      (log_) => log_.close(),
    );
    const evidence = await openFolderEvidenceStore({
      folder: file('evidence'),
      keys,
      maxBytes: settings.evidenceMaxBytes,
    });
    const embedded = opened(await startEmbeddedMongo(), (server) => server.close());
    const readStore = opened(await connectReadStore(settings.mongoUrl ?? embedded.url, 'views'), (connection) =>
      connection.close(),
    );
    const issuer = settings.mode === 'demo' ? new DemoIssuer(file('issuer.json'), demoAccounts) : undefined;
    const asOf = opened(
      new AsOf({ store, projections, openStore: () => connectReadStore(embedded.url, `as_of_${randomUUID()}`) }),
      (replays) => replays.close(),
    );
    const accessViews = opened(await connectReadStore(settings.mongoUrl ?? embedded.url, 'access'), (connection) =>
      connection.close(),
    );
    const orders = new CityOrders(store, clock);
    const runnerLog: Log = (level, message, fields) =>
      level === 'error' ? log.error(message, fields['error'], fields) : log[level](message, fields);
    const platform = new Platform({
      settings,
      clock,
      log,
      metrics,
      store,
      accessStore,
      accessLog: opened(
        new AccessLog({ store: accessStore, clock, failed: (error) => log.error('access log', error) }),
        (records) => records.close(),
      ),
      readStore,
      views: new LiveViews(readStore),
      runner: new ProjectionRunner({ store, readStore, projections, log: runnerLog }),
      accessViews: new LiveViews(accessViews),
      accessRunner: new ProjectionRunner({
        store: accessStore,
        readStore: accessViews,
        projections: accessProjections,
        log: runnerLog,
      }),
      asOf,
      sealer: new Sealer(keys),
      hashes: new LookUpHash(key),
      evidence,
      verifier: verifierOf(settings, clock, issuer),
      admission: new Admission({ atOnce: settings.requestsAtOnce, waiting: settings.requestsWaiting, log }),
      demoIssuer: issuer,
      rulesReader: new PublishedRules(store, clock),
      orders,
      purposes: new KnownPurposes(store, orders),
    });
    return { platform, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** One line when a log stops and one when it goes on, whatever number of requests meet it meanwhile. */
function tellOf(log: StructuredLogger, name: string, reason: string | undefined): void {
  if (reason === undefined) log.info(`${name} can be written again`);
  else log.error(`${name} cannot be written`, new StoreUnavailable(reason));
}

function verifierOf(settings: Settings, clock: Clock, issuer: DemoIssuer | undefined): TokenVerifier {
  if (issuer)
    return new TokenVerifier({ issuer: DEMO_ISSUER, audience: DEMO_AUDIENCE, keys: { set: issuer.jwks() }, clock });
  const { issuer: name = '', audience = '', jwksUrl = '' } = settings;
  return new TokenVerifier({ issuer: name, audience, keys: { url: jwksUrl }, clock, type: settings.tokenType });
}

/** The demo's own key, made at its first start and kept beside its data. */
function demoKey(file: string): Buffer {
  if (existsSync(file)) return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  const key = randomBytes(32);
  writeFileSync(file, `${key.toString('hex')}\n`, { mode: 0o600 });
  return key;
}
