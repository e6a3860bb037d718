import type { AllStreamResolvedEvent, AllStreamSubscription, Position } from '@eventstore/db-client';
import { START, streamNameFilter } from '@eventstore/db-client';
import type { GuardedClient } from './guarded-client.js';

/** Most items kept between the server and whoever takes them. */
export const BUFFERED = 500;
/** Records looked at for one page of a filtered catch-up, wanted or not. */
const SEARCH_WINDOW = 1_000;

/** Stands between the events where the server said how far it has looked. */
export class Checkpoint {
  constructor(readonly position: Position) {}
}

/** Stands behind the last event that stood when the subscription began. */
export class CaughtUp {}

export type Item = AllStreamResolvedEvent | Checkpoint | CaughtUp;

/** A subscription of the client whose checkpoints come in order among its events. */
export interface SubscriptionSource extends AsyncIterable<Item> {
  /** What is there already, without waiting; null when nothing is. */
  read(): Item | null;
  destroy(error?: Error): unknown;
  /** Ends the call on the server; rejects only with what the subscription itself has failed with. */
  unsubscribe(): Promise<void>;
}

/**
 * Subscribes to the whole log behind a position (exclusive; 0 = from the beginning), to streams with one of the
 * prefixes or, without prefixes, to everything. The client calls `checkpointReached` and `caughtUp` up to a buffer's
 * length before the events in front of them are taken; put into the same buffer, they cannot overtake.
 */
export function subscribe(client: GuardedClient, after: number, prefixes?: readonly string[]): SubscriptionSource {
  const fromPosition = after <= 0 ? START : { commit: BigInt(after), prepare: BigInt(after) };
  const filter =
    prefixes &&
    streamNameFilter({
      prefixes: [...prefixes],
      maxSearchWindow: SEARCH_WINDOW,
      checkpointInterval: 1,
      checkpointReached: (subscription: AllStreamSubscription, position) => {
        subscription.push(new Checkpoint(position));
      },
    });
  const subscription = client.subscribeToAll(
    { fromPosition, requiresLeader: true, ...(filter ? { filter } : {}) },
    { highWaterMark: BUFFERED },
  );
  subscription.on('caughtUp', () => subscription.push(new CaughtUp()));
  // Told through the iterator as well; after that nobody listens, and an unheard error would end the process.
  subscription.on('error', () => undefined);
  return subscription;
}
