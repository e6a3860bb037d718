import type { Collection, Db } from 'mongodb';
import { MongoServerError } from 'mongodb';
import { plusMillis } from '../calendar/local-date.js';
import type { Clock } from '../clock/clock.port.js';
import type { Instant } from '../fact.js';

const DUPLICATE_KEY = 11000;
export const LEASES = '_leases';

export interface LeaseDocument {
  /** Name of the work that one process at a time does. */
  readonly _id: string;
  readonly holder: string;
  /** Fencing token: every tenure has a greater one, and nothing ever lowers it. */
  readonly epoch: number;
  /** Whoever comes later than this may take over. */
  readonly until: Instant;
}

export interface LeaseParts {
  readonly db: Db;
  readonly clock: Clock;
  /** What is leased, and by whom: no two processes have the same name. */
  readonly name: string;
  readonly holder: string;
  readonly lastsMs: number;
}

/**
 * A lease in the read store, there to save work: two holders at once (a clock that is wrong, a process that slept) do
 * no harm, because every write that counts is guarded by the position it continues and by the epoch. Every call rejects
 * with what the driver says while the store is away.
 */
export class Lease {
  private readonly leases: Collection<LeaseDocument>;

  constructor(private readonly parts: LeaseParts) {
    this.leases = parts.db.collection<LeaseDocument>(LEASES);
  }

  /** The epoch of a new tenure; undefined while somebody else holds it or was quicker. */
  async take(): Promise<number | undefined> {
    const { name: _id, clock } = this.parts;
    const [known] = await this.leases.find({ _id }).limit(1).toArray();
    if (!known) return this.takeFirst();
    if (clock.now() < known.until) return undefined;
    const { epoch, until } = known;
    const next = this.tenure(epoch + 1);
    const taken = await this.leases.replaceOne({ _id, epoch, until }, next);
    return taken.matchedCount === 1 ? next.epoch : undefined;
  }

  /** False when somebody else has taken over. */
  async renew(epoch: number): Promise<boolean> {
    const { name: _id, holder } = this.parts;
    const renewed = await this.leases.replaceOne({ _id, holder, epoch }, this.tenure(epoch));
    return renewed.matchedCount === 1;
  }

  /** Lets others take over at once; does nothing when somebody has already. */
  async release(epoch: number): Promise<void> {
    const { name: _id, holder, clock } = this.parts;
    await this.leases.replaceOne({ _id, holder, epoch }, { holder, epoch, until: clock.now() });
  }

  private async takeFirst(): Promise<number | undefined> {
    try {
      await this.leases.insertOne({ _id: this.parts.name, ...this.tenure(1) });
      return 1;
    } catch (error) {
      if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return undefined;
      throw error;
    }
  }

  private tenure(epoch: number): Omit<LeaseDocument, '_id'> {
    const { holder, clock, lastsMs } = this.parts;
    return { holder, epoch, until: plusMillis(clock.now(), lastsMs) };
  }
}
