import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
/** A container's usual 64 MB would soon be full. */
const ENOUGH_BYTES = 2e9;

/**
 * The memory disk where there is one with room, otherwise the system's temporary folder: for what writes much and
 * proves nothing about durability.
 */
export function memoryDisk(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > ENOUGH_BYTES ? MEMORY : tmpdir();
}
