import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { EvidenceStore, StoredEvidence, UploadMeta } from '../../src/platform/evidence/evidence-store.port.js';
import {
  EvidenceInterrupted,
  EvidenceTooLarge,
  EvidenceTypeRefused,
} from '../../src/platform/evidence/evidence-store.port.js';
import { FRAME_BYTES } from '../../src/platform/evidence/sealed-frames.js';

/** One evidence store that several processes open. */
export interface EvidenceUnderTest {
  open(): Promise<EvidenceStore>;
  /** Names of all there is in it, whatever they name. */
  names(): Promise<readonly string[]>;
}

export interface EvidenceCase {
  readonly name: string;
  run(under: EvidenceUnderTest): Promise<void>;
}

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
export const photo: UploadMeta = { contentType: 'image/jpeg', uploadedBy: 'user-1' };

/** A photo of so many bytes, no two alike. */
export function photoOf(size: number): Buffer {
  return Buffer.concat([JPEG, randomBytes(size - JPEG.length)]);
}

export function sha256Of(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

export function put(store: EvidenceStore, content: Buffer, meta: Partial<UploadMeta> = {}): Promise<StoredEvidence> {
  return store.put(Readable.from([content], { objectMode: false }), { ...photo, ...meta });
}

export async function contentOf(store: EvidenceStore, sha256: string): Promise<Buffer | undefined> {
  const opened = await store.open(sha256);
  return opened && buffer(opened.stream);
}

/** What everybody relies on who stores or shows evidence, wherever it is kept. */
export const evidenceCases: readonly EvidenceCase[] = [
  {
    name: 'gives back every content exactly at every process, whatever its length and however it arrived',
    run: async (under) => {
      const [here, there] = [await under.open(), await under.open()];
      for (const size of [4, 5, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 2 * FRAME_BYTES + 17]) {
        const content = photoOf(size);
        const pieces = [content.subarray(0, 1), content.subarray(1, 3), Buffer.alloc(0), content.subarray(3)];
        const stored = await here.put(Readable.from(pieces), photo);
        expect(stored).toEqual({ sha256: sha256Of(content), size, contentType: 'image/jpeg' });
        const opened = await there.open(stored.sha256);
        expect([opened?.size, opened?.contentType]).toEqual([size, 'image/jpeg']);
        expect(opened && (await buffer(opened.stream)).equals(content)).toBe(true);
      }
    },
  },
  {
    name: 'knows nothing of hashes it was never given',
    run: async (under) => {
      const store = await under.open();
      const { sha256 } = await put(store, photoOf(2_000));
      for (const other of ['0'.repeat(64), sha256.toUpperCase(), '', '..', '../../keys/keys.db', `${sha256}/content`]) {
        const found = [await store.open(other), await store.stat(other), await store.isErased(other)];
        expect(found).toEqual([undefined, undefined, false]);
      }
    },
  },
  {
    name: 'tells every upload of a content in the order in which they came, and keeps two contents of one name apart',
    run: async (under) => {
      const store = await under.open();
      const [one, two] = [photoOf(3_000), photoOf(3_000)];
      const first = await put(store, one, { fileName: 'IMG_0001.jpg', townCode: '341881101' });
      const second = await put(store, two, { fileName: 'IMG_0001.jpg', uploadedBy: 'user-2' });
      expect(await put(store, one, { fileName: 'C:\\DCIM\\照片\ud800.jpg', uploadedBy: 'user-3' })).toEqual(first);
      const stats = [await store.stat(first.sha256), await store.stat(second.sha256)];
      expect(stats.map((found) => found?.uploads.map(({ uploadId: _, ...upload }) => upload))).toEqual([
        [
          { fileName: 'IMG_0001.jpg', uploadedBy: 'user-1', townCode: '341881101' },
          { fileName: '照片\ufffd.jpg', uploadedBy: 'user-3' },
        ],
        [{ fileName: 'IMG_0001.jpg', uploadedBy: 'user-2' }],
      ]);
      expect((await contentOf(store, first.sha256))?.equals(one)).toBe(true);
      expect((await contentOf(store, second.sha256))?.equals(two)).toBe(true);
    },
  },
  {
    name: 'refuses what is too large, of another type, empty or broken off, and leaves nothing behind',
    run: async (under) => {
      const store = await under.open();
      const before = await under.names();
      const large = Readable.from([photoOf(2 * FRAME_BYTES), photoOf(FRAME_BYTES)], { objectMode: false });
      await expect(store.put(large, { ...photo, maxBytes: 2 * FRAME_BYTES })).rejects.toThrow(
        new EvidenceTooLarge(2 * FRAME_BYTES),
      );
      const html = Buffer.from('<script>alert(1)</script>'.repeat(100_000));
      await expect(put(store, html, { contentType: 'text/html' })).rejects.toThrow(EvidenceTypeRefused);
      await expect(put(store, html)).rejects.toThrow('文件内容不是所称的类型 image/jpeg');
      await expect(put(store, Buffer.alloc(0))).rejects.toThrow(EvidenceTypeRefused);
      async function* brokenOff(): AsyncGenerator<Buffer> {
        yield photoOf(2 * FRAME_BYTES);
        throw new Error('no signal');
      }
      await expect(store.put(Readable.from(brokenOff()), photo)).rejects.toThrow(EvidenceInterrupted);
      expect(await under.names()).toEqual(before);
    },
  },
  {
    name: 'takes twelve uploads at two processes at once, six of them the same photo',
    run: async (under) => {
      const stores = [await under.open(), await under.open()];
      const same = photoOf(FRAME_BYTES + 5);
      const contents = [1, 2, 3].flatMap((no) => [same, photoOf(2_000 + no)]);
      const stored = await Promise.all(stores.flatMap((store) => contents.map((content) => put(store, content))));
      expect(stored.map(({ sha256 }) => sha256)).toEqual([...contents, ...contents].map(sha256Of));
      for (const store of stores) {
        for (const content of contents) expect((await contentOf(store, sha256Of(content)))?.equals(content)).toBe(true);
        expect((await store.stat(sha256Of(same)))?.uploads).toHaveLength(6);
      }
    },
  },
  {
    name: 'erases for good at every process: neither opened nor shown, gone, never taken again, others untouched',
    run: async (under) => {
      const [here, there] = [await under.open(), await under.open()];
      const [gone, stays] = [photoOf(3_000), photoOf(3_000)];
      const kept = await put(here, stays);
      const before = await under.names();
      const { sha256 } = await put(here, gone, { fileName: 'IMG_0001.jpg' });
      await put(there, gone);
      await here.erase(sha256);
      await here.erase(sha256);
      for (const store of [here, there]) {
        const found = [await store.open(sha256), await store.stat(sha256), await store.isErased(sha256)];
        expect(found).toEqual([undefined, undefined, true]);
        await expect(put(store, gone)).rejects.toMatchObject({ rule: 'subject-erased' });
        expect((await contentOf(store, kept.sha256))?.equals(stays)).toBe(true);
        expect(await store.isErased(kept.sha256)).toBe(false);
      }
      expect(await under.names()).toEqual(before);
    },
  },
  {
    name: 'holds nothing of a content that was erased while it was being sent again',
    run: async (under) => {
      const [here, there] = [await under.open(), await under.open()];
      const before = await under.names();
      for (const content of [1, 2, 3, 4].map((no) => photoOf(1_000 * no))) {
        const sha256 = sha256Of(content);
        await put(here, content);
        await Promise.allSettled([put(here, content), there.erase(sha256), put(there, content)]);
        for (const store of [here, there]) expect(await store.open(sha256)).toBeUndefined();
        await here.erase(sha256);
      }
      expect(await under.names()).toEqual(before);
    },
  },
];
