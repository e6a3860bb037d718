import type { DeadLetter } from '../read-store/collections.js';
import type { ProjectionStatus } from './member.js';
import type { Projection } from './projection.js';

/** Whoever keeps the views of one log poured: a `ProjectionRunner`, in this thread or in one of its own. */
export interface ViewKeeper {
  /** Resolves when every view has caught up with the log's end as it was at the start, or has failed for good. */
  start(): Promise<void>;
  /** Finishes the batch in hand, notes the checkpoints, and lets go. */
  stop(): Promise<void>;
  status(): readonly ProjectionStatus[] | Promise<readonly ProjectionStatus[]>;
  /** Facts a view could not fold, and those that wait behind them. */
  deadLetters(name: string): Promise<readonly DeadLetter[]>;
  /** An operator's rebuild; rejects at the first fact that cannot be read, before anything is replaced. */
  rebuild(name: string): Promise<void>;
  /** An operator's way back to the build before; rejects with `NoWayBack` when this release may not read it. */
  rollBack(name: string): Promise<void>;
  /** After a repair: true when the document, or with `*` the view, has caught up. */
  retryParked(name: string, key: string): Promise<boolean>;
  /** Canonical content of the view that is read now. */
  hashOf(projection: Pick<Projection, 'name'>): Promise<string>;
}
