import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { JsonObject } from '../fact.js';
import type { KeyStore } from './key-store.port.js';
import type { FieldGroup, SealedBox } from './sealed-box.js';
import { ERASED, isSealedBox } from './sealed-box.js';
import { Sealer } from './sealer.js';
import { openSqliteKeyStore } from './sqlite.key-store.js';

const GROUPS: readonly FieldGroup[] = ['PI1', 'PI2', 'PI3', 'TEXT'];

describe('sealed boxes', () => {
  let folder: string;
  let keys: KeyStore;
  let sealer: Sealer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealer-'));
    keys = openSqliteKeyStore({ file: join(folder, 'keys.db'), keyEncryptionKey: randomBytes(32) });
    sealer = new Sealer(keys);
  });

  afterAll(async () => {
    await keys.close();
    await rm(folder, { recursive: true });
  });

  it('give back every text exactly: rare characters, astral ones, the empty text, a long one', async () => {
    const texts = [
      '张三',
      '𠮷田㐂',
      '👨‍👩‍👧',
      '',
      ' \u0000\u200b\ufeff ',
      '山'.repeat(100_000),
      'v1.\r\n"\\',
      '\u0041\u030a',
    ];
    const boxes = await sealer.sealAll(texts.map((plain) => ({ subject: 'person-1', group: 'TEXT' as const, plain })));
    expect(await sealer.openAll(boxes.map((box) => ({ box, group: 'TEXT' as const })))).toEqual(texts);
  });

  it('give back any well-formed text under any subject and group', async () => {
    const sealed = fc.record({
      subject: fc.constantFrom('household-1', 'household-2', 'case-9'),
      group: fc.constantFrom(...GROUPS),
      plain: fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(sealed, { maxLength: 8 }), async (items) => {
        const boxes = await sealer.sealAll(items);
        expect(boxes.map((box) => box.subject)).toEqual(items.map((item) => item.subject));
        const opened = await sealer.openAll(boxes.map((box, index) => ({ box, group: items[index]?.group ?? 'TEXT' })));
        expect(opened).toEqual(items.map((item) => item.plain));
      }),
    );
  });

  it('refuse half a surrogate pair, which no encoding would give back', async () => {
    for (const plain of ['\ud842', '张\udfb7三', '\udfb7\ud842']) {
      await expect(sealer.seal('person-1', 'PI1', plain)).rejects.toMatchObject({ rule: 'text-well-formed' });
      await expect(sealer.sealAll([{ subject: 'person-1', group: 'PI1', plain }])).rejects.toMatchObject({
        rule: 'text-well-formed',
      });
    }
  });

  it('give back numbers, lists and objects', async () => {
    for (const value of [19500101, null, ['a', { b: 1 }], { amount: 1.5, none: '' }]) {
      expect(await sealer.openJson(await sealer.sealJson('person-1', 'PI3', value), 'PI3')).toEqual(value);
    }
  });

  it('are plain data that a fact can hold', async () => {
    const box: JsonObject = await sealer.seal('person-1', 'PI1', '张三');
    expect(Object.keys(box)).toEqual(['subject', 'keyVersion', 'nonce', 'ciphertext']);
    expect(isSealedBox(JSON.parse(JSON.stringify(box)))).toBe(true);
    for (const other of [
      null,
      '张三',
      {},
      [],
      { ...box, nonce: 'short' },
      { ...box, keyVersion: '1' },
      { ...box, ciphertext: '张三' },
    ]) {
      expect(isSealedBox(other)).toBe(false);
    }
  });

  it('do not open as another group of fields', async () => {
    const box = await sealer.seal('person-1', 'PI3', '990101195001010014');
    for (const group of ['PI1', 'PI2', 'TEXT'] as const) {
      await expect(sealer.open(box, group)).rejects.toMatchObject({ name: 'SealBroken', reason: 'altered' });
    }
  });

  it('do not open when moved to another subject, whether that one has a key or not', async () => {
    await sealer.seal('person-2', 'PI1', '李四');
    const box = await sealer.seal('person-1', 'PI1', '张三');
    await expect(sealer.open({ ...box, subject: 'person-2' }, 'PI1')).rejects.toMatchObject({ reason: 'altered' });
    await expect(sealer.open({ ...box, subject: 'person-3' }, 'PI1')).rejects.toMatchObject({ reason: 'key-missing' });
  });

  it('do not open when any bit of text, tag, nonce or key version is another', async () => {
    const box = await sealer.seal('person-1', 'PI1', '张三丰');
    const bytes = Buffer.from(box.ciphertext, 'base64url');
    const altered: SealedBox[] = [
      { ...box, keyVersion: 2 },
      { ...box, ciphertext: '' },
      { ...box, nonce: '' },
      { ...box, ciphertext: bytes.subarray(0, -1).toString('base64url') },
    ];
    for (let bit = 0; bit < bytes.length * 8; bit++)
      altered.push({ ...box, ciphertext: flipped(bytes, bit).toString('base64url') });
    const nonce = Buffer.from(box.nonce, 'base64url');
    for (let bit = 0; bit < nonce.length * 8; bit++)
      altered.push({ ...box, nonce: flipped(nonce, bit).toString('base64url') });
    for (const other of altered)
      await expect(sealer.open(other, 'PI1')).rejects.toMatchObject({ name: 'SealBroken', reason: 'altered' });
    expect(await sealer.open(box, 'PI1')).toBe('张三丰');
  });

  it('never repeat a nonce in ten thousand, and seal one text to ten thousand different ones', async () => {
    const boxes = await sealer.sealAll(
      Array.from({ length: 10_000 }, () => ({ subject: 'person-1', group: 'PI1' as const, plain: '张三' })),
    );
    expect(new Set(boxes.map((box) => box.nonce)).size).toBe(10_000);
    expect(new Set(boxes.map((box) => box.ciphertext)).size).toBe(10_000);
  });

  it('read 已依法删除 once the key is destroyed, beside those that still open, and are never sealed again', async () => {
    const gone = await sealer.seal('person-gone', 'PI1', '王五');
    const stays = await sealer.seal('person-stays', 'PI1', '赵六');
    await keys.destroy('person-gone');
    expect(
      await sealer.openAll([
        { box: stays, group: 'PI1' },
        { box: gone, group: 'PI1' },
      ]),
    ).toEqual(['赵六', ERASED]);
    expect(await sealer.open(gone, 'PI2')).toBe(ERASED);
    expect(await sealer.openJson(gone, 'PI1')).toBe(ERASED);
    await expect(sealer.seal('person-gone', 'PI1', '王五')).rejects.toMatchObject({ rule: 'subject-erased' });
    expect(await sealer.open(gone, 'PI1')).toBe(ERASED);
  });

  it('of a whole sheet open while others are served', async () => {
    const items = Array.from({ length: 1_201 }, (_, row) => ({
      subject: `row-${row % 700}`,
      group: 'PI1' as const,
      plain: `${row}`,
    }));
    const boxes = await sealer.sealAll(items);
    let served = 0;
    const serve = (): void => void (served++, pending && setImmediate(serve));
    let pending = true;
    setImmediate(serve);
    const opened = await sealer.openAll(boxes.map((box) => ({ box, group: 'PI1' as const })));
    pending = false;
    expect(opened).toEqual(items.map((item) => item.plain));
    expect(served).toBeGreaterThanOrEqual(2);
  });

  it('ask the key store nothing when there is nothing to seal or open', async () => {
    expect(await sealer.sealAll([])).toEqual([]);
    expect(await sealer.openAll([])).toEqual([]);
  });
});

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return copy;
}
