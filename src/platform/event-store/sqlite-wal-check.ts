import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { LogDamaged } from './log-refusals.js';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** The lowest bit says in which byte order the checksums are reckoned. */
const MAGIC = 0x377f0682;

interface Sums {
  readonly a: number;
  readonly b: number;
}

/**
 * SQLite ends its recovery silently at the first damaged frame of the write-ahead log, and everything acknowledged after
 * it would be gone without a word. What a crash can leave is one unfinished transaction at the end, because each is
 * flushed before the next begins; two commits behind a damaged frame are therefore damage, not a torn end.
 * To be called before SQLite opens the file. File format: https://www.sqlite.org/fileformat2.html#walformat
 */
export function assertSoundWal(file: string): void {
  const wal = `${file}-wal`;
  if (!existsSync(wal)) return;
  const handle = openSync(wal, 'r');
  try {
    const header = read(handle, HEADER_BYTES, 0);
    // Nothing, or a header that never reached the disk: nothing behind it was ever acknowledged.
    if (!header || header.every((byte) => byte === 0)) return;
    inspect(file, handle, header);
  } finally {
    closeSync(handle);
  }
}

function inspect(file: string, handle: number, header: Buffer): void {
  const magic = header.readUInt32BE(0);
  const littleEndian = (magic & 1) === 0;
  let sums = sumOf(header.subarray(0, 24), littleEndian, { a: 0, b: 0 });
  if ((magic & ~1) >>> 0 !== MAGIC || !matches(header, 24, sums))
    throw new LogDamaged(file, '预写日志的文件头校验不符');
  const frameBytes = FRAME_HEADER_BYTES + header.readUInt32BE(8);
  let damaged: number | undefined;
  let commitsBehind = 0;
  for (let index = 0; ; index++) {
    const frame = read(handle, frameBytes, HEADER_BYTES + index * frameBytes);
    if (!frame) return;
    const ours = frame.compare(header, 16, 24, 8, 16) === 0;
    if (damaged === undefined) {
      const body = sumOf(
        frame.subarray(FRAME_HEADER_BYTES),
        littleEndian,
        sumOf(frame.subarray(0, 8), littleEndian, sums),
      );
      const intact = matches(frame, 16, body);
      // Only the frame written next in this very log has that checksum: its mark is what was changed.
      if (intact && !ours) throw new LogDamaged(file, `预写日志第 ${index + 1} 帧的标记不符`);
      if (intact) {
        sums = body;
        continue;
      }
      damaged = index;
    }
    if (ours && frame.readUInt32BE(4) !== 0) commitsBehind++;
    if (commitsBehind > 1) throw new LogDamaged(file, `预写日志第 ${damaged + 1} 帧校验不符，其后还有已提交的事务`);
  }
}

function read(handle: number, bytes: number, at: number): Buffer | undefined {
  const buffer = Buffer.alloc(bytes);
  return readSync(handle, buffer, 0, bytes, at) === bytes ? buffer : undefined;
}

function matches(buffer: Buffer, at: number, { a, b }: Sums): boolean {
  return buffer.readUInt32BE(at) === a && buffer.readUInt32BE(at + 4) === b;
}

function sumOf(bytes: Buffer, littleEndian: boolean, start: Sums): Sums {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let { a, b } = start;
  for (let at = 0; at < bytes.byteLength; at += 8) {
    a = (a + words.getUint32(at, littleEndian) + b) >>> 0;
    b = (b + words.getUint32(at + 4, littleEndian) + a) >>> 0;
  }
  return { a, b };
}
