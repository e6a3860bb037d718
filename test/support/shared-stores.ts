import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentForm } from '../../src/known-facts.js';
import { UpcastingLog } from '../../src/platform/event-store/upcasting.event-store.js';
import { openEventStoreDbReader } from '../../src/platform/eventstoredb/eventstoredb.store.js';
import type { EsdbLog } from '../../src/platform/eventstoredb/esdb-log.js';
import type { Recorded } from '../../src/platform/fact.js';
import type { LeaseDocument } from '../../src/platform/read-store/lease.js';
import { LEASES } from '../../src/platform/read-store/lease.js';
import type { Projection } from '../../src/platform/projections/projection.js';
import { ProjectionRunner } from '../../src/platform/projections/projection-runner.js';
import { StandbyKeeper } from '../../src/platform/projections/standby-keeper.js';
import { LiveViews } from '../../src/platform/read-store/live-views.js';
import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import { connectReadStore } from '../../src/platform/read-store/read-store.js';
import { steadyTimer } from '../../src/platform/read-store/timer.js';
import { waitForPosition } from '../../src/platform/read-store/wait-for-position.js';
import { EVIDENCE_DATABASE } from '../../src/platform/evidence/mongo.evidence-store.js';
import { KEYS_DATABASE, openMongoKeyStore } from '../../src/platform/sealing/mongo.key-store.js';
import { projections } from '../../src/projections.js';
import { EventStoreDbDouble } from './eventstoredb-double/eventstoredb-double.js';

/** The servers several processes share: those of `ESDB_URL` and `MONGO_URL`, or stand-ins that speak their protocols. */
export class SharedStores {
  private constructor(
    readonly folder: string,
    readonly esdbUrl: string,
    readonly mongoUrl: string,
    private readonly log: EsdbLog,
    private readonly readStore: ReadStore,
    private readonly servers: readonly (() => Promise<void>)[],
  ) {}

  static async open(): Promise<SharedStores> {
    const folder = mkdtempSync(join(tmpdir(), 'discovery-shared-'));
    const servers: (() => Promise<void>)[] = [];
    const esdbUrl = process.env['ESDB_URL'] ?? (await doubleIn(folder, servers));
    const mongoUrl = process.env['MONGO_URL'] ?? (await embedded(servers));
    const readStore = await connectReadStore(mongoUrl, 'views');
    await beginSecrets(join(folder, 'demo'), mongoUrl);
    return new SharedStores(folder, esdbUrl, mongoUrl, openEventStoreDbReader({ url: esdbUrl }), readStore, servers);
  }

  /** What a process needs to be told of them. */
  get env(): Readonly<Record<string, string>> {
    return { ESDB_URL: this.esdbUrl, MONGO_URL: this.mongoUrl, DISCOVERY_DEMO_SEED: '0' };
  }

  async lease(): Promise<LeaseDocument | undefined> {
    return (await this.readStore.db.collection<LeaseDocument>(LEASES).find({}).limit(1).toArray())[0];
  }

  /** Resolves with the lease as soon as another process than `former` holds it. */
  async leaseOfAnother(former = 0): Promise<LeaseDocument & { readonly pid: number }> {
    for (;;) {
      const lease = await this.lease();
      const pid = Number(lease?.holder.split('/')[1]);
      if (lease && pid !== former) return { ...lease, pid };
      await steadyTimer.pause(20);
    }
  }

  async facts(categories: readonly string[]): Promise<readonly Recorded[]> {
    return (await this.log.readAll(0, { categories, limit: 1_000_000 })).events;
  }

  /** Content of every view as the processes have poured it, once they have seen all there is. */
  async hashes(views: readonly Projection[] = projections): Promise<Readonly<Record<string, string>>> {
    const names = views.map(({ name }) => name);
    await waitForPosition(new LiveViews(this.readStore, views), names, await this.log.head(), { timeoutMs: 60_000 });
    return hashesOf(new StandbyKeeper(this.readStore, views), views);
  }

  /** The same, poured anew from the log into a database of its own. */
  async freshHashes(views: readonly Projection[] = projections): Promise<Readonly<Record<string, string>>> {
    const readStore = await connectReadStore(this.mongoUrl, 'poured_anew');
    await readStore.db.dropDatabase();
    const runner = new ProjectionRunner({
      store: new UpcastingLog(this.log, currentForm),
      readStore,
      projections: views,
    });
    try {
      await runner.start();
      return await hashesOf(runner, views);
    } finally {
      await runner.stop();
      await readStore.close();
    }
  }

  /** As if another server had been named. */
  dropKeys(): Promise<void> {
    return dropOn(this.mongoUrl, KEYS_DATABASE);
  }

  async close(): Promise<void> {
    await this.log.close();
    await this.readStore.close();
    for (const stop of this.servers) await stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function hashesOf(
  keeper: Pick<ProjectionRunner, 'hashOf'>,
  views: readonly Projection[],
): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(
    await Promise.all(views.map(async (view) => [view.name, await keeper.hashOf(view)] as const)),
  );
}

/**
 * Empty stores of keys and evidence under a key that lies in the folder: of a log that was used before nobody is told
 * that it needs the keys of then.
 */
async function beginSecrets(demo: string, url: string): Promise<void> {
  for (const database of [KEYS_DATABASE, EVIDENCE_DATABASE]) await dropOn(url, database);
  const keyEncryptionKey = randomBytes(32);
  mkdirSync(demo);
  writeFileSync(join(demo, 'demo.key'), keyEncryptionKey.toString('hex'));
  await (await openMongoKeyStore({ url, keyEncryptionKey })).close();
}

async function dropOn(url: string, database: string): Promise<void> {
  const store = await connectReadStore(url, database);
  await store.db.dropDatabase();
  await store.close();
}

async function doubleIn(folder: string, servers: (() => Promise<void>)[]): Promise<string> {
  const double = await EventStoreDbDouble.start({ file: join(folder, 'server.jsonl') });
  servers.push(() => double.stop());
  return double.url;
}

async function embedded(servers: (() => Promise<void>)[]): Promise<string> {
  const { startEmbeddedMongo } = await import('../../src/platform/embedded-mongo/embedded-mongo.js');
  const server = await startEmbeddedMongo();
  servers.push(() => server.close());
  return server.url;
}
