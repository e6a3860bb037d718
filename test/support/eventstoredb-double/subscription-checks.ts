import type { AllStreamSubscription, Position, PrefixesFilter } from '@eventstore/db-client';
import { streamNameFilter } from '@eventstore/db-client';
import type { CheckedServer } from './check-tools.js';
import { all, anyEvents, anyStream, errorOf } from './check-tools.js';

const WINDOW = 32;

async function grow({ client }: CheckedServer, stream: string, count: number, expectedRevision: bigint | 'no_stream') {
  const { position } = await client.appendToStream(stream, anyEvents(count), { expectedRevision });
  if (!position) throw new Error('no position');
  return position;
}

/** Takes so many events, and closes the subscription on the server. */
async function take(subscription: AllStreamSubscription, count: number): Promise<readonly (string | undefined)[]> {
  const ids: (string | undefined)[] = [];
  try {
    if (count > 0) {
      for await (const { event } of subscription) {
        ids.push(event?.id);
        if (ids.length === count) break;
      }
    }
    return ids;
  } finally {
    await subscription.unsubscribe();
  }
}

async function idsBehind({ client }: CheckedServer, position: Position) {
  const events = await all(client.readAll({ fromPosition: position }));
  return events.slice(1).map(({ event }) => event?.id);
}

export async function resumesBehindThePosition(server: CheckedServer): Promise<void> {
  const stream = anyStream();
  const start = await grow(server, stream, 1, 'no_stream');
  await grow(server, stream, 40, 0n);
  const wanted = await idsBehind(server, start);
  expect(await take(server.client.subscribeToAll({ fromPosition: start }), 40)).toEqual(wanted.slice(0, 40));
}

export async function tellsWhenItHasCaughtUp(server: CheckedServer): Promise<void> {
  const stream = anyStream();
  const start = await grow(server, stream, 1, 'no_stream');
  await grow(server, stream, 5, 0n);
  const subscription = server.client.subscribeToAll({ fromPosition: start });
  const seen: string[] = [];
  subscription.on('data', () => seen.push('event'));
  await new Promise<void>((resolve) => subscription.on('caughtUp', () => resolve()));
  await grow(server, stream, 1, 5n);
  await new Promise<void>((resolve) => subscription.on('data', () => resolve()));
  await subscription.unsubscribe();
  expect(seen.length).toBeGreaterThanOrEqual(6);
}

/** What a filtered subscription says while nothing matches; each checkpoint is taken as a place to resume from. */
async function checkpointsOver(server: CheckedServer, unwanted: number) {
  const start = await grow(server, anyStream(), 1, 'no_stream');
  const passedOver = anyStream();
  await grow(server, passedOver, unwanted, 'no_stream');
  const wanted = anyStream();
  await grow(server, wanted, 1, 'no_stream');
  const checkpoints: Position[] = [];
  const filter = (reached?: (position: Position) => void): PrefixesFilter =>
    streamNameFilter({
      prefixes: [wanted],
      maxSearchWindow: WINDOW,
      checkpointInterval: 1,
      checkpointReached: (_, position) => reached?.(position),
    });
  const reached = (position: Position): void => void checkpoints.push(position);
  await take(server.client.subscribeToAll({ fromPosition: start, filter: filter(reached) }), 1);
  const [event] = await all(server.client.readStream(wanted));
  return { checkpoints, filter: filter(), wanted: event?.event };
}

export async function saysHowFarItHasLooked(server: CheckedServer): Promise<void> {
  const { checkpoints, filter, wanted } = await checkpointsOver(server, 4 * WINDOW);
  const commits = checkpoints.map(({ commit }) => commit);
  expect(commits.length).toBeGreaterThanOrEqual(3);
  expect(commits).toEqual([...commits].sort((a, b) => (a < b ? -1 : 1)));
  expect(commits.filter((commit) => commit > (wanted?.position?.commit ?? 0n))).toEqual([]);
  // By the commit position alone, as the adapter keeps it: a record begins there, and nothing is lost behind it.
  for (const commit of commits) {
    const fromPosition = { commit, prepare: commit };
    expect(await take(server.client.subscribeToAll({ fromPosition, filter }), 1)).toEqual([wanted?.id]);
    expect((await all(server.client.readAll({ fromPosition, maxCount: 1 }))).length).toBe(1);
  }
}

/** Looks for nothing that is there, and tells every checkpoint once all that stood is looked at. */
async function lookingInVain({ client }: CheckedServer, fromPosition: Position) {
  const checkpoints: Position[] = [];
  let seen = (): void => undefined;
  const filter = streamNameFilter({
    prefixes: [anyStream()],
    maxSearchWindow: WINDOW,
    checkpointInterval: 1,
    checkpointReached: (_, position) => {
      checkpoints.push(position);
      seen();
    },
  });
  const subscription = client.subscribeToAll({ fromPosition, filter });
  await new Promise<void>((resolve) => subscription.on('caughtUp', () => resolve()));
  const reach = (count: number): Promise<void> =>
    new Promise((resolve) => {
      seen = () => {
        if (checkpoints.length >= count) resolve();
      };
      seen();
    });
  return { checkpoints, reach, stop: () => subscription.unsubscribe() };
}

export async function saysNothingOnThePageOfTheHead(server: CheckedServer): Promise<void> {
  const stream = anyStream();
  const start = await grow(server, stream, 1, 'no_stream');
  await grow(server, stream, WINDOW / 2, 0n);
  const { checkpoints, stop } = await lookingInVain(server, start);
  await stop();
  expect(checkpoints).toEqual([]);
}

export async function saysHowFarItHasLookedLive(server: CheckedServer): Promise<void> {
  const stream = anyStream();
  const start = await grow(server, stream, 1, 'no_stream');
  const { checkpoints, reach, stop } = await lookingInVain(server, start);
  const before = checkpoints.length;
  for (let round = 0; round < 3; round++) await grow(server, stream, WINDOW, BigInt(round * WINDOW));
  await reach(before + 2);
  await stop();
  const [first, second] = checkpoints.slice(before);
  expect(first?.prepare).toBe(first?.commit);
  const between = await all(server.client.readAll({ fromPosition: first, maxCount: WINDOW + 1 }));
  expect(between.map(({ event }) => event?.position)).toEqual([
    first,
    ...between.slice(1, WINDOW).map(({ event }) => event?.position),
    second,
  ]);
}

export async function goesOnBehindTheHead(server: CheckedServer): Promise<void> {
  const stream = anyStream();
  const { commit } = await grow(server, stream, 1, 'no_stream');
  const beyond = commit + 2n ** 40n;
  const subscription = server.client.subscribeToAll({ fromPosition: { commit: beyond, prepare: beyond } });
  const delivered = new Promise<bigint | undefined>((resolve) =>
    subscription.on('data', ({ event }) => event?.streamId === stream && resolve(event.position?.commit)),
  );
  await new Promise<void>((resolve) => subscription.on('caughtUp', () => resolve()));
  const next = await grow(server, stream, 1, 0n);
  expect(await delivered).toBe(next.commit);
  await subscription.unsubscribe();
}

export async function meansTheEndOfTimeByACheckpoint({ client }: CheckedServer): Promise<void> {
  const commit = await new Promise<bigint>((resolve) => {
    const subscription = client.subscribeToAll({
      fromPosition: 'start',
      filter: streamNameFilter({
        prefixes: [anyStream()],
        maxSearchWindow: 1_000_000,
        checkpointInterval: 1,
        checkpointReached: (_, position) => resolve(position.commit),
      }),
    });
    subscription.on('caughtUp', () => void subscription.unsubscribe());
  });
  expect(commit).toBe(2n ** 64n - 1n);
}

async function droppedBy(server: CheckedServer, count: number): Promise<unknown> {
  const stream = anyStream();
  const start = await grow(server, stream, 1, 'no_stream');
  const subscription = server.client.subscribeToAll({ fromPosition: start });
  const dropped = new Promise((resolve) => subscription.on('error', resolve));
  let seen = 0;
  const served = new Promise((resolve) => subscription.on('data', () => ++seen === count && resolve('served')));
  await new Promise<void>((resolve) => subscription.on('caughtUp', () => resolve()));
  await grow(server, stream, count, 0n);
  const outcome = await Promise.race([dropped, served]);
  await subscription.unsubscribe();
  return outcome;
}

export async function dropsALiveSubscriberForOneLargeAppend(server: CheckedServer): Promise<void> {
  let outcome: unknown = 'served';
  for (let round = 0; round < 10 && outcome === 'served'; round++) outcome = await droppedBy(server, 400);
  expect(outcome).toMatchObject({ type: 'timeout', code: 10 });
}

export async function dropsNoLiveSubscriber(server: CheckedServer): Promise<void> {
  expect(await droppedBy(server, 400)).toBe('served');
}

export async function dropsNoLiveSubscriberForASmallAppend(server: CheckedServer): Promise<void> {
  expect(await droppedBy(server, 64)).toBe('served');
}

async function refusalWithoutRecord(server: CheckedServer): Promise<unknown> {
  const { commit } = await grow(server, anyStream(), 3, 'no_stream');
  const fromPosition = { commit: commit - 7n, prepare: commit - 7n };
  return errorOf(take(server.client.subscribeToAll({ fromPosition }), 1));
}

export async function breaksOffWithoutARecord(server: CheckedServer): Promise<void> {
  expect(await refusalWithoutRecord(server)).toMatchObject({ type: 'unknown', code: 2 });
}

export async function refusesToStartWithoutARecord(server: CheckedServer): Promise<void> {
  expect(await refusalWithoutRecord(server)).toMatchObject({ type: 'unknown', code: 3 });
}
