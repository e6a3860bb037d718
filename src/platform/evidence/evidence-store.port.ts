import type { Readable } from 'node:stream';

/** What an upload says about itself. The name is free text from somebody's telephone and is kept sealed. */
export interface UploadMeta {
  /** Declared media type; it must agree with the first bytes of the content. */
  readonly contentType: string;
  readonly fileName?: string;
  /** Default 20 MB (20 × 1024 × 1024 bytes). */
  readonly maxBytes?: number;
  readonly uploadedBy: string;
  readonly townCode?: string;
}

export interface StoredEvidence {
  /** 64 lower-case hex digits, of the content as it was sent: what facts carry. */
  readonly sha256: string;
  /** Bytes of the content. */
  readonly size: number;
  readonly contentType: string;
}

/** One upload of a content: the same photo sent twice under two names is one content and two of these. */
export interface Upload {
  readonly uploadId: string;
  readonly fileName?: string;
  readonly uploadedBy: string;
  readonly townCode?: string;
}

export interface EvidenceStat extends StoredEvidence {
  /** In the order in which they came. */
  readonly uploads: readonly Upload[];
}

export interface OpenedEvidence {
  /** Ends with {@link EvidenceDamaged} if the content is not what was sent. Destroy it if it is not read to its end. */
  readonly stream: Readable;
  readonly size: number;
  readonly contentType: string;
}

/**
 * Photos, recorder clips, signatures, documents: sealed, named by the hash of their content, never altered. The key of
 * each is that of subject `evidence-<sha256>` in the key store; a backup takes this store first and the keys second.
 */
export interface EvidenceStore {
  /**
   * Resolves when the content is on disk. Refuses with {@link EvidenceTooLarge}, {@link EvidenceTypeRefused},
   * {@link EvidenceInterrupted} (the sender went away), {@link EvidenceUnavailable} (disk) or `SubjectErased` (this very
   * content was erased by law), and then leaves nothing behind. A refused stream is drained, so that its sender can read the answer.
   */
  put(stream: Readable, meta: UploadMeta): Promise<StoredEvidence>;
  /** The content, each part checked before it is handed on; undefined when there is none or it was erased. */
  open(sha256: string): Promise<OpenedEvidence | undefined>;
  stat(sha256: string): Promise<EvidenceStat | undefined>;
  /** Whether a content of this hash was erased: read as 已依法删除, and never taken again. */
  isErased(sha256: string): Promise<boolean>;
  /** Destroys the key, then the content and the names of its uploads. Idempotent. Ask first who else refers to it. */
  erase(sha256: string): Promise<void>;
}

export class EvidenceTooLarge extends Error {
  override readonly name = 'EvidenceTooLarge';

  constructor(readonly maxBytes: number) {
    super(`文件超过 ${Math.floor((maxBytes / 1024 / 1024) * 10) / 10} MB 的上限`);
  }
}

export class EvidenceTypeRefused extends Error {
  override readonly name = 'EvidenceTypeRefused';
}

/** The sender went away before the end. */
export class EvidenceInterrupted extends Error {
  override readonly name = 'EvidenceInterrupted';
}

/** The folder cannot be written or read now. */
export class EvidenceUnavailable extends Error {
  override readonly name = 'EvidenceUnavailable';
}

/** What lies on disk is not what was stored: shortened, altered, or sealed under another key. */
export class EvidenceDamaged extends Error {
  override readonly name = 'EvidenceDamaged';

  constructor(
    readonly sha256: string,
    options?: ErrorOptions,
  ) {
    super(`佐证 ${sha256} 已损坏，与登记时的内容不符，请从备份恢复`, options);
  }
}
