import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CityOrders } from './aggregates/city/standing-orders.js';
import { AssignedVillages } from './aggregates/coordinator/assigned-villages.js';
import { PublishedRules } from './aggregates/rulebook/rules-reader.js';
import { demoAccounts } from './demo/demo-accounts.js';
import type { OpenLog, OpenedLogs } from './open-logs.js';
import { assertTrustworthy, openLogs } from './open-logs.js';
import type { OpenedViews } from './open-views.js';
import { openEvidence, openKeysOfFolder, openSharedKeys } from './open-secrets.js';
import { openEmbeddedStore, openViews } from './open-views.js';
import { Opened } from './opened.js';
import { AccessLog } from './platform/access/access-log.js';
import { DEMO_AUDIENCE, DEMO_ISSUER, DemoIssuer } from './platform/auth/demo-issuer.js';
import { TokenVerifier } from './platform/auth/token-verifier.js';
import type { Clock } from './platform/clock/clock.port.js';
import { Admission } from './platform/http/admission.js';
import type { EmbeddedMongo } from './platform/embedded-mongo/embedded-mongo.js';
import type { StructuredLogger } from './platform/logging/logger.js';
import { Metrics } from './platform/metrics/metrics.js';
import { Platform } from './platform/platform.js';
import { LookUpHash } from './platform/sealing/look-up-hash.js';
import { Sealer } from './platform/sealing/sealer.js';
import { prepareDataFolder } from './platform/settings/data-folder.js';
import { assertSecretsPlace } from './platform/settings/secrets-place.js';
import type { Settings } from './platform/settings/settings.js';
import { KnownPurposes } from './purpose-register.js';

export interface OpenedPlatform {
  readonly platform: Platform;
  readonly takeOver: OpenedViews['takeOver'];
  /** Closes the stores, the last thing a stop does. */
  close(): Promise<void>;
}

export interface PlatformSources {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: StructuredLogger;
  readonly openLog?: OpenLog;
  /** Names of the views of the business log that are kept; all of them by default. */
  readonly onlyViews?: readonly string[];
}

/**
 * Opens every store and hands them out as one platform. Rejects with one clear line: a log in use, damaged, too new or
 * unwritable, a wrong key, a read store that does not answer.
 */
export async function openPlatform({
  settings,
  clock,
  log,
  openLog,
  onlyViews,
}: PlatformSources): Promise<OpenedPlatform> {
  prepareDataFolder(settings.dataFolder);
  assertSecretsPlace(settings);
  const file = (name: string) => join(settings.dataFolder, name);
  const key = settings.key ?? demoKey(file('demo.key'));
  const opened = new Opened();
  const close = () => opened.close();
  try {
    const metrics = new Metrics();
    const secrets = { settings, file, key };
    const keysOfFolder = openKeysOfFolder(secrets);
    if (keysOfFolder) opened.add(keysOfFolder);
    const logs = opened.add(await openLogs({ settings, openLog, log, metrics, file }));
    const { store, accessStore } = logs;
    const keys = keysOfFolder ?? opened.add(await openSharedKeys(secrets, logs));
    const evidence = opened.add(await openEvidence(secrets, keys));
    const embedded = opened.add(await besideTheCheck(openEmbeddedStore({ settings, log, file, key }), logs));
    const views = opened.add(await openViews({ settings, log, file, logs, embedded, only: onlyViews }));
    const issuer = settings.mode === 'demo' ? new DemoIssuer(file('issuer.json'), demoAccounts) : undefined;
    const orders = new CityOrders(store, clock);
    const platform = new Platform({
      settings,
      clock,
      log,
      metrics,
      store,
      accessStore,
      accessLog: opened.add(
        new AccessLog({ store: accessStore, clock, failed: (error) => log.error('access log', error) }),
      ),
      ...views.parts,
      sealer: new Sealer(keys),
      hashes: new LookUpHash(keys.lookUpRoot),
      evidence,
      verifier: verifierOf(settings, clock, issuer),
      admission: new Admission({ atOnce: settings.requestsAtOnce, waiting: settings.requestsWaiting, log }),
      demoIssuer: issuer,
      assignments: new AssignedVillages(store),
      rulesReader: new PublishedRules(store, clock),
      orders,
      purposes: new KnownPurposes(store, orders),
    });
    return { platform, takeOver: views.takeOver, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Looking through the logs and restoring the views take their time, on different cores. */
async function besideTheCheck(opening: Promise<EmbeddedMongo>, logs: OpenedLogs): Promise<EmbeddedMongo> {
  const [checked, embedded] = await Promise.allSettled([assertTrustworthy(logs), opening]);
  if (embedded.status === 'rejected') throw embedded.reason;
  if (checked.status === 'fulfilled') return embedded.value;
  await embedded.value.close();
  throw checked.reason;
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
