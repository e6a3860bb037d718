/** Where the sealed frames of one content are written, in their order, each once. */
export interface BlobSink {
  write(frame: Buffer): Promise<void>;
}

/** Where they lie afterwards. */
export interface SealedBlob {
  /** Whether exactly so many bytes of frames are there. */
  isComplete(bytes: number): Promise<boolean>;
  /** Bytes of the n-th frame (from 0); shorter, or none, where less is there. */
  frame(n: number, bytes: number): Promise<Buffer>;
  close(): Promise<void>;
}
