import type { Recorded } from '../fact.js';
import type {
  Appended,
  EventStore,
  Expected,
  FactKind,
  NewEvent,
  Page,
  PageHandler,
  ReadAllOptions,
  ReadOptions,
  ReadableLog,
  Selection,
  StoreHealth,
  Subscription,
} from './event-store.port.js';
import { ForwardedLog } from './forwarded-log.js';

/** How a stored fact is shown to those who fold, answer and react. */
export type FactForm = (stored: Recorded) => Recorded;

/**
 * A log of which every fact is read in its current version, whatever version was written. What is stored does not
 * change; whoever hashes, verifies or exports the stored facts reads below it. A selection by type is made on the
 * stored type, which a new version keeps.
 */
export class UpcastingLog<Stored extends ReadableLog = ReadableLog> extends ForwardedLog<Stored> {
  constructor(
    stored: Stored,
    private readonly form: FactForm,
  ) {
    super(stored);
  }

  override async read(stream: string, options?: ReadOptions): Promise<readonly Recorded[]> {
    return (await this.source.read(stream, options)).map(this.form);
  }

  override async readAll(after: number, options: ReadAllOptions): Promise<Page> {
    return this.shown(await this.source.readAll(after, options));
  }

  override subscribeAll(after: number, selection: Selection, handler: PageHandler): Subscription {
    return this.source.subscribeAll(after, selection, async (page) => handler(this.shown(page)));
  }

  private shown({ events, upTo }: Page): Page {
    return { events: events.map(this.form), upTo };
  }
}

/** The same over a whole store; what is written goes through as it is. */
export class UpcastingEventStore extends UpcastingLog<EventStore> implements EventStore {
  append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    return this.source.append(stream, expected, events);
  }

  health(): StoreHealth {
    return this.source.health();
  }

  lastOutside(categories: readonly string[], upTo?: number): Promise<number> {
    return this.source.lastOutside(categories, upTo);
  }

  /** As they are stored: what this release makes of them is for its callers to say. */
  kinds(): Promise<readonly FactKind[]> {
    return this.source.kinds();
  }

  assertSound(options?: { readonly latest?: number }): Promise<void> {
    return this.source.assertSound(options);
  }

  condemn(damage: Error): void {
    this.source.condemn(damage);
  }

  close(): Promise<void> {
    return this.source.close();
  }
}
