import { createHmac, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';

const PURPOSES = ['id', 'name', 'surname', 'text', 'request', 'device', 'place'] as const;
const HASH_BYTES = 32;
type Purpose = (typeof PURPOSES)[number];

/**
 * Keyed hashes (HMAC-SHA-256) that let particulars be compared without being known: duplicate check, exact search, the
 * signal of identical notes. Never a bare hash: of an ID number whose owner's village and age are known about a thousand
 * guesses remain. Each purpose has a key of its own, so hashes of different purposes cannot be joined.
 * Form: `v1.` and 64 lower-case hex digits, fit for a stream id. Same root key and version, same hash, for ever: the root
 * outlives a change of the key-encryption key, since old facts keep their hashes.
 */
export class LookUpHash {
  private readonly keys: ReadonlyMap<Purpose, KeyObject>;

  /** `rootKey`: 32 bytes made by {@link lookUpRootOf}; the keys in use are expanded from it, one label each. */
  constructor(
    rootKey: Buffer,
    private readonly version = 1,
  ) {
    if (rootKey.length !== 32) throw new RangeError(`检索摘要的根密钥须为 32 字节，现为 ${rootKey.length} 字节`);
    this.keys = new Map(PURPOSES.map((purpose) => [purpose, derive(rootKey, purpose, version)]));
  }

  /** Of a normalised ID number (18 characters, X in upper case). */
  idHash(idNumber: string): string {
    return this.hash('id', [idNumber]);
  }

  /** Of a normalised whole name; the town is part of it, so that one name in two towns cannot be joined. */
  nameHash(townCode: string, normalisedName: string): string {
    return this.hash('name', [townCode, normalisedName]);
  }

  surnameHash(townCode: string, surname: string): string {
    return this.hash('surname', [townCode, surname]);
  }

  /** Of normalised free text: equal notes under different visits are a signal for spot checks. */
  textHash(normalisedText: string): string {
    return this.hash('text', [normalisedText]);
  }

  /** Of a request body in canonical form: the same idempotency key with another body is told from a retry. */
  requestHash(canonicalBody: unknown): string {
    return this.hash('request', canonicalBody);
  }

  deviceHash(deviceId: string): string {
    return this.hash('device', [deviceId]);
  }

  /** Of a rounded position, for the signal of visits entered from one place. */
  placeHash(place: string): string {
    return this.hash('place', [place]);
  }

  private hash(purpose: Purpose, value: unknown): string {
    const key = this.keys.get(purpose);
    if (key === undefined) throw new TypeError(`no key for ${purpose}`);
    return `v${this.version}.${createHmac('sha256', key).update(canonicalJson(value)).digest('hex')}`;
  }
}

/**
 * The root that belongs to the first key-encryption key of an installation: HKDF-Extract (RFC 5869, 2.2) without salt. One
 * way only, so that whoever keeps the root for later keys does not keep the first key with it.
 */
export function lookUpRootOf(keyEncryptionKey: Buffer): Buffer {
  return createHmac('sha256', Buffer.alloc(HASH_BYTES)).update(keyEncryptionKey).digest();
}

/** HKDF-Expand (RFC 5869, 2.3) to one block, which is the whole key. */
function derive(rootKey: Buffer, purpose: Purpose, version: number): KeyObject {
  const label = Buffer.from(`look-up-hash/${purpose}/v${version}\u0001`);
  return createSecretKey(createHmac('sha256', rootKey).update(label).digest());
}
