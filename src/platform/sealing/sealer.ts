import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { setImmediate as othersServed } from 'node:timers/promises';
import type { JsonValue } from '../fact.js';
import { RuleBroken } from '../rule-broken.js';
import { canonicalJson } from './canonical-json.js';
import type { DataKey, KeyStore } from './key-store.port.js';
import type { FieldGroup, SealedBox } from './sealed-box.js';
import { ERASED } from './sealed-box.js';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SLICE = 500;

export interface ToSeal {
  readonly subject: string;
  readonly group: FieldGroup;
  readonly plain: string;
}

export interface ToOpen {
  readonly box: SealedBox;
  readonly group: FieldGroup;
}

/** A box does not open: altered, moved to another subject or field, or its key is missing from this key store. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';

  constructor(
    readonly subject: string,
    readonly reason: 'altered' | 'key-missing',
  ) {
    super(
      reason === 'altered'
        ? `${subject} 的密封内容与原样不符，不能打开`
        : `密钥库中没有 ${subject} 的密钥：密钥库可能不是与事实日志配套的那一份`,
    );
  }
}

/**
 * Seals particulars at the door and opens them at the door. Only there: whatever lies between holds boxes alone.
 * Boxes are AES-256-GCM with a fresh random nonce; subject, field group and key version are bound into each.
 */
export class Sealer {
  constructor(private readonly keys: KeyStore) {}

  /** Boxes in the order asked, with one call to the key store for all of them. */
  async sealAll(items: readonly ToSeal[]): Promise<SealedBox[]> {
    for (const { plain } of items) refuseBrokenText(plain);
    if (items.length === 0) return [];
    const keys = await this.keys.obtain([...new Set(items.map((item) => item.subject))]);
    return items.map((item) => sealWith(keyOf(keys, item.subject), item.group, item.plain));
  }

  async seal(subject: string, group: FieldGroup, plain: string): Promise<SealedBox> {
    refuseBrokenText(plain);
    const keys = await this.keys.obtain([subject]);
    return sealWith(keyOf(keys, subject), group, plain);
  }

  async sealJson(subject: string, group: FieldGroup, value: JsonValue): Promise<SealedBox> {
    return this.seal(subject, group, canonicalJson(value));
  }

  /**
   * Texts in the order asked, `ERASED` where the key was destroyed. Throws {@link SealBroken} if any does not open.
   * A page costs one look-up of keys; a sheet of 20,000 rows is opened in slices between which others are served.
   */
  async openAll(items: readonly ToOpen[]): Promise<string[]> {
    const texts: string[] = [];
    for (let from = 0; from < items.length; from += SLICE) {
      if (from > 0) await othersServed();
      const slice = items.slice(from, from + SLICE);
      const keys = await this.keys.find([...new Set(slice.map((item) => item.box.subject))]);
      for (const { box, group } of slice) texts.push(openWith(keys.get(box.subject), box, group));
    }
    return texts;
  }

  async open(box: SealedBox, group: FieldGroup): Promise<string> {
    const keys = await this.keys.find([box.subject]);
    return openWith(keys.get(box.subject), box, group);
  }

  /** The sealed value, or the string `ERASED`. */
  async openJson(box: SealedBox, group: FieldGroup): Promise<JsonValue> {
    const text = await this.open(box, group);
    return text === ERASED ? ERASED : (JSON.parse(text) as JsonValue);
  }
}

/** Half a surrogate pair has no UTF-8 form: sealed anyway it would come back as another character. */
function refuseBrokenText(plain: string): void {
  if (!plain.isWellFormed()) throw new RuleBroken('text-well-formed', '文字中含有残缺的字符，请重新输入');
}

function keyOf(keys: ReadonlyMap<string, DataKey>, subject: string): DataKey {
  const key = keys.get(subject);
  if (key === undefined) throw new SealBroken(subject, 'key-missing');
  return key;
}

function sealWith(key: DataKey, group: FieldGroup, plain: string): SealedBox {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.key, nonce).setAAD(boundTo(key.subject, group, key.version));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    subject: key.subject,
    keyVersion: key.version,
    nonce: nonce.toString('base64url'),
    ciphertext: sealed.toString('base64url'),
  };
}

function openWith(key: DataKey | 'destroyed' | undefined, box: SealedBox, group: FieldGroup): string {
  if (key === 'destroyed') return ERASED;
  if (key === undefined) throw new SealBroken(box.subject, 'key-missing');
  const sealed = Buffer.from(box.ciphertext, 'base64url');
  const nonce = Buffer.from(box.nonce, 'base64url');
  if (sealed.length < TAG_BYTES || nonce.length !== NONCE_BYTES) throw new SealBroken(box.subject, 'altered');
  const decipher = createDecipheriv('aes-256-gcm', key.key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(boundTo(box.subject, group, box.keyVersion))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  const plain = decipher.update(sealed.subarray(0, -TAG_BYTES));
  try {
    return Buffer.concat([plain, decipher.final()]).toString('utf8');
  } catch {
    throw new SealBroken(box.subject, 'altered');
  }
}

/** Unambiguous whatever the subject contains. */
function boundTo(subject: string, group: FieldGroup, keyVersion: number): Buffer {
  return Buffer.from(JSON.stringify(['sealed-box', subject, group, keyVersion]));
}
