import { household } from '../../src/aggregates/household/household.js';
import { currentForm } from '../../src/known-facts.js';
import { StreamMemory } from '../../src/platform/change/stream-memory.js';
import type { EventStore } from '../../src/platform/event-store/event-store.port.js';
import { LogDamaged } from '../../src/platform/event-store/log-refusals.js';
import { UpcastingEventStore } from '../../src/platform/event-store/upcasting.event-store.js';
import type { Recorded } from '../../src/platform/fact.js';
import { Routes } from '../../src/platform/projections/routes.js';
import { UnknownFact } from '../../src/platform/rule-broken.js';
import { projections } from '../../src/projections.js';
import { sentenceOf } from '../../src/views/audit-trail/sentences-by-category.js';
import { LogWriter } from '../support/log-of.js';
import { MemoryEventStore } from '../support/memory-event-store.js';
import { excusedMonth, registeredHousehold } from '../support/people.js';
import type { GivenFact } from '../support/recorded.js';
import { tempFolder } from '../support/temp-folder.js';
import type { StoreUnderTest } from './event-store-cases/store-under-test.js';
import { newEvent, newStream } from './event-store-cases/store-under-test.js';
import { casesFor, eventStoreCases } from './event-store.contract.js';
import { SqliteUnderTest } from './sqlite-under-test.js';

/** The embedded store, read in the current version. */
class UpcastUnderTest implements StoreUnderTest {
  private readonly shown = new Map<EventStore, EventStore>();

  constructor(private readonly stored: SqliteUnderTest) {}

  open = async (): Promise<EventStore> => this.over(await this.stored.open());
  restart = async (): Promise<EventStore> => this.over(await this.stored.restart());
  another = async (): Promise<EventStore> => this.over(await this.stored.another());
  loseNextAnswer = (): void => this.stored.loseNextAnswer();

  private over(stored: EventStore): EventStore {
    const shown = this.shown.get(stored) ?? new UpcastingEventStore(stored, currentForm);
    this.shown.set(stored, shown);
    return shown;
  }
}

describe('a store that shows every fact in its current version', () => {
  let sqlite: SqliteUnderTest;
  let under: UpcastUnderTest;
  beforeAll(async () => {
    sqlite = new SqliteUnderTest((await tempFolder()).path);
    under = new UpcastUnderTest(sqlite);
  });
  afterAll(() => sqlite.close());

  it.each(eventStoreCases.map((one) => [one.name, one] as const))('%s', (_, one) => one.run(under));

  it('hands on that the log is damaged, and what the store below says of itself', async () => {
    const store = await under.another();
    store.condemn(new LogDamaged('log.db', '位置 3'));
    const health = { writable: false, reason: new LogDamaged('log.db', '位置 3').message };
    expect(store.health()).toEqual(health);
    await expect(store.append(newStream(), 'none', [newEvent()])).rejects.toThrow(health.reason);
    await store.assertSound();
  });

  it('goes through every case of the contract', () => {
    expect(casesFor(under)).toEqual(eventStoreCases);
  });
});

const STREAM = 'household-h-1';
const excuse = { month: '2026-09', reason: 'IN_HOSPITAL' };
const told = (data: object, schemaVersion: string): GivenFact => ({
  type: 'MonthlyVisitExcused',
  stream: STREAM,
  data,
  metadata: { schemaVersion, townCode: '341881100' },
});

describe('a log with an excuse of every version', () => {
  let stored: MemoryEventStore;
  let store: EventStore;
  const approved = { kind: 'APPROVED', proposalId: 'p-1', proposedBy: 'u-officer' } as const;
  const present = excusedMonth(excuse.month, excuse.reason, approved);
  beforeEach(async () => {
    stored = new MemoryEventStore();
    store = new UpcastingEventStore(stored, currentForm);
    await new LogWriter(stored).write(
      { ...registeredHousehold(), stream: STREAM },
      told({ ...excuse, proposalId: 'p-1', proposedBy: 'u-officer' }, '1'),
      told(excuse, '1'),
      told(present.data, '2'),
      told({ ...present.data, ground: 'OTHERWISE' }, '3'),
    );
  });

  const data = (facts: readonly Recorded[]) => facts.map((fact) => fact.data);
  const shown = [
    registeredHousehold().data,
    present.data,
    excusedMonth(excuse.month, excuse.reason).data,
    present.data,
    { ...present.data, ground: 'OTHERWISE' },
  ];

  it('is read the same way by stream, by position, by township and live', async () => {
    const live: Recorded[] = [];
    const subscription = store.subscribeAll(0, {}, async ({ events }) => {
      live.push(...events);
      if (live.length === shown.length) void subscription.stop();
    });
    await subscription.ended;
    const page = await store.readAll(0, { limit: 10 });
    expect(data(page.events)).toEqual(shown);
    expect(page.upTo).toBe(5);
    expect(live).toEqual(page.events);
    expect(await store.read(STREAM)).toEqual(page.events);
    expect((await store.read(STREAM, { direction: 'backwards' })).map(({ revision }) => revision)).toEqual([
      4, 3, 2, 1, 0,
    ]);
    expect((await store.readAll(0, { limit: 10, town: '341881100' })).events).toEqual(page.events.slice(1));
  });

  it('stands as it was written', async () => {
    await store.read(STREAM);
    expect((await stored.read(STREAM)).map(({ metadata }) => metadata.schemaVersion)).toEqual([
      '1',
      '1',
      '1',
      '2',
      '3',
    ]);
  });

  it('is decided on by nobody who does not know the newest', async () => {
    await expect(new StreamMemory(store).load(household, 'h-1')).rejects.toEqual(
      new UnknownFact('MonthlyVisitExcused(v3)', STREAM),
    );
  });

  it('is answered from without the newest, which is remembered as passed over', async () => {
    const routes = new Routes(projections);
    const hands = routes.deal((await store.readAll(0, { limit: 10 })).events);
    expect(hands.get('visit-calendar')?.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
    expect([...routes.passedOver('visit-calendar')]).toEqual(['MonthlyVisitExcused(v3)']);
  });

  it('is read aloud, and says of the newest that it is not understood', async () => {
    expect((await store.read(STREAM, { from: 1 })).map(sentenceOf)).toEqual([
      '复核同意，2026-09 免访，原因：住院',
      '家庭已无成员，按规定，2026-09 免访，原因：住院',
      '复核同意，2026-09 免访，原因：住院',
      '（本版本不认识的事实 MonthlyVisitExcused(v3)）',
    ]);
  });
});
