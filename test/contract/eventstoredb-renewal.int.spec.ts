import { once } from 'node:events';
import { ClientLane } from '../../src/platform/eventstoredb/client-lane.js';
import { readConnection } from '../../src/platform/eventstoredb/connection.js';
import type { GuardedClient } from '../../src/platform/eventstoredb/guarded-client.js';
import { NoAnswer } from '../../src/platform/eventstoredb/in-time.js';
import { newEvents, newStream } from './event-store-cases/store-under-test.js';
import { OnDouble, until } from './eventstoredb-on-double.js';

const FAILURES = 3;
const CLOSING_MS = 100;
/** More events than client and transport keep before somebody takes one, and few enough that the answer ends behind them. */
const MORE_THAN_IS_KEPT = 40;

const on = new OnDouble();
afterEach(() => on.close());

/** What was told of clients that did not end. */
let unclosed: unknown[] = [];
beforeEach(() => (unclosed = []));

async function laneOnDouble(): Promise<ClientLane> {
  const { url } = await on.double();
  return new ClientLane(readConnection(url), {
    onUnclosed: (error) => unclosed.push(error),
    closingMs: CLOSING_MS,
  });
}

function lose(lane: ClientLane, client: GuardedClient): void {
  for (let failure = 0; failure < FAILURES; failure++) lane.failed(client);
}

/** As a client whose calls cannot be ended does. */
const never = (): Promise<void> => new Promise(() => undefined);

describe('a client that has been given up', () => {
  it('holds nobody up who asks for the next one, although its own end never comes, and is told', async () => {
    const lane = await laneOnDouble();
    const broken = await lane.client();
    broken.dispose = never;
    lose(lane, broken);
    expect(await lane.client()).not.toBe(broken);
    expect(unclosed).toEqual([new NoAnswer(CLOSING_MS)]);
    await lane.close();
    expect(unclosed).toEqual([new NoAnswer(CLOSING_MS), new NoAnswer(CLOSING_MS)]);
  });

  it('holds nobody up when it ends with an error, which is told', async () => {
    const lane = await laneOnDouble();
    const broken = await lane.client();
    const error = new Error('cannot be ended');
    broken.dispose = () => Promise.reject(error);
    lose(lane, broken);
    expect(await lane.client()).not.toBe(broken);
    await lane.close();
    expect(unclosed).toEqual([error]);
  });

  it('is waited for by whoever closes, as long as it may still end in time', async () => {
    const lane = await laneOnDouble();
    const broken = await lane.client();
    let end = (): void => undefined;
    broken.dispose = () => new Promise((resolve) => (end = resolve));
    lose(lane, broken);
    await lane.client();
    let isClosed = false;
    const closing = lane.close().then(() => (isClosed = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(isClosed).toBe(false);
    end();
    await closing;
    expect(unclosed).toEqual([new NoAnswer(CLOSING_MS)]);
  });

  it('ends although nobody has taken all that a read of it was answered', async () => {
    const { lane } = await halfTaken();
    await lane.close();
    expect(unclosed).toEqual([]);
  });

  it('ends a read that is half taken with an error, never as if all had been read', async () => {
    const { lane, client, read } = await halfTaken();
    lose(lane, client);
    await expect(read.toArray()).rejects.toThrow('the client was given up before all of the answer was taken');
    await lane.close();
  });
});

/** A read whose answer has come to its end, of which nobody has taken anything yet. */
async function halfTaken() {
  const double = await on.double();
  const store = await on.store(double);
  const stream = newStream();
  await store.append(stream, 'none', newEvents(MORE_THAN_IS_KEPT));
  const lane = new ClientLane(readConnection(double.url), { onUnclosed: (error) => unclosed.push(error) });
  const client = await lane.client();
  const read = client.readStream(stream);
  // Told through the iterator; before anybody iterates, an unheard error would end the process.
  read.on('error', () => undefined);
  await once(read, 'readable');
  await until(() => double.open.reads === 0);
  // What was answered before this has come: it is the same connection.
  await client.readStream(stream, { maxCount: 1 }).toArray();
  return { lane, client, read };
}
