import type { KeyObject } from 'node:crypto';
import { RuleBroken } from '../rule-broken.js';

/** The key of one subject. A `KeyObject` on purpose: printed, logged or serialised by mistake, it shows nothing. */
export interface DataKey {
  readonly subject: string;
  readonly version: number;
  readonly key: KeyObject;
}

/**
 * Keeps one data key per subject, wrapped by the key-encryption key, apart from the log and with a backup of its own.
 * A subject is 1–200 visible ASCII characters. A backup takes the log first and the keys second, so that no fact in it
 * lacks its key.
 */
export interface KeyStore {
  /**
   * The keys of these subjects, made where missing. When it resolves they are on disk, on a server on those of a majority:
   * a text sealed under a key that a power cut takes away would be lost for ever. Every caller gets the same key.
   * Throws {@link SubjectErased} for a subject whose key was destroyed; {@link KeyStoreUnavailable} when the store cannot
   * be asked: nobody uses a key then, which the next call makes or finds.
   */
  obtain(subjects: readonly string[]): Promise<Map<string, DataKey>>;
  /** The keys there are; a subject that never had one is absent from the answer. */
  find(subjects: readonly string[]): Promise<Map<string, DataKey | 'destroyed'>>;
  /**
   * Erases: the wrapped key is overwritten (in a file on disk, at once; what a server keeps of it besides is said where
   * its store is opened) and a marker stays, so that the subject never gets another key. Every process knows it at its
   * next look-up. Idempotent, also for a subject that never had a key. Durable when it resolves.
   */
  destroy(subject: string): Promise<void>;
  close(): Promise<void>;
}

/** The keys of one installation and what its look-up hashes are made with. */
export interface InstallationKeys extends KeyStore {
  /** Root of the look-up hashes, 32 bytes: the same for ever, also after the key-encryption key was exchanged. */
  readonly lookUpRoot: Buffer;
}

/** Particulars of this subject were erased by law; none may be written about it again. */
export class SubjectErased extends RuleBroken {
  constructor(readonly subject: string) {
    super('subject-erased', '该对象的个人信息已依法删除，不能再登记新的个人内容');
  }
}

/** The key-encryption key is not the one this store was made with. Nothing was changed. */
export class WrongKey extends Error {
  override readonly name = 'WrongKey';
}

/** The key store could not write or read (disk full, damaged file): nothing was kept, a later try may succeed. */
export class KeyStoreUnavailable extends Error {
  override readonly name = 'KeyStoreUnavailable';
}
