import type { EventStore, Expected, NewEvent } from '../event-store/event-store.port.js';
import { AppendTooLarge, InvalidAppend, StoreUnavailable, WrongRevision } from '../event-store/event-store.port.js';

export const ACCESS_CATEGORY = 'access';

/** Records of one day, in order, with the revision they are to follow. */
interface Batch {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly NewEvent[];
}

/**
 * The streams this process alone writes, one for each day: `access-<yyyymmdd>-<instance>`. It knows their revision
 * without asking.
 */
export class AccessStream {
  private day = '';
  private revision: Expected = 'none';
  /** Sent, and nobody knows whether it stands: until that is known, nothing else may be sent, and this only unchanged. */
  private unsettled: Batch | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly instance: string,
  ) {}

  /** Whether the last append may stand although it was answered with an error. */
  get isUnsettled(): boolean {
    return this.unsettled !== undefined;
  }

  /**
   * Appends, durable when it resolves. After an error with `isUnsettled` the same events must be handed in again.
   * `day` is a local date without dashes.
   */
  async append(day: string, events: readonly NewEvent[]): Promise<void> {
    const batch = this.unsettled ?? this.batchOf(day, events);
    try {
      this.revision = (await this.store.append(batch.stream, batch.expected, batch.events)).revision;
      this.unsettled = undefined;
    } catch (error) {
      if (error instanceof WrongRevision) {
        this.revision = error.actual;
        this.unsettled = undefined;
      } else if (!isDefinite(error)) {
        this.unsettled = batch;
      }
      throw error;
    }
  }

  private batchOf(day: string, events: readonly NewEvent[]): Batch {
    if (day !== this.day) {
      this.day = day;
      this.revision = 'none';
    }
    return { stream: `${ACCESS_CATEGORY}-${day}-${this.instance}`, expected: this.revision, events };
  }
}

/** Nothing of this attempt was written. (Of an earlier attempt that says nothing.) */
function isDefinite(error: unknown): boolean {
  return error instanceof StoreUnavailable || error instanceof InvalidAppend || error instanceof AppendTooLarge;
}
