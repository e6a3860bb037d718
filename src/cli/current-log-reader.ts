import { currentForm } from '../known-facts.js';
import type { Page, ReadAllOptions, ReadOptions } from '../platform/event-store/event-store.port.js';
import type { SqliteLogReader } from '../platform/event-store/sqlite-log-reader.js';
import type { Recorded } from '../platform/fact.js';

/** A log file as this release understands it: every fact in its current version. For facts as stored: the reader. */
export class CurrentLogReader {
  constructor(private readonly stored: SqliteLogReader) {}

  head(): number {
    return this.stored.head();
  }

  async stream(stream: string, options?: ReadOptions): Promise<readonly Recorded[]> {
    return (await this.stored.stream(stream, options)).map(currentForm);
  }

  async page(after: number, options: ReadAllOptions): Promise<Page> {
    const { events, upTo } = await this.stored.page(after, options);
    return { events: events.map(currentForm), upTo };
  }
}
