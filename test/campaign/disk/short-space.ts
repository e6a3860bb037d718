import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A place for a server's data where space can be taken away and given back. */
export interface ShortSpace {
  readonly folder: string;
  /** From now on nothing grows any more. */
  take(pid: number): Promise<void>;
  giveBack(pid: number): Promise<void>;
  /** After the server has stopped. */
  remove(): Promise<void>;
}

/** Why a place cannot be had on this machine, for the closing report. */
export class NotHere extends Error {}

/** A memory disk of 32 MB, filled up with a file that is in nobody's way. Mounting takes a privilege: else `NotHere`. */
export async function smallDisk(): Promise<ShortSpace> {
  const folder = await mkdtemp(join(tmpdir(), 'small-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', folder]);
  } catch (error) {
    await rm(folder, { recursive: true });
    throw new NotHere('a small disk cannot be mounted here', { cause: error });
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    take: () => fill(filler),
    giveBack: () => rm(filler),
    remove: async () => {
      // Lazily: the engine keeps a closed file open until its statements are collected.
      await run('umount', ['--lazy', folder]);
      await rm(folder, { recursive: true });
    },
  };
}

async function fill(file: string): Promise<void> {
  for (const bytes of [1_048_576, 4_096]) {
    const block = Buffer.alloc(bytes);
    for (let full = false; !full;) {
      try {
        await appendFile(file, block);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        full = true;
      }
    }
  }
}

/**
 * A limit on the size of the server's files, which everybody may set on his own processes: a write beyond it fails as on
 * a broken disk (EFBIG). Without the system's `prlimit`: `NotHere`.
 */
export async function fileSizeLimit(): Promise<ShortSpace> {
  try {
    await run('prlimit', ['--version']);
  } catch (error) {
    throw new NotHere('prlimit is not installed here', { cause: error });
  }
  const folder = await mkdtemp(join(tmpdir(), 'file-limit-'));
  return {
    folder,
    // Only the soft limit: what is above it may be taken back without any privilege.
    take: async (pid) => void (await run('prlimit', ['--pid', String(pid), `--fsize=${await longestIn(folder)}:`])),
    giveBack: async (pid) => void (await run('prlimit', ['--pid', String(pid), '--fsize=unlimited:'])),
    remove: () => rm(folder, { recursive: true }),
  };
}

async function longestIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return Math.max(...sizes);
}
