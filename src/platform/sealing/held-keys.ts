import type { DataKey } from './key-store.port.js';
import { KeyStoreUnavailable, SubjectErased } from './key-store.port.js';

/** What a key store has of a subject that once had a key. */
export type Held = DataKey | 'destroyed';

const SUBJECT = /^[\x21-\x7e]{1,200}$/;

/** Throws a TypeError for a subject that could not be told apart in print. */
export function assertSubjects(subjects: readonly string[]): void {
  for (const subject of subjects)
    if (!SUBJECT.test(subject)) throw new TypeError('a subject is 1–200 visible ASCII characters');
}

/** The keys of these subjects in their order; throws {@link SubjectErased} or {@link KeyStoreUnavailable} for want of one. */
export function onlyKeys(subjects: readonly string[], held: ReadonlyMap<string, Held>): Map<string, DataKey> {
  const keys = new Map<string, DataKey>();
  for (const subject of subjects) {
    const key = held.get(subject);
    if (key === undefined) throw new KeyStoreUnavailable(`${subject} 的密钥未能建立`);
    if (key === 'destroyed') throw new SubjectErased(subject);
    keys.set(subject, key);
  }
  return keys;
}
