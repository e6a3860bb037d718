import type { EventStore } from '../../src/platform/event-store/event-store.port.js';
import type { EventStoreDbStore } from '../../src/platform/eventstoredb/eventstoredb.store.js';
import { openEventStoreDb } from '../../src/platform/eventstoredb/eventstoredb.store.js';
import { EventStoreDbDouble } from '../support/eventstoredb-double/eventstoredb-double.js';
import type { DoubleOptions } from '../support/eventstoredb-double/eventstoredb-double.js';
import type { StoreUnderTest } from './event-store-cases/store-under-test.js';

/** The EventStoreDB adapter as the contract meets it, on a double that is started again with the log it has. */
export class DoubleUnderTest implements StoreUnderTest {
  private double: EventStoreDbDouble | undefined;
  private store: EventStoreDbStore | undefined;
  private readonly others: { readonly double: EventStoreDbDouble; readonly store: EventStoreDbStore }[] = [];

  constructor(private readonly options: DoubleOptions) {}

  async open(): Promise<EventStore> {
    this.double ??= await EventStoreDbDouble.start(this.options);
    this.store ??= await openEventStoreDb({ url: this.double.url });
    return this.store;
  }

  async restart(): Promise<EventStore> {
    await this.store?.close();
    this.store = undefined;
    await this.double?.restart();
    return this.open();
  }

  async another(): Promise<EventStore> {
    const double = await EventStoreDbDouble.start();
    const store = await openEventStoreDb({ url: double.url });
    this.others.push({ double, store });
    return store;
  }

  loseNextAnswer(): void {
    this.double?.faults.arm('break off');
  }

  async close(): Promise<void> {
    for (const { store } of this.others) await store.close();
    await this.store?.close();
    for (const { double } of this.others) await double.stop();
    await this.double?.stop();
  }
}

/** The adapter on a server that is there already, and stays as it is. */
export class ServerUnderTest implements StoreUnderTest {
  private store: EventStoreDbStore | undefined;

  constructor(private readonly url: string) {}

  async open(): Promise<EventStore> {
    this.store ??= await openEventStoreDb({ url: this.url });
    return this.store;
  }

  async restart(): Promise<EventStore> {
    await this.close();
    return this.open();
  }

  async close(): Promise<void> {
    await this.store?.close();
    this.store = undefined;
  }
}
