import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryDisk } from './memory-disk.js';

export interface TempFolder {
  readonly path: string;
  remove(): Promise<void>;
}

const made: TempFolder[] = [];

/**
 * A folder of its own under the system's temporary one, removed after the last test of the file at the latest
 * (jest.config.cjs loads this module before every file, so that the hook belongs to all of it). `memory`: on a memory
 * disk where there is one.
 */
export async function tempFolder(options: { readonly memory?: boolean } = {}): Promise<TempFolder> {
  const parent = options.memory ? memoryDisk() : tmpdir();
  const path = await mkdtemp(join(parent, 'proactive-discovery-'));
  const folder = { path, remove: () => rm(path, { recursive: true, force: true }) };
  made.push(folder);
  return folder;
}

afterAll(async () => {
  for (const folder of made.splice(0)) await folder.remove();
});
