import { join } from 'node:path';
import { inProcessWriter } from '../../src/platform/event-store/in-process.writer-host.js';
import type { StartWriter, WriterHost } from '../../src/platform/event-store/log-writer-host.js';
import type { SqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import type { StoreUnderTest } from './event-store-cases/store-under-test.js';

/** The embedded store as the contract meets it: a log file in a folder, the writer wherever the test wants it. */
export class SqliteUnderTest implements StoreUnderTest {
  private store: SqliteEventStore | undefined;
  private others: SqliteEventStore[] = [];
  private readonly wire: LossyWire;

  constructor(
    private readonly folder: string,
    startWriter: StartWriter = inProcessWriter(),
  ) {
    this.wire = new LossyWire(startWriter);
  }

  async open(): Promise<SqliteEventStore> {
    this.store ??= await openSqliteEventStore({ file: join(this.folder, 'log.db'), startWriter: this.wire.start });
    return this.store;
  }

  async restart(): Promise<SqliteEventStore> {
    await this.store?.close();
    this.store = undefined;
    return this.open();
  }

  async another(): Promise<SqliteEventStore> {
    const store = await openSqliteEventStore({ file: join(this.folder, `other-${this.others.length}.db`) });
    this.others.push(store);
    return store;
  }

  loseNextAnswer(): void {
    this.wire.loseNext();
  }

  async close(): Promise<void> {
    for (const store of [this.store, ...this.others]) await store?.close();
    this.store = undefined;
    this.others = [];
  }
}

/** Between the desk and a writer: on demand it drops an answer and ends the writer, as a dying thread would. */
class LossyWire {
  private armed = false;
  private ending: Promise<void> = Promise.resolve();

  constructor(private readonly startWriter: StartWriter) {}

  loseNext(): void {
    this.armed = true;
  }

  readonly start: StartWriter = async (file, listener) => {
    await this.ending;
    const host: WriterHost = await this.startWriter(file, {
      ...listener,
      state: (head, reason) => listener.state(head, reason),
      lost: (reason) => listener.lost(reason),
      settled: (group) => {
        if (!this.armed) return listener.settled(group);
        this.armed = false;
        this.ending = host.close();
        listener.lost('answer lost');
      },
    });
    return host;
  };
}
