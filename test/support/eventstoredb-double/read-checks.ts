import type { CheckedServer } from './check-tools.js';
import { all, anyEvents, anyStream, errorOf } from './check-tools.js';

async function standing({ client }: CheckedServer, count: number) {
  const stream = anyStream();
  await client.appendToStream(stream, anyEvents(count), { expectedRevision: 'no_stream' });
  const events = await all(client.readStream(stream));
  const positions = events.flatMap(({ event }) => event?.position ?? []);
  return { stream, positions, ids: events.map(({ event }) => event?.id) };
}

const shifted = (position: { commit: bigint; prepare: bigint } | undefined, by: bigint) => ({
  commit: (position?.commit ?? 0n) + by,
  prepare: (position?.prepare ?? 0n) + by,
});

export async function knowsNoMissingStream({ client }: CheckedServer): Promise<void> {
  expect(await errorOf(all(client.readStream(anyStream())))).toMatchObject({ type: 'stream-not-found' });
}

export async function readsFromARevisionInclusively(server: CheckedServer): Promise<void> {
  const { client } = server;
  const { stream } = await standing(server, 3);
  const revisions = async (...options: Parameters<typeof client.readStream>) =>
    (await all(client.readStream(...options))).map(({ event }) => event?.revision);
  expect(await revisions(stream, { fromRevision: 1n })).toEqual([1n, 2n]);
  expect(await revisions(stream, { fromRevision: 7n })).toEqual([]);
  expect(await revisions(stream, { direction: 'backwards', fromRevision: 1n })).toEqual([1n, 0n]);
  expect(await revisions(stream, { direction: 'backwards', fromRevision: 'start' })).toEqual([0n]);
  expect(await revisions(stream, { direction: 'backwards', fromRevision: 'end', maxCount: 2 })).toEqual([2n, 1n]);
}

export async function readsBackwardsFromItsEndAtMost(server: CheckedServer): Promise<void> {
  const { stream } = await standing(server, 3);
  const events = await all(server.client.readStream(stream, { direction: 'backwards', fromRevision: 7n }));
  expect(events.map(({ event }) => event?.revision)).toEqual([2n, 1n, 0n]);
}

export async function takesNoneForAnErrorOnAStream(server: CheckedServer): Promise<void> {
  const { stream } = await standing(server, 1);
  expect(await errorOf(all(server.client.readStream(stream, { maxCount: 0 })))).toMatchObject({ code: 2 });
}

export async function readsTheLogFromARecord(server: CheckedServer): Promise<void> {
  const { client } = server;
  const { positions, ids } = await standing(server, 4);
  const forwards = await all(client.readAll({ fromPosition: positions[1], maxCount: 2 }));
  expect(forwards.map(({ event }) => event?.id)).toEqual(ids.slice(1, 3));
  const backwards = await all(client.readAll({ direction: 'backwards', fromPosition: positions[2], maxCount: 2 }));
  expect(backwards.map(({ event }) => event?.id)).toEqual([ids[1], ids[0]]);
}

export async function refusesAPositionWithoutARecord(server: CheckedServer): Promise<void> {
  const { positions } = await standing(server, 3);
  const fromPosition = shifted(positions[1], 7n);
  expect(await errorOf(all(server.client.readAll({ fromPosition, maxCount: 1 })))).toMatchObject({
    type: 'unknown',
    code: 2,
    message: expect.stringContaining('Unexpected ReadAllResult'),
  });
}

export async function answersNothingBehindTheEnd(server: CheckedServer): Promise<void> {
  const { positions } = await standing(server, 1);
  const fromPosition = shifted(positions[0], 2n ** 40n);
  expect(await all(server.client.readAll({ fromPosition, maxCount: 1 }))).toEqual([]);
  expect(
    await errorOf(all(server.client.readAll({ direction: 'backwards', fromPosition, maxCount: 1 }))),
  ).toMatchObject({
    code: 2,
  });
}

export async function tellsVersionStateAndOptions({ ask }: CheckedServer): Promise<void> {
  expect(await ask('/info')).toMatchObject({ esVersion: expect.stringMatching(/^\d+\.\d+\.\d+/), state: 'leader' });
  const options = (await ask('/info/options')) as readonly { readonly name: string; readonly value: unknown }[];
  const shown = ['UnsafeDisableFlushToDisk', 'MemDb', 'UnsafeIgnoreHardDelete'].map(
    (name) => typeof options.find((option) => option.name === name)?.value,
  );
  expect(shown).toEqual(['string', 'string', 'string']);
  expect(await ask('/gossip')).toMatchObject({
    members: expect.arrayContaining([
      expect.objectContaining({
        isAlive: true,
        httpEndPointIp: expect.any(String),
        httpEndPointPort: expect.any(Number),
      }),
    ]),
  });
}
