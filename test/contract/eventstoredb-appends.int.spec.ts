import type { EventStore, NewEvent } from '../../src/platform/event-store/event-store.port.js';
import {
  AppendTooLarge,
  InvalidAppend,
  StoreUnavailable,
  UnknownOutcome,
  WrongRevision,
} from '../../src/platform/event-store/event-store.port.js';
import { idsOf, insist, newEvent, newEvents, newStream } from './event-store-cases/store-under-test.js';
import { OnDouble, refusalOf, until } from './eventstoredb-on-double.js';

/** Short enough for a test that waits for it, long enough for an answer on this machine. */
const PATIENCE_MS = 1_000;

const on = new OnDouble();
afterEach(() => on.close());

async function idsIn(store: EventStore, stream: string): Promise<readonly string[]> {
  return idsOf(await store.read(stream));
}

describe('an append whose answer does not come', () => {
  it('is of unknown outcome when the server never answers it', async () => {
    const double = await on.double();
    const store = await on.store(double, { patienceMs: PATIENCE_MS });
    const stream = newStream();
    const events = newEvents(2);
    double.faults.arm('lose answer');
    expect(await refusalOf(store.append(stream, 'none', events))).toBeInstanceOf(UnknownOutcome);
    expect(await store.append(stream, 'none', events)).toMatchObject({ revision: 1 });
    expect(await idsIn(store, stream)).toEqual(idsOf(events));
  });

  it('is of unknown outcome when the server stands still, and a read is unavailable; afterwards both go on', async () => {
    const double = await on.double();
    const store = await on.store(double, { patienceMs: PATIENCE_MS });
    const stream = newStream();
    const events = newEvents(1);
    double.freeze();
    expect([await refusalOf(store.append(stream, 'none', events)), await refusalOf(store.read(stream))]).toEqual([
      expect.any(UnknownOutcome),
      expect.any(StoreUnavailable),
    ]);
    double.thaw();
    expect(await insist(() => store.append(stream, 'none', events))).toMatchObject({ revision: 0 });
    expect(await idsIn(store, stream)).toEqual(idsOf(events));
  });

  it('has the first answer when it is tried again after a late one', async () => {
    const double = await on.double();
    const store = await on.store(double, { patienceMs: PATIENCE_MS });
    const stream = newStream();
    const [first, later] = [newEvents(2), newEvents(1)];
    double.faults.arm('hold answer');
    expect(await refusalOf(store.append(stream, 'none', first))).toBeInstanceOf(UnknownOutcome);
    await store.append(stream, 1, later);
    double.faults.release();
    const standing = await store.read(stream);
    expect(await store.append(stream, 'none', first)).toEqual({ revision: 1, position: standing[1]?.position });
    expect(idsOf(standing)).toEqual(idsOf([...first, ...later]));
  });

  it.each(['answer timeout', 'not ready', 'break off'] as const)(
    'is of unknown outcome after "%s", and stands once when it was tried again',
    async (fault) => {
      const double = await on.double();
      const store = await on.store(double);
      const stream = newStream();
      const events = newEvents(2);
      double.faults.arm(fault);
      expect(await refusalOf(store.append(stream, 'none', events))).toBeInstanceOf(UnknownOutcome);
      expect(await insist(() => store.append(stream, 'none', events))).toMatchObject({ revision: 1 });
      expect(await idsIn(store, stream)).toEqual(idsOf(events));
    },
  );

  it('is of unknown outcome while nobody listens, also where the client hands on an error without a type', async () => {
    const double = await on.double();
    const store = await on.store(double);
    const stream = newStream();
    const events = newEvents(1);
    await double.stop();
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(await refusalOf(store.append(stream, 'none', events))).toBeInstanceOf(UnknownOutcome);
    }
    await double.up();
    expect(await insist(() => store.append(stream, 'none', events))).toMatchObject({ revision: 0 });
  });

  it('is of unknown outcome when another cluster of this process breaks off, and stands once', async () => {
    const [double, other] = [await on.double(), await on.double()];
    const [store, neighbour] = [await on.store(double), await on.store(other)];
    const stream = newStream();
    const events = newEvents(1);
    double.faults.arm('hold answer');
    const outcome = refusalOf(store.append(stream, 'none', events));
    await until(() => double.arrived.includes(stream));
    other.faults.arm('break off');
    await refusalOf(neighbour.append(newStream(), 'none', newEvents(1)));
    expect(await outcome).toBeInstanceOf(UnknownOutcome);
    expect(await insist(() => store.append(stream, 'none', events))).toMatchObject({ revision: 0 });
    expect(await idsIn(store, stream)).toEqual(idsOf(events));
  });
});

describe('an answer that says less or other than what stands', () => {
  it('a repetition answered without a position is read back', async () => {
    const double = await on.double();
    const store = await on.store(double);
    const stream = newStream();
    double.faults.arm('answer without position');
    const { position } = await store.append(stream, 'none', newEvents(2));
    expect(position).toBe((await store.read(stream)).at(-1)?.position);
  });

  it('a wrong revision is no conflict when the very events stand there', async () => {
    const double = await on.double();
    const store = await on.store(double);
    const stream = newStream();
    await store.append(stream, 'none', newEvents(1));
    const events = newEvents(2);
    double.faults.arm('answer wrong version');
    const answer = await store.append(stream, 0, events);
    expect(answer).toEqual({ revision: 2, position: (await store.read(stream)).at(-1)?.position });
  });

  it('the same ids at the revision that the stream has now would stand twice: a retry names the first revision', async () => {
    const double = await on.double();
    const store = await on.store(double);
    const stream = newStream();
    const events = newEvents(1);
    double.faults.arm('break off');
    await refusalOf(store.append(stream, 'none', events));
    await insist(() => store.append(stream, 'none', events));
    expect(await idsIn(store, stream)).toEqual(idsOf(events));
    // What the port forbids, and why: the server does not mind ids it has seen.
    await store.append(stream, 0, events);
    expect(await idsIn(store, stream)).toEqual(idsOf([...events, ...events]));
  });
});

describe('the client', () => {
  it('is one for all stores of a process on a cluster', async () => {
    const double = await on.double();
    const stores = [await on.store(double), await on.store(double)];
    for (const store of stores) await store.append(newStream(), 'none', newEvents(1));
    expect(double.open.batchAppends).toBe(1);
    await stores[0]?.close();
    await stores[1]?.append(newStream(), 'none', newEvents(1));
  });

  it('is replaced when the server answers an append twice, and the process lives on', async () => {
    const double = await on.double();
    const store = await on.store(double);
    const stream = newStream();
    const events = newEvents(1);
    double.faults.arm('answer twice');
    await insist(() => store.append(stream, 'none', events));
    for (let revision = 0; revision < 3; revision++) {
      const next = newEvents(1);
      await insist(() => store.append(stream, revision, next));
    }
    expect((await store.read(stream)).map(({ revision }) => revision)).toEqual([0, 1, 2, 3]);
  });

  it('is replaced when three appends in a row were not answered, and the next one is', async () => {
    const double = await on.double();
    const store = await on.store(double, { patienceMs: PATIENCE_MS });
    const stream = newStream();
    const events = newEvents(1);
    double.faults.deafen();
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(await refusalOf(store.append(stream, 'none', events))).toBeInstanceOf(UnknownOutcome);
    }
    expect(await store.append(stream, 'none', events)).toMatchObject({ revision: 0 });
  });

  it('goes where the leader is', async () => {
    const [follower, leader] = [await on.double(), await on.double()];
    const store = await on.store(follower);
    const stream = newStream();
    const events = newEvents(1);
    follower.faults.leader = { host: '127.0.0.1', port: leader.port };
    follower.faults.arm('not leader');
    expect(await refusalOf(store.append(stream, 'none', events))).toBeInstanceOf(UnknownOutcome);
    await insist(() => store.append(stream, 'none', events));
    expect(leader.arrived).toEqual([stream]);
  });

  it('appends to a server that knows no batches', async () => {
    const double = await on.double({ batches: false });
    const store = await on.store(double);
    const stream = newStream();
    const events = newEvents(2);
    const first = await store.append(stream, 'none', events);
    expect(await store.append(stream, 'none', events)).toEqual(first);
    expect(await refusalOf(store.append(stream, 'none', newEvents(1)))).toEqual(new WrongRevision(stream, 'none', 1));
    expect(double.open.batchAppends).toBe(0);
  });

  it('finds the leader of a cluster by asking for it', async () => {
    const double = await on.double();
    const store = await on.store(double, { url: double.discoverUrl });
    const stream = newStream();
    await store.append(stream, 'none', newEvents(1));
    expect((await store.read(stream)).length).toBe(1);
  });
});

describe('before anything is sent', () => {
  const event = newEvent();
  const refused: readonly (readonly [string, string, readonly NewEvent[]])[] = [
    ['an id that is no UUID', newStream(), [{ ...event, id: 'visit-1' }]],
    ['the nil id', newStream(), [{ ...event, id: '00000000-0000-0000-0000-000000000000' }]],
    ['an id in capitals', newStream(), [{ ...event, id: event.id.toUpperCase() }]],
    ['an empty type', newStream(), [{ ...event, type: '' }]],
    ['no event', newStream(), []],
    ['an id twice', newStream(), [event, event]],
    ['a stream of the store', '$all', [event]],
    ['the name that ends the server', '$$', [event]],
    ['a stream name of Chinese letters', '入户-1', [event]],
    ['a stream name with a tab', 'case-\t1', [event]],
    ['an empty stream name', '', [event]],
  ];

  it.each(refused)('%s is refused', async (_what, stream, events) => {
    const double = await on.double();
    const store = await on.store(double);
    const before = [...double.arrived];
    expect(await refusalOf(store.append(stream, 'none', events))).toBeInstanceOf(InvalidAppend);
    expect(double.arrived).toEqual(before);
  });

  it('an append over the limit is refused: it would be thrown out together with its neighbours', async () => {
    const double = await on.double();
    const store = await on.store(double);
    const before = [...double.arrived];
    const large = [newEvent({ data: { text: 'x'.repeat(1_100_000) } })];
    expect(await refusalOf(store.append(newStream(), 'none', large))).toBeInstanceOf(AppendTooLarge);
    expect(double.arrived).toEqual(before);
  });

  it('a limit of 0 is answered here: the server would never do so', async () => {
    const double = await on.double();
    const store = await on.store(double);
    double.freeze();
    expect(await store.read(newStream(), { limit: 0 })).toEqual([]);
    expect(await store.readAll(7, { limit: 0 })).toEqual({ events: [], upTo: 7 });
  });
});
