import { createHash, createSecretKey, randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { BlobHeader } from './blob-header.js';
import { EvidenceInterrupted, EvidenceTooLarge } from './evidence-store.port.js';
import { assertBeginsAs } from './media-type.js';
import type { BlobSink } from './sealed-blob.js';
import { FRAME_BYTES, sealFrame } from './sealed-frames.js';

export interface WrittenBlob extends BlobHeader {
  readonly sha256: string;
}

/**
 * Hashes and seals a stream as it comes; at most two frames in memory. The key is made here and lives nowhere else yet:
 * what an interrupted upload leaves behind nobody can read.
 */
export async function writeBlob(
  stream: Readable,
  contentType: string,
  maxBytes: number,
  sink: BlobSink,
): Promise<WrittenBlob> {
  const blobKey = createSecretKey(randomBytes(32));
  const hash = createHash('sha256');
  let size = 0;
  let frame = 0;
  const write = async (plain: Buffer, last: boolean): Promise<void> => {
    if (frame === 0) assertBeginsAs(contentType, plain);
    await sink.write(sealFrame(blobKey, frame++, last, plain));
  };
  let held: Buffer[] = [];
  let heldBytes = 0;
  for await (const chunk of chunksOf(stream)) {
    size += chunk.length;
    if (size > maxBytes) throw new EvidenceTooLarge(maxBytes);
    hash.update(chunk);
    held.push(chunk);
    heldBytes += chunk.length;
    // Strictly more than a frame: only then is it known that the frame is not the last.
    if (heldBytes <= FRAME_BYTES) continue;
    let rest = Buffer.concat(held);
    for (; rest.length > FRAME_BYTES; rest = rest.subarray(FRAME_BYTES))
      await write(rest.subarray(0, FRAME_BYTES), false);
    held = [rest];
    heldBytes = rest.length;
  }
  await write(Buffer.concat(held), true);
  return { sha256: hash.digest('hex'), size, contentType, blobKey };
}

/** The stream is the caller's: it is not destroyed here, for a refused sender must still be able to read the answer. */
async function* chunksOf(stream: Readable): AsyncGenerator<Buffer> {
  const chunks = stream.iterator({ destroyOnReturn: false });
  try {
    for (;;) {
      const next = (await interruptible(chunks.next())) as IteratorResult<Buffer | string, void>;
      if (next.done === true) return;
      yield typeof next.value === 'string' ? Buffer.from(next.value) : next.value;
    }
  } finally {
    await chunks.return?.();
  }
}

async function interruptible<T>(next: Promise<T>): Promise<T> {
  try {
    return await next;
  } catch (error) {
    throw new EvidenceInterrupted('上传中断，未保存任何内容，请重新上传', { cause: error });
  }
}
