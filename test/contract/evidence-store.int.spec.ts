import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { HEADER_BYTES, openHeader, sealHeader } from '../../src/platform/evidence/blob-header.js';
import type { EvidenceStore, StoredEvidence, UploadMeta } from '../../src/platform/evidence/evidence-store.port.js';
import {
  EvidenceDamaged,
  EvidenceInterrupted,
  EvidenceTooLarge,
  EvidenceTypeRefused,
  EvidenceUnavailable,
} from '../../src/platform/evidence/evidence-store.port.js';
import { openFolderEvidenceStore } from '../../src/platform/evidence/folder.evidence-store.js';
import { FRAME_BYTES } from '../../src/platform/evidence/sealed-frames.js';
import type { KeyStore } from '../../src/platform/sealing/key-store.port.js';
import { openSqliteKeyStore } from '../../src/platform/sealing/sqlite.key-store.js';
import { canaries, findCanaries } from '../support/canary.js';

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
const photo: UploadMeta = { contentType: 'image/jpeg', uploadedBy: 'user-1' };
const keyEncryptionKey = randomBytes(32);

/** A photo of so many bytes, no two alike. */
function photoOf(size: number): Buffer {
  return Buffer.concat([JPEG, randomBytes(size - JPEG.length)]);
}

function sha256Of(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

describe('evidence store in a folder', () => {
  let root: string;
  let folder: string;
  let keys: KeyStore;
  let store: EvidenceStore;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'evidence-'));
    folder = join(root, 'deep', 'evidence');
    keys = openSqliteKeyStore({ file: join(root, 'keys', 'keys.db'), keyEncryptionKey });
    store = await openFolderEvidenceStore({ folder, keys });
  });

  afterEach(async () => {
    await keys.close();
    await rm(root, { recursive: true });
  });

  function put(content: Buffer, meta: Partial<UploadMeta> = {}): Promise<StoredEvidence> {
    return store.put(Readable.from([content], { objectMode: false }), { ...photo, ...meta });
  }

  async function contentOf(sha256: string): Promise<Buffer | undefined> {
    const opened = await store.open(sha256);
    return opened && buffer(opened.stream);
  }

  function pathOf(sha256: string): string {
    return join(folder, sha256.slice(0, 2), sha256, 'content');
  }

  async function filesIn(place: string): Promise<string[]> {
    const entries = await readdir(place, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  }

  it('gives back every content exactly, whatever its length and however it arrived', async () => {
    const sizes = [4, 5, 1_000, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES, 3 * FRAME_BYTES + 17];
    for (const size of sizes) {
      const content = photoOf(size);
      const pieces = [content.subarray(0, 1), content.subarray(1, 3), Buffer.alloc(0), content.subarray(3)];
      const stored = await store.put(Readable.from(pieces), photo);
      expect(stored).toEqual({ sha256: sha256Of(content), size, contentType: 'image/jpeg' });
      const opened = await store.open(stored.sha256);
      expect([opened?.size, opened?.contentType]).toEqual([size, 'image/jpeg']);
      expect((await contentOf(stored.sha256))?.equals(content)).toBe(true);
      opened?.stream.destroy();
    }
  });

  it('keeps what it holds over a restart, and knows nothing of hashes it was never given', async () => {
    const { sha256 } = await put(photoOf(2_000), { townCode: '341881101' });
    await keys.close();
    keys = openSqliteKeyStore({ file: join(root, 'keys', 'keys.db'), keyEncryptionKey });
    store = await openFolderEvidenceStore({ folder, keys });
    expect(sha256Of((await contentOf(sha256)) ?? Buffer.alloc(0))).toBe(sha256);
    for (const other of ['0'.repeat(64), sha256.toUpperCase(), '', '..', '../../keys/keys.db', `${sha256}/content`]) {
      expect([await store.open(other), await store.stat(other), await store.isErased(other)]).toEqual([
        undefined,
        undefined,
        false,
      ]);
    }
  });

  it('F76: two different IMG_0001.jpg keep their own hash and name; an abandoned copy of the first destroys nothing', async () => {
    const [one, two] = [photoOf(3_000), photoOf(FRAME_BYTES + 3_000)];
    const first = await put(one, { fileName: 'IMG_0001.jpg', uploadedBy: 'user-1', townCode: '341881101' });
    const second = await put(two, { fileName: 'IMG_0001.jpg', uploadedBy: 'user-2' });
    async function* abandonedCopy(): AsyncGenerator<Buffer> {
      yield one.subarray(0, 2_000);
      throw new Error('no signal');
    }
    await expect(store.put(Readable.from(abandonedCopy()), { ...photo, fileName: '照片.jpg' })).rejects.toThrow(
      EvidenceInterrupted,
    );
    const again = await put(one, { fileName: 'C:\\DCIM\\照片\ud800.jpg', uploadedBy: 'user-3' });
    expect(again).toEqual(first);
    expect([(await contentOf(first.sha256))?.equals(one), (await contentOf(second.sha256))?.equals(two)]).toEqual([
      true,
      true,
    ]);
    const stats = [await store.stat(first.sha256), await store.stat(second.sha256)];
    expect(stats.map((found) => found?.uploads.map(({ uploadId: _, ...upload }) => upload))).toEqual([
      [
        { fileName: 'IMG_0001.jpg', uploadedBy: 'user-1', townCode: '341881101' },
        { fileName: '照片\ufffd.jpg', uploadedBy: 'user-3' },
      ],
      [{ fileName: 'IMG_0001.jpg', uploadedBy: 'user-2' }],
    ]);
    expect((await filesIn(folder)).filter((file) => file.endsWith('content'))).toHaveLength(2);
  });

  it('refuses what is too large as soon as that is known, and leaves nothing behind', async () => {
    async function* endless(): AsyncGenerator<Buffer> {
      for (yield JPEG; ;) {
        await nextTurn();
        yield Buffer.alloc(65_536);
      }
    }
    const before = await filesIn(root);
    const source = Readable.from(endless());
    await expect(store.put(source, { ...photo, maxBytes: 2 * FRAME_BYTES })).rejects.toThrow(
      new EvidenceTooLarge(2 * FRAME_BYTES),
    );
    // It was refused although it never ends, and is read on, so that its sender reads the refusal.
    expect([source.destroyed, source.readableFlowing]).toEqual([false, true]);
    source.destroy();
    expect(await filesIn(root)).toEqual(before);
    await put(photoOf(1_000), { maxBytes: 1_000 });
    await expect(put(photoOf(1_001), { maxBytes: 1_000 })).rejects.toThrow('的上限');
    await expect(put(Buffer.concat([JPEG, Buffer.alloc(20 * 1024 * 1024)]))).rejects.toThrow('文件超过 20 MB 的上限');
  });

  it('refuses a type outside the list, content that is not of its type, and the empty content, and leaves nothing behind', async () => {
    const before = await filesIn(root);
    const html = Buffer.from('<script>alert(1)</script>'.repeat(100_000));
    await expect(put(html, { contentType: 'text/html' })).rejects.toThrow(EvidenceTypeRefused);
    await expect(put(html)).rejects.toThrow('文件内容不是所称的类型 image/jpeg');
    await expect(put(Buffer.alloc(0))).rejects.toThrow(EvidenceTypeRefused);
    expect(await filesIn(root)).toEqual(before);
  });

  it('leaves nothing of an upload that breaks off: by an error, by the stream going away, before the first byte', async () => {
    const before = await filesIn(root);
    const breaking = new Readable({ read: () => undefined });
    breaking.push(photoOf(3 * FRAME_BYTES));
    const broken = store.put(breaking, photo);
    setImmediate(() => breaking.destroy());
    await expect(broken).rejects.toThrow('上传中断，未保存任何内容，请重新上传');
    const failing = new Readable({ read: () => undefined });
    setImmediate(() => failing.destroy(new Error('connection reset')));
    await expect(store.put(failing, photo)).rejects.toThrow(EvidenceInterrupted);
    expect(await filesIn(root)).toEqual(before);
  });

  it('takes sixteen uploads at once, eight of them the same photo', async () => {
    const same = photoOf(FRAME_BYTES + 5);
    const contents = Array.from({ length: 16 }, (_, index) => (index % 2 === 0 ? same : photoOf(2_000 + index)));
    const stored = await Promise.all(contents.map((content, index) => put(content, { uploadedBy: `user-${index}` })));
    expect(stored.map(({ sha256 }) => sha256)).toEqual(contents.map(sha256Of));
    for (const [index, { sha256 }] of stored.entries())
      expect((await contentOf(sha256))?.equals(contents[index] ?? same)).toBe(true);
    expect((await store.stat(sha256Of(same)))?.uploads).toHaveLength(8);
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  it('never hands on a content that was shortened, lengthened, altered, reordered or exchanged', async () => {
    const content = photoOf(3 * FRAME_BYTES);
    const { sha256 } = await put(content);
    const { sha256: other } = await put(photoOf(3 * FRAME_BYTES));
    const sealed = await readFile(pathOf(sha256));
    const frame = FRAME_BYTES + 16;
    const header = sealed.length - 3 * frame;
    const swapped = Buffer.concat([
      sealed.subarray(0, header),
      sealed.subarray(header + frame, header + 2 * frame),
      sealed.subarray(header, header + frame),
      sealed.subarray(header + 2 * frame),
    ]);
    const damaged: Record<string, Buffer> = {
      'cut at a border of frames': sealed.subarray(0, header + 2 * frame),
      'cut inside': sealed.subarray(0, -1),
      empty: Buffer.alloc(0),
      lengthened: Buffer.concat([sealed, Buffer.alloc(1)]),
      reordered: swapped,
      'of another evidence': await readFile(pathOf(other)),
    };
    for (const at of [0, 30, header, header + frame, sealed.length - 1]) {
      const copy = Buffer.from(sealed);
      copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
      damaged[`one bit at ${at}`] = copy;
    }
    for (const [what, bytes] of Object.entries(damaged)) {
      await writeFile(pathOf(sha256), bytes);
      const outcome = await contentOf(sha256).then(
        () => 'handed on',
        (error: unknown) => error,
      );
      expect([what, outcome]).toEqual([what, new EvidenceDamaged(sha256)]);
    }
    // Sending the same photo again heals it.
    await put(content);
    expect((await contentOf(sha256))?.equals(content)).toBe(true);
  });

  it('says that a photo is damaged before any byte of it is handed on', async () => {
    const { sha256 } = await put(photoOf(50_000));
    const bytes = await readFile(pathOf(sha256));
    bytes.writeUInt8(bytes.readUInt8(40_000) ^ 1, 40_000);
    await writeFile(pathOf(sha256), bytes);
    await expect(store.open(sha256)).rejects.toThrow(EvidenceDamaged);
    await truncate(pathOf(sha256), 40_000);
    await expect(store.open(sha256)).rejects.toThrow(`佐证 ${sha256} 已损坏，与登记时的内容不符，请从备份恢复`);
  });

  it('checks the hash itself at the end, whatever the seals say', async () => {
    const { sha256 } = await put(photoOf(5_000));
    const claimed = 'a'.repeat(64);
    const claimedKey = (await keys.obtain([`evidence-${claimed}`])).get(`evidence-${claimed}`);
    const realKey = (await keys.find([`evidence-${sha256}`])).get(`evidence-${sha256}`);
    if (claimedKey === undefined || realKey === undefined || realKey === 'destroyed') throw new Error('no keys');
    const sealed = await readFile(pathOf(sha256));
    const header = openHeader(sealed.subarray(0, HEADER_BYTES), sha256, realKey.key);
    await mkdir(join(folder, 'aa', claimed), { recursive: true });
    await writeFile(
      pathOf(claimed),
      Buffer.concat([sealHeader(header, claimed, claimedKey.key), sealed.subarray(HEADER_BYTES)]),
    );
    await expect(contentOf(claimed)).rejects.toThrow(new EvidenceDamaged(claimed));
  });

  it('erases for good: neither opened nor shown, files gone, the same content never taken again, others untouched', async () => {
    const [gone, stays] = [photoOf(3_000), photoOf(3_000)];
    const { sha256 } = await put(gone, { fileName: 'IMG_0001.jpg' });
    const kept = await put(stays);
    const copy = await readFile(pathOf(sha256));
    await store.erase(sha256);
    await store.erase(sha256);
    expect([await store.open(sha256), await store.stat(sha256), await store.isErased(sha256)]).toEqual([
      undefined,
      undefined,
      true,
    ]);
    expect((await filesIn(folder)).filter((file) => file.includes(sha256))).toEqual([]);
    const before = await filesIn(root);
    await expect(put(gone)).rejects.toMatchObject({ rule: 'subject-erased' });
    expect(await filesIn(root)).toEqual(before);
    // A file that comes back with a backup stays shut.
    await mkdir(join(folder, sha256.slice(0, 2), sha256), { recursive: true });
    await writeFile(pathOf(sha256), copy);
    expect([await store.open(sha256), await store.stat(sha256)]).toEqual([undefined, undefined]);
    expect([(await contentOf(kept.sha256))?.equals(stays), await store.isErased(kept.sha256)]).toEqual([true, false]);
    await store.erase('../keys');
    expect((await stat(join(root, 'keys'))).isDirectory()).toBe(true);
  });

  it('says at the start that its folder cannot be used, and later that it vanished, and goes on when it is back', async () => {
    const file = join(root, 'a-file');
    await writeFile(file, '');
    await expect(openFolderEvidenceStore({ folder: join(file, 'evidence'), keys })).rejects.toThrow(
      EvidenceUnavailable,
    );
    await expect(openFolderEvidenceStore({ folder: join(file, 'evidence'), keys })).rejects.toThrow(
      `佐证库 ${join(file, 'evidence')} 暂时不能读写`,
    );
    await rename(folder, `${folder}-aside`);
    await expect(put(photoOf(1_000))).rejects.toThrow(EvidenceUnavailable);
    await rename(`${folder}-aside`, folder);
    const content = photoOf(1_000);
    expect((await contentOf((await put(content)).sha256))?.equals(content)).toBe(true);
  });

  it('sweeps at the start what a killed process left an hour ago, not what another may still be sending', async () => {
    const [old, young] = [join(folder, 'incoming', 'old.content'), join(folder, 'incoming', 'young.content')];
    await Promise.all([writeFile(old, 'part'), writeFile(young, 'part')]);
    const { mtimeMs } = await stat(young);
    await utimes(old, mtimeMs / 1000 - 3_700, mtimeMs / 1000 - 3_700);
    await openFolderEvidenceStore({ folder, keys });
    expect(await readdir(join(folder, 'incoming'))).toEqual(['young.content']);
  });

  it('holds neither contents nor names in clear, for its owner alone', async () => {
    const people = canaries('evidence');
    const content = Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      Buffer.from(Object.values(people).join('\n').repeat(5_000)),
    ]);
    await put(content, {
      contentType: 'application/pdf',
      fileName: `${people.name}-${people.phone}.pdf`,
      uploadedBy: people.idNumber,
    });
    expect(await findCanaries(people, { folder: root })).toEqual([]);
    const files = await filesIn(folder);
    expect(files).toHaveLength(2);
    for (const file of files) expect((await stat(file)).mode & 0o077).toBe(0);
    for (const file of files) expect((await readFile(file)).includes('%PDF')).toBe(false);
  });
});
