import type { Anchor, Recorded } from '../fact.js';
import type {
  Page,
  PageHandler,
  ReadAllOptions,
  ReadOptions,
  ReadableLog,
  Selection,
  Subscription,
} from './event-store.port.js';

/** A log whose reading is another log's; whoever extends it changes what is to be different. */
export class ForwardedLog<Source extends ReadableLog = ReadableLog> implements ReadableLog {
  constructor(protected readonly source: Source) {}

  read(stream: string, options?: ReadOptions): Promise<readonly Recorded[]> {
    return this.source.read(stream, options);
  }

  readAll(after: number, options: ReadAllOptions): Promise<Page> {
    return this.source.readAll(after, options);
  }

  subscribeAll(after: number, selection: Selection, handler: PageHandler): Subscription {
    return this.source.subscribeAll(after, selection, handler);
  }

  head(): Promise<number> {
    return this.source.head();
  }

  logId(): Promise<string> {
    return this.source.logId();
  }

  resolve(anchor: Anchor): Promise<number> {
    return this.source.resolve(anchor);
  }

  positionAt(instant: string): Promise<number> {
    return this.source.positionAt(instant);
  }
}
