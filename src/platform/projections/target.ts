import type { LiveCollection } from './live-collection.js';
import type { Checkpoint } from './registry.js';
import { Serial } from './serial.js';

/** A collection that is being kept up to date, and how far it has come. */
export class Target {
  /** Batches and retries of parked keys take turns. */
  readonly turns = new Serial();
  /** Set once: this target has fallen out, its member is being brought back with another one. */
  lost: Error | undefined;
  /** How many types this process had passed over when `skippedTypes` was last written. */
  skippedWritten = 0;

  constructor(
    readonly collection: LiveCollection,
    public checkpoint: Checkpoint,
    /** Epoch under which it is the active one; undefined while it is built beside. */
    public epoch: number | undefined,
    /** Types passed over before this process, as the registry remembers them. */
    public skippedBefore: readonly string[],
  ) {}

  get name(): string {
    return this.collection.projection.name;
  }

  get position(): number {
    return this.checkpoint.position;
  }
}
