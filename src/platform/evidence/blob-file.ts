import type { FileHandle } from 'node:fs/promises';
import { HEADER_BYTES } from './blob-header.js';
import { readUpTo, writeAll } from './durable-files.js';
import type { BlobSink, SealedBlob } from './sealed-blob.js';
import { SEALED_FRAME_BYTES } from './sealed-frames.js';

/** Frames into a file, behind the room for the header, which is written when the hash is known. */
export function sinkIn(file: FileHandle): BlobSink {
  let position = HEADER_BYTES;
  return {
    write: async (frame) => {
      await writeAll(file, frame, position);
      position += frame.length;
    },
  };
}

/** The frames of a file. */
export function blobIn(file: FileHandle): SealedBlob {
  return {
    isComplete: async (bytes) => (await file.stat()).size === HEADER_BYTES + bytes,
    frame: (n, bytes) => readUpTo(file, bytes, HEADER_BYTES + n * SEALED_FRAME_BYTES),
    close: () => file.close(),
  };
}
