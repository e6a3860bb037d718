import type { CheckedServer } from './check-tools.js';
import { all, anyEvent, anyEvents, anyStream, errorOf } from './check-tools.js';

const NONE = { expectedRevision: 'no_stream' } as const;

async function idsIn({ client }: CheckedServer, stream: string): Promise<readonly (string | undefined)[]> {
  return (await all(client.readStream(stream))).map(({ event }) => event?.id);
}

export async function answersRevisionAndPosition({ client }: CheckedServer): Promise<void> {
  const stream = anyStream();
  const { nextExpectedRevision, position } = await client.appendToStream(stream, anyEvents(3), NONE);
  const standing = await all(client.readStream(stream));
  expect(nextExpectedRevision).toBe(2n);
  expect(position).toEqual(standing.at(-1)?.event?.position);
  expect(position?.commit).toBe(position?.prepare);
  const commits = standing.map(({ event }) => event?.position?.commit ?? 0n);
  expect(commits).toEqual([...new Set(commits)].sort((a, b) => (a < b ? -1 : 1)));
}

export async function refusesAnotherRevision({ client }: CheckedServer): Promise<void> {
  const stream = anyStream();
  expect(await errorOf(client.appendToStream(stream, anyEvents(1), { expectedRevision: 5n }))).toMatchObject({
    type: 'wrong-expected-version',
    expectedVersion: 5n,
    actualVersion: 'no_stream',
  });
  await client.appendToStream(stream, anyEvents(2), NONE);
  expect(await errorOf(client.appendToStream(stream, anyEvents(1), NONE))).toMatchObject({
    type: 'wrong-expected-version',
    expectedVersion: 'no_stream',
    actualVersion: 1n,
  });
}

export async function letsOneWriterWin(server: CheckedServer): Promise<void> {
  for (let race = 0; race < 20; race++) {
    const stream = anyStream();
    const rivals = [anyEvents(2), anyEvents(2)];
    const outcomes = await Promise.allSettled(
      rivals.map((events) => server.client.appendToStream(stream, events, NONE)),
    );
    const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await idsIn(server, stream)).toEqual(rivals[winner]?.map(({ id }) => id));
  }
}

export async function repeatsTheFirstAnswer(server: CheckedServer): Promise<void> {
  const stream = anyStream();
  const events = anyEvents(3);
  const first = await server.client.appendToStream(stream, events, NONE);
  await server.client.appendToStream(stream, anyEvents(2), { expectedRevision: 2n });
  expect(await server.client.appendToStream(stream, events, NONE)).toEqual(first);
  // The beginning of an append is a repetition too.
  expect((await server.client.appendToStream(stream, events.slice(0, 2), NONE)).nextExpectedRevision).toBe(1n);
  expect((await idsIn(server, stream)).length).toBe(5);
}

export async function refusesPartialRepetition(server: CheckedServer): Promise<void> {
  const stream = anyStream();
  const [a, b] = [anyEvent(), anyEvent()];
  await server.client.appendToStream(stream, [a, b], NONE);
  for (const events of [
    [a, b, anyEvent()],
    [a, anyEvent()],
    [b, a],
  ]) {
    expect(await errorOf(server.client.appendToStream(stream, events, NONE))).toMatchObject({
      type: 'wrong-expected-version',
      actualVersion: 1n,
    });
  }
  expect(await idsIn(server, stream)).toEqual([a.id, b.id]);
}

export async function writesKnownIdsAtTheEndAgain(server: CheckedServer): Promise<void> {
  const stream = anyStream();
  const [event] = anyEvents(1);
  if (!event) return;
  await server.client.appendToStream(stream, [event], NONE);
  await server.client.appendToStream(stream, [event], { expectedRevision: 0n });
  await server.client.appendToStream(stream, [event, event], { expectedRevision: 1n });
  expect(await idsIn(server, stream)).toEqual([event.id, event.id, event.id, event.id]);
}

export async function takesAnEmptyAppend({ client }: CheckedServer): Promise<void> {
  const stream = anyStream();
  const before = await client.appendToStream(stream, anyEvents(1), NONE);
  const empty = await client.appendToStream(stream, [], { expectedRevision: 0n });
  expect(empty.nextExpectedRevision).toBe(0n);
  const after = await client.appendToStream(stream, anyEvents(1), { expectedRevision: 0n });
  const direct = await client.appendToStream(stream, anyEvents(1), { expectedRevision: 1n });
  const [start, middle, end] = [before, after, direct].map(({ position }) => position?.commit ?? 0n);
  expect((middle ?? 0n) - (start ?? 0n)).toBeGreaterThan((end ?? 0n) - (middle ?? 0n));
}

export async function answersIdsInLowerCase(server: CheckedServer): Promise<void> {
  const stream = anyStream();
  const event = anyEvent('0199A000-0000-7000-8000-0000000000AA');
  await server.client.appendToStream(stream, [event], NONE);
  expect(await idsIn(server, stream)).toEqual([event.id.toLowerCase()]);
}

export async function countsTheDataOnly({ client }: CheckedServer): Promise<void> {
  const textFor = (bytes: number): string => 'x'.repeat(bytes - JSON.stringify({ text: '' }).length);
  const large = (bytes: number) => [anyEvent(undefined, { text: textFor(bytes) })];
  await client.appendToStream(anyStream(), large(1_048_576), NONE);
  expect(await errorOf(client.appendToStream(anyStream(), large(1_048_577), NONE))).toMatchObject({
    type: 'maximum-append-size-exceeded',
    maxAppendSize: 1_048_576,
  });
}
