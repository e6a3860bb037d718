import type { Anchor, Recorded } from '../fact.js';
import type {
  Appended,
  EventStore,
  Expected,
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

/** How a stored fact is shown to those who fold, answer and react. */
export type FactForm = (stored: Recorded) => Recorded;

/**
 * A log of which every fact is read in its current version, whatever version was written. What is stored does not
 * change; whoever hashes, verifies or exports the stored facts reads below it. A selection by type is made on the
 * stored type, which a new version keeps.
 */
export class UpcastingLog<Stored extends ReadableLog = ReadableLog> implements ReadableLog {
  constructor(
    protected readonly stored: Stored,
    private readonly form: FactForm,
  ) {}

  async read(stream: string, options?: ReadOptions): Promise<readonly Recorded[]> {
    return (await this.stored.read(stream, options)).map(this.form);
  }

  async readAll(after: number, options: ReadAllOptions): Promise<Page> {
    return this.shown(await this.stored.readAll(after, options));
  }

  subscribeAll(after: number, selection: Selection, handler: PageHandler): Subscription {
    return this.stored.subscribeAll(after, selection, async (page) => handler(this.shown(page)));
  }

  head(): Promise<number> {
    return this.stored.head();
  }

  logId(): Promise<string> {
    return this.stored.logId();
  }

  resolve(anchor: Anchor): Promise<number> {
    return this.stored.resolve(anchor);
  }

  positionAt(instant: string): Promise<number> {
    return this.stored.positionAt(instant);
  }

  private shown({ events, upTo }: Page): Page {
    return { events: events.map(this.form), upTo };
  }
}

/** The same over a whole store; what is written goes through as it is. */
export class UpcastingEventStore extends UpcastingLog<EventStore> implements EventStore {
  append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended> {
    return this.stored.append(stream, expected, events);
  }

  health(): StoreHealth {
    return this.stored.health();
  }

  assertSound(options?: { readonly content?: boolean }): Promise<void> {
    return this.stored.assertSound(options);
  }

  condemn(damage: Error): void {
    this.stored.condemn(damage);
  }

  close(): Promise<void> {
    return this.stored.close();
  }
}
