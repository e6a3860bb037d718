import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { BlobHeader } from './blob-header.js';
import { EvidenceDamaged } from './evidence-store.port.js';
import type { SealedBlob } from './sealed-blob.js';
import { openFrame, SEALED_FRAME_BYTES, sealedLength } from './sealed-frames.js';

/** Opens frame by frame, the first at once, so that a damaged photo is an error and not the beginning of an answer. */
export async function readBlob(blob: SealedBlob, header: BlobHeader, sha256: string): Promise<Readable> {
  const frames = new FrameReader(blob, header, sha256);
  await frames.assertComplete();
  let ready: Buffer | null = await frames.next();
  return new Readable({
    read() {
      const first = ready;
      ready = null;
      if (first !== null) this.push(first);
      else
        frames.next().then(
          (plain) => this.push(plain),
          (error: Error) => this.destroy(error),
        );
    },
    destroy(error, done) {
      blob.close().then(() => done(error), done);
    },
  });
}

class FrameReader {
  private readonly hash = createHash('sha256');
  private readonly bytes: number;
  private frame = 0;
  private at = 0;

  constructor(
    private readonly blob: SealedBlob,
    private readonly header: BlobHeader,
    private readonly sha256: string,
  ) {
    this.bytes = sealedLength(header.size);
  }

  async assertComplete(): Promise<void> {
    if (!(await this.blob.isComplete(this.bytes))) throw new EvidenceDamaged(this.sha256);
  }

  /** The next frame in clear, null after the last; throws {@link EvidenceDamaged}. */
  async next(): Promise<Buffer | null> {
    if (this.at === this.bytes) return null;
    const length = Math.min(SEALED_FRAME_BYTES, this.bytes - this.at);
    const sealed = await this.blob.frame(this.frame, length);
    this.at += length;
    const last = this.at === this.bytes;
    const plain = this.opened(sealed, last);
    this.hash.update(plain);
    if (last && this.hash.digest('hex') !== this.sha256) throw new EvidenceDamaged(this.sha256);
    return plain;
  }

  private opened(sealed: Buffer, last: boolean): Buffer {
    try {
      return openFrame(this.header.blobKey, this.frame++, last, sealed);
    } catch (error) {
      throw new EvidenceDamaged(this.sha256, { cause: error });
    }
  }
}
