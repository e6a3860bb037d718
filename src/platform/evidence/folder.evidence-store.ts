import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import type { KeyStore } from '../sealing/key-store.port.js';
import { blobIn, sinkIn } from './blob-file.js';
import type { BlobHeader } from './blob-header.js';
import { HEADER_BYTES } from './blob-header.js';
import { readBlob } from './blob-reader.js';
import type { WrittenBlob } from './blob-writer.js';
import { writeBlob } from './blob-writer.js';
import { ifThere, makeFolder, readUpTo, syncFolder, writeAll, writeNewFile } from './durable-files.js';
import { EvidenceKeys, isHash } from './evidence-keys.js';
import type { EvidenceStat, EvidenceStore, OpenedEvidence, StoredEvidence, UploadMeta } from './evidence-store.port.js';
import { EvidenceUnavailable } from './evidence-store.port.js';
import { acceptedTypeOf } from './media-type.js';
import { readRecords, recordFileOf } from './upload-record.js';

const DEFAULT_MAX_BYTES = 20 * 1024 * 1024;
/** An upload that has not grown for an hour belongs to a process that is gone. */
const ABANDONED_MS = 3_600_000;
const CONTENT = 'content';

export interface FolderEvidenceStoreOptions {
  /** A folder of its own on a local disk; made when missing. */
  readonly folder: string;
  readonly keys: KeyStore;
  /** For uploads that do not say; default 20 MB. */
  readonly maxBytes?: number;
}

/** Opens the folder after trying that it can be written and synced; throws `EvidenceUnavailable` with one clear line. */
export async function openFolderEvidenceStore(options: FolderEvidenceStoreOptions): Promise<EvidenceStore> {
  const store = new FolderEvidenceStore(options.folder, options.keys, options.maxBytes ?? DEFAULT_MAX_BYTES);
  await store.tryFolder();
  return store;
}

/**
 * `<folder>/<ab>/<sha256>/content` is the sealed content, `upload-<uuid>` beside it what each upload said of itself (sealed too);
 * `<folder>/incoming` holds uploads on their way. A content appears whole, by renaming, or not at all.
 */
class FolderEvidenceStore implements EvidenceStore {
  private readonly keys: EvidenceKeys;
  private readonly incoming: string;

  constructor(
    private readonly folder: string,
    keys: KeyStore,
    private readonly maxBytes: number,
  ) {
    this.keys = new EvidenceKeys(keys);
    this.incoming = join(folder, 'incoming');
  }

  async tryFolder(): Promise<void> {
    await this.guarded(async () => {
      await makeFolder(this.incoming);
      const probe = join(this.incoming, `${randomUUID()}.probe`);
      await writeNewFile(probe, Buffer.from('probe'));
      const { mtimeMs: now } = await stat(probe);
      await rm(probe);
      for (const name of await readdir(this.incoming)) {
        const found = await ifThere(stat(join(this.incoming, name)));
        if (found && now - found.mtimeMs > ABANDONED_MS) await rm(join(this.incoming, name), { force: true });
      }
    });
  }

  async put(stream: Readable, meta: UploadMeta): Promise<StoredEvidence> {
    const partial = join(this.incoming, randomUUID());
    // An error before the first read would end the process for want of a listener; the read reports it all the same.
    stream.on('error', () => undefined);
    try {
      const contentType = acceptedTypeOf(meta.contentType);
      return await this.guarded(async () => {
        const blob = await this.receive(stream, contentType, meta.maxBytes ?? this.maxBytes, `${partial}.content`);
        await this.settle(partial, blob, meta);
        return { sha256: blob.sha256, size: blob.size, contentType };
      });
    } catch (error) {
      // Read away, so that the sender of what was refused gets to read why.
      stream.resume();
      for (const part of ['content', 'record']) await rm(`${partial}.${part}`, { force: true });
      throw error;
    }
  }

  async open(sha256: string): Promise<OpenedEvidence | undefined> {
    return this.guarded(async () => {
      const file = await this.findContent(sha256);
      if (file === undefined) return undefined;
      try {
        const header = await this.headerOf(file, sha256);
        if (header !== undefined)
          return {
            stream: await readBlob(blobIn(file), header, sha256),
            size: header.size,
            contentType: header.contentType,
          };
      } catch (error) {
        await file.close();
        throw error;
      }
      await file.close();
      return undefined;
    });
  }

  async stat(sha256: string): Promise<EvidenceStat | undefined> {
    return this.guarded(async () => {
      const file = await this.findContent(sha256);
      if (file === undefined) return undefined;
      try {
        const header = await this.headerOf(file, sha256);
        if (header === undefined) return undefined;
        return {
          sha256,
          size: header.size,
          contentType: header.contentType,
          uploads: await readRecords(this.keys, this.folderOf(sha256)),
        };
      } finally {
        await file.close();
      }
    });
  }

  async isErased(sha256: string): Promise<boolean> {
    return this.keys.isErased(sha256);
  }

  async erase(sha256: string): Promise<void> {
    if (!isHash(sha256)) return;
    // The key first: from here on nothing opens, whatever becomes of the files.
    await this.keys.destroy(sha256);
    await this.guarded(async () => {
      await rm(this.folderOf(sha256), { recursive: true, force: true });
      await ifThere(syncFolder(dirname(this.folderOf(sha256))));
    });
  }

  private async receive(
    stream: Readable,
    contentType: string,
    maxBytes: number,
    partial: string,
  ): Promise<WrittenBlob> {
    const file = await open(partial, 'wx', 0o600);
    try {
      const blob = await writeBlob(stream, contentType, maxBytes, sinkIn(file));
      await writeAll(file, await this.keys.sealedHeader(blob), 0);
      await file.sync();
      return blob;
    } finally {
      await file.close();
    }
  }

  /** The upload's own record first, then the content: no content is ever seen without one. */
  private async settle(partial: string, { sha256 }: WrittenBlob, meta: UploadMeta): Promise<void> {
    const place = this.folderOf(sha256);
    const record = join(place, recordFileOf(uuidv7()));
    await writeNewFile(`${partial}.record`, Buffer.from(JSON.stringify(await this.keys.sealRecord(sha256, meta))));
    await makeFolder(place);
    await rename(`${partial}.record`, record);
    try {
      // The same content may stand there already: its copy takes its place whole, and heals it if it was damaged.
      await rename(`${partial}.content`, join(place, CONTENT));
    } catch (error) {
      await rm(record, { force: true });
      throw error;
    }
    await syncFolder(place);
  }

  private async findContent(sha256: string): Promise<FileHandle | undefined> {
    if (!isHash(sha256)) return undefined;
    return ifThere(open(join(this.folderOf(sha256), CONTENT), 'r'));
  }

  /** Undefined when the key was destroyed while the content still lies there. */
  private headerOf(file: FileHandle, sha256: string): Promise<BlobHeader | undefined> {
    return this.keys.headerOf(sha256, () => readUpTo(file, HEADER_BYTES, 0));
  }

  private folderOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
      throw new EvidenceUnavailable(`佐证库 ${this.folder} 暂时不能读写：${String(error)}`, { cause: error });
    }
  }
}
