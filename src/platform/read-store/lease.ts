import { hostname } from 'node:os';
import type { Collection, Db } from 'mongodb';
import { MongoServerError } from 'mongodb';
import { v4 as uuidv4 } from 'uuid';
import { plusMillis } from '../calendar/local-date.js';
import type { Instant } from '../fact.js';

const DUPLICATE_KEY = 11000;
export const LEASES = '_leases';

export interface LeaseDocument {
  /** Name of the work that one process at a time does. */
  readonly _id: string;
  readonly holder: string;
  /** Fencing token: every tenure has a greater one, and nothing ever lowers it. */
  readonly epoch: number;
  /** Whoever comes later than this, by the server's clock, may take over. */
  readonly until: Instant;
}

export interface LeaseParts {
  readonly db: Db;
  /** The one time all who want the lease go by; default: the server's own. */
  readonly now?: () => Promise<Instant>;
  /** What is leased, and by whom: no two processes have the same name. */
  readonly name: string;
  readonly holder: string;
  readonly lastsMs: number;
}

/** A projector that is gone is missed no longer than this. */
export const PROJECTOR_LEASE_MS = 6_000;

/** The lease of whoever pours the views of shared stores, as this process asks for it under a name of its own. */
export function projectorLease(db: Db): Lease {
  const holder = `${hostname()}/${process.pid}/${uuidv4()}`;
  return new Lease({ db, name: 'projector', holder, lastsMs: PROJECTOR_LEASE_MS });
}

/**
 * A lease in the read store, there to save work: two holders at once (a clock that is wrong, a process that slept) do
 * no harm, because every write that counts is guarded by the position it continues and by the epoch. Every call rejects
 * with what the driver says while the store is away.
 */
export class Lease {
  private readonly leases: Collection<LeaseDocument>;
  private readonly now: () => Promise<Instant>;

  constructor(private readonly parts: LeaseParts) {
    const { db, now = () => timeOf(db) } = parts;
    this.leases = db.collection<LeaseDocument>(LEASES);
    this.now = now;
  }

  /** The epoch of a new tenure; undefined while somebody else holds it or was quicker. */
  async take(): Promise<number | undefined> {
    const { name: _id } = this.parts;
    const now = await this.now();
    const known = await this.tenant();
    if (!known) return this.takeFirst(now);
    if (now < known.until) return undefined;
    const { epoch, until } = known;
    const next = this.tenure(epoch + 1, now);
    const taken = await this.leases.replaceOne({ _id, epoch, until }, next);
    return taken.matchedCount === 1 ? next.epoch : undefined;
  }

  /** Who has it, or had it last; undefined before the first tenure. */
  async tenant(): Promise<LeaseDocument | undefined> {
    return (await this.leases.find({ _id: this.parts.name }).limit(1).toArray())[0];
  }

  /** False when somebody else has taken over. */
  async renew(epoch: number): Promise<boolean> {
    const { name: _id, holder } = this.parts;
    const renewed = await this.leases.replaceOne({ _id, holder, epoch }, this.tenure(epoch, await this.now()));
    return renewed.matchedCount === 1;
  }

  /** Lets others take over at once; does nothing when somebody has already. */
  async release(epoch: number): Promise<void> {
    const { name: _id, holder } = this.parts;
    await this.leases.replaceOne({ _id, holder, epoch }, { holder, epoch, until: await this.now() });
  }

  private async takeFirst(now: Instant): Promise<number | undefined> {
    try {
      await this.leases.insertOne({ _id: this.parts.name, ...this.tenure(1, now) });
      return 1;
    } catch (error) {
      if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return undefined;
      throw error;
    }
  }

  private tenure(epoch: number, now: Instant): Omit<LeaseDocument, '_id'> {
    const { holder, lastsMs } = this.parts;
    return { holder, epoch, until: plusMillis(now, lastsMs) };
  }
}

/** The server's clock, by which processes agree whose own clocks differ. */
export async function timeOf(db: Db): Promise<Instant> {
  const { localTime } = await db.admin().command({ hello: 1 });
  if (!(localTime instanceof Date)) throw new Error('the read store does not tell its time');
  return localTime.toISOString();
}
