import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Binary } from 'mongodb';
import type { EmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import { startEmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import { EvidenceUnavailable } from '../../src/platform/evidence/evidence-store.port.js';
import type { EvidenceCollections } from '../../src/platform/evidence/mongo.evidence-collections.js';
import { erasureOf, evidenceCollections } from '../../src/platform/evidence/mongo.evidence-collections.js';
import type { ClosableEvidenceStore } from '../../src/platform/evidence/mongo.evidence-store.js';
import { evidenceStoreIn, openMongoEvidenceStore } from '../../src/platform/evidence/mongo.evidence-store.js';
import { FRAME_BYTES } from '../../src/platform/evidence/sealed-frames.js';
import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import { connectReadStore } from '../../src/platform/read-store/read-store.js';
import type { KeyStore } from '../../src/platform/sealing/key-store.port.js';
import { openSqliteKeyStore } from '../../src/platform/sealing/sqlite.key-store.js';
import { canaries, findCanaries } from '../support/canary.js';
import { Crash, crashingReadStore } from '../support/faults.js';
import { FaultProxy } from '../support/fault-proxy/fault-proxy.js';
import { tempFolder } from '../support/temp-folder.js';
import { contentOf, photoOf, put, sha256Of } from './evidence-store.contract.js';

const LONG_AGO = '2020-01-01T00:00:00.000Z';

describe('the evidence store in MongoDB', () => {
  let server: EmbeddedMongo;
  let keys: KeyStore;
  let database: string;
  let beside: ReadStore;
  let kept: EvidenceCollections;
  let store: ClosableEvidenceStore;
  let opened: ClosableEvidenceStore[];

  beforeAll(async () => {
    server = await startEmbeddedMongo();
    const { path } = await tempFolder({ memory: true });
    keys = openSqliteKeyStore({ file: join(path, 'keys.sqlite'), keyEncryptionKey: randomBytes(32) });
  });
  afterAll(async () => {
    await keys.close();
    await server.close();
  });

  beforeEach(async () => {
    database = `evidence_${randomUUID().slice(0, 8)}`;
    beside = await connectReadStore(server.url, database);
    kept = evidenceCollections(beside.db);
    opened = [];
    store = await openStore();
  });
  afterEach(async () => {
    await Promise.all(opened.map((each) => each.close()));
    await beside.close();
  });

  async function openStore(url = server.url): Promise<ClosableEvidenceStore> {
    const one = await openMongoEvidenceStore({ url, database, keys });
    opened.push(one);
    return one;
  }

  const namesIn = async (): Promise<Record<string, number>> => ({
    contents: await kept.contents.countDocuments(),
    uploads: await kept.uploads.countDocuments(),
    chunks: await kept.chunks.countDocuments(),
    loose: await kept.loose.countDocuments(),
  });

  const frames = async (sha256: string) => {
    const blob = (await kept.contents.findOne({ _id: sha256 }))?.blob ?? '';
    const chunks = await kept.chunks
      .find({ _id: { $gt: `${blob}/`, $lt: `${blob}0` } })
      .sort({ _id: 1 })
      .toArray();
    return { blob, ids: chunks.map(({ _id }) => _id), sealed: chunks.map((chunk) => chunk.sealed) };
  };

  const damages: readonly (readonly [string, (sha256: string, other: string) => Promise<unknown>])[] = [
    ['lacks its last frame', async (sha256) => kept.chunks.deleteOne({ _id: (await frames(sha256)).ids[2] ?? '' })],
    ['lacks its first frame', async (sha256) => kept.chunks.deleteOne({ _id: (await frames(sha256)).ids[0] ?? '' })],
    [
      'has a frame too many',
      async (sha256) => {
        const { blob, sealed } = await frames(sha256);
        await kept.chunks.insertOne({ _id: `${blob}/3`, sealed: sealed[2] ?? new Binary() });
      },
    ],
    [
      'has two frames exchanged',
      async (sha256) => {
        const { ids, sealed } = await frames(sha256);
        await kept.chunks.updateOne({ _id: ids[0] ?? '' }, { $set: { sealed: sealed[1] ?? new Binary() } });
        await kept.chunks.updateOne({ _id: ids[1] ?? '' }, { $set: { sealed: sealed[0] ?? new Binary() } });
      },
    ],
    [
      'has one bit altered in its last frame',
      async (sha256) => {
        const { ids, sealed } = await frames(sha256);
        const bytes = Buffer.from(sealed[2]?.value() ?? []);
        bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
        await kept.chunks.updateOne({ _id: ids[2] ?? '' }, { $set: { sealed: new Binary(bytes) } });
      },
    ],
    [
      'has the header and the frames of another',
      async (sha256, other) => {
        const found = await kept.contents.findOne({ _id: other });
        await kept.contents.updateOne({ _id: sha256 }, { $set: { header: found?.header, blob: found?.blob } });
      },
    ],
  ];
  it.each(damages)('never hands on a content that %s, and is healed by the same photo', async (_, damage) => {
    const content = photoOf(2 * FRAME_BYTES + 5);
    const [{ sha256 }, other] = [await put(store, content), await put(store, photoOf(2_000))];
    await damage(sha256, other.sha256);
    await expect(contentOf(store, sha256)).rejects.toMatchObject({ name: 'EvidenceDamaged', sha256 });
    await put(store, content);
    expect((await contentOf(store, sha256))?.equals(content)).toBe(true);
  });

  it('lets whoever is reading a content go on while another copy takes its place', async () => {
    const content = photoOf(3 * FRAME_BYTES);
    const { sha256 } = await put(store, content);
    const reading = await store.open(sha256);
    await put(await openStore(), content);
    await openStore();
    const read: Buffer[] = [];
    for await (const piece of reading?.stream ?? []) read.push(piece as Buffer);
    expect(sha256Of(Buffer.concat(read))).toBe(sha256);
  });

  it('sweeps at the start what is left of uploads and copies of a day ago, and nothing that may go on', async () => {
    const content = photoOf(FRAME_BYTES + 5);
    const { sha256 } = await put(store, content);
    await put(store, content);
    const sealed = new Binary(Buffer.alloc(20));
    await kept.chunks.insertMany(['old/0', 'old/1', 'young/0'].map((_id) => ({ _id, sealed })));
    const { localTime } = await beside.db.admin().command({ hello: 1 });
    const since = (localTime as Date).toISOString();
    await kept.loose.insertMany([
      { _id: 'old', since: LONG_AGO },
      { _id: 'young', since },
      { _id: (await frames(sha256)).blob, since: LONG_AGO, sha256 },
    ]);
    await openStore();
    expect(await namesIn()).toEqual({ contents: 1, uploads: 2, chunks: 2 + 2 + 1, loose: 2 });
    await kept.loose.updateMany({}, { $set: { since: LONG_AGO } });
    await openStore();
    expect(await namesIn()).toEqual({ contents: 1, uploads: 2, chunks: 2, loose: 0 });
    expect((await contentOf(store, sha256))?.equals(content)).toBe(true);
  });

  it('finishes at a start an erasure that was broken off behind the key, and not one that was before it', async () => {
    const [gone, stays] = [await put(store, photoOf(2_000)), await put(store, photoOf(2_000))];
    for (const { sha256 } of [gone, stays])
      await kept.loose.insertOne({ _id: erasureOf(sha256), sha256, since: LONG_AGO });
    await keys.destroy(`evidence-${gone.sha256}`);
    await openStore();
    expect(await namesIn()).toEqual({ contents: 1, uploads: 1, chunks: 1, loose: 0 });
    expect([await store.isErased(gone.sha256), (await store.stat(stays.sha256))?.size]).toEqual([true, 2_000]);
  });

  it('holds nothing of a content whose erasure was over before it was named', async () => {
    const content = photoOf(2_000);
    let asked = 0;
    const erasing: KeyStore = {
      obtain: async (subjects) => {
        const found = await keys.obtain(subjects);
        // Asked for the header and for the record of the upload: from then on no key is needed any more.
        if (++asked === 2) await store.erase(sha256Of(content));
        return found;
      },
      find: (subjects) => keys.find(subjects),
      destroy: (subject) => keys.destroy(subject),
      close: () => Promise.resolve(),
    };
    const late = await openMongoEvidenceStore({ url: server.url, database, keys: erasing });
    opened.push(late);
    await expect(put(late, content)).rejects.toMatchObject({ rule: 'subject-erased' });
    expect(await namesIn()).toEqual({ contents: 0, uploads: 0, chunks: 0, loose: 0 });
  });

  const ends = (['before', 'after'] as const).flatMap((when) =>
    Array.from({ length: 12 }, (_, index) => [when, index + 1] as const),
  );
  it.each(ends)('a process that ends %s its request %i leaves a whole content or none', async (when, at) => {
    const content = photoOf(FRAME_BYTES + 5);
    const crash = new Crash(at, when);
    const dying = async () => {
      const one = await evidenceStoreIn(crashingReadStore(await connectReadStore(server.url, database), crash), keys);
      opened.push(one);
      return put(one, content);
    };
    const [sent] = await Promise.allSettled([dying()]);
    const found = await contentOf(store, sha256Of(content));
    if (sent?.status === 'fulfilled') expect(found?.equals(content)).toBe(true);
    if (found !== undefined) expect([found.equals(content), await kept.uploads.countDocuments()]).toEqual([true, 1]);
    await kept.loose.updateMany({}, { $set: { since: LONG_AGO } });
    await openStore();
    const whole = found === undefined ? 0 : 1;
    expect(await namesIn()).toMatchObject({ contents: whole, chunks: 2 * whole, loose: 0 });
    await put(store, content);
    expect((await contentOf(store, sha256Of(content)))?.equals(content)).toBe(true);
  });

  it('says that nobody is there, at the start and later, and goes on when the server is back', async () => {
    const proxy = await FaultProxy.start(Number(new URL(server.url).port));
    const away = await openStore(proxy.through(server.url));
    const { sha256 } = await put(away, photoOf(2_000));
    await proxy.refuse();
    await expect(openStore(proxy.through(server.url))).rejects.toMatchObject({
      message: `佐证库 MONGO_URL/${database} 没有应答`,
    });
    await expect(put(away, photoOf(2_000))).rejects.toThrow(EvidenceUnavailable);
    await expect(away.open(sha256)).rejects.toThrow(EvidenceUnavailable);
    await proxy.heal();
    expect((await contentOf(away, sha256))?.length).toBe(2_000);
    await away.close();
    await proxy.close();
  });

  it('holds neither contents nor names in clear', async () => {
    const people = canaries('mongo-evidence');
    const content = Buffer.from(`%PDF-1.7\n${Object.values(people).join('\n').repeat(500)}`);
    const fileName = `${people.name}-${people.phone}.pdf`;
    await put(store, content, { contentType: 'application/pdf', fileName, uploadedBy: people.idNumber });
    const documents = [await kept.contents.find().toArray(), await kept.uploads.find().toArray()];
    const chunks = await kept.chunks.find().toArray();
    const bytes = Buffer.concat(chunks.map(({ sealed }) => Buffer.from(sealed.value())));
    expect(bytes.length).toBeGreaterThan(content.length);
    expect(await findCanaries(people, { bytes })).toEqual([]);
    expect(await findCanaries(people, { text: JSON.stringify(documents) })).toEqual([]);
  });
});
