import { createSecretKey, randomBytes } from 'node:crypto';
import { FRAME_BYTES, openFrame, sealedLength, sealFrame } from './sealed-frames.js';

const key = createSecretKey(randomBytes(32));
const plain = Buffer.from('一帧');

function opens(number: number, last: boolean, sealed: Buffer, by = key): boolean {
  try {
    return openFrame(by, number, last, sealed).equals(plain);
  } catch {
    return false;
  }
}

describe('sealed frames', () => {
  it('open in their own place only: not under another number, not as the last, not as one before the last', () => {
    const sealed = sealFrame(key, 1, false, plain);
    const places: [number, boolean][] = [
      [1, false],
      [0, false],
      [2, false],
      [257, false],
      [1, true],
    ];
    expect(places.map(([number, last]) => opens(number, last, sealed))).toEqual([true, false, false, false, false]);
    expect(opens(1, false, sealFrame(key, 1, true, plain))).toBe(false);
    expect(opens(1, false, sealed, createSecretKey(randomBytes(32)))).toBe(false);
    expect(opens(1, false, sealed.subarray(0, 10))).toBe(false);
  });

  it('of one content never share a nonce: equal frames are sealed to different bytes', () => {
    const sealed = [0, 1, 2, 70_000].flatMap((number) =>
      [false, true].map((last) => sealFrame(key, number, last, plain).toString('hex')),
    );
    expect(new Set(sealed).size).toBe(8);
  });

  it('take sixteen bytes more each', () => {
    expect([1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES].map((size) => sealedLength(size) - size)).toEqual([
      16, 16, 32, 48,
    ]);
  });
});
