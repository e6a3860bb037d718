import type { Anchor } from '../fact.js';

/** One document per projection: which collection is read, and how far it has come. */
export const REGISTRY = '_registry';
/** Facts that could not be folded, and those that queue behind them. */
export const DEAD_LETTERS = '_dead_letters';
/** Collections under construction, so that the remains of a crash can be cleared. */
export const BUILDS = '_builds';

/** Key of a dead letter that concerns the whole projection: nobody could say which documents the fact reaches. */
export const EVERY_KEY = '*';

/** A collection with the point of the log it stands for. */
export interface Poured {
  readonly active: string;
  readonly version: number;
  /** Checkpoint and watermark: every fact up to here is folded. */
  readonly position: number;
  /** Last fact seen at or before `position`, to recognise a log that was restored and has grown past it. */
  readonly eventId: string | null;
  readonly anchor: Anchor | null;
  readonly logId: string;
  readonly categories: readonly string[];
  /** Fact types of these categories that were passed over; once one of them is wanted the view is rebuilt. */
  readonly skippedTypes: readonly string[];
}

export interface RegistryDocument extends Omit<Poured, 'active'> {
  /** Name of the projection. */
  readonly _id: string;
  /** null before the first build is finished. */
  readonly active: string | null;
  /** Grows with each change of the active collection; whoever writes with an older one writes nothing. */
  readonly epoch: number;
  /** Number of builds ever begun: the last part of a collection's name. */
  readonly builds: number;
  /** The collection before this one, kept for going back until the next rebuild; in memory, or of another version, until the next start. */
  readonly previous: Poured | null;
  /** Documents counted when a runner stopped at `countedAt`; a difference at start means somebody wrote by hand. */
  readonly counted: number | null;
  readonly countedAt: number | null;
  /** Epoch of the lease under which it was last written; an earlier one writes nothing. Absent without a lease. */
  readonly fence?: number;
  /** Why nobody may read the active collection until it is poured again; null when all is well. */
  readonly withheld: string | null;
}

export interface DeadLetter {
  /** `<collection>/<position>/<key>`: recorded twice is recorded once. */
  readonly _id: string;
  readonly projection: string;
  /** The build this letter belongs to; a rebuild starts without letters. */
  readonly collection: string;
  readonly key: string;
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** Where the reducer broke, or that this fact waits behind another; never anything of the payload. */
  readonly reason: string;
}

export interface BuildDocument {
  /** Name of the collection. */
  readonly _id: string;
  readonly projection: string;
  readonly number: number;
}
