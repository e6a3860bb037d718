import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TempFolder {
  readonly path: string;
  remove(): Promise<void>;
}

const made: TempFolder[] = [];

/**
 * A folder of its own under the system's temporary one, removed after the last test of the file at the latest.
 * `memory`: on a memory disk where there is one, for tests that write much and prove nothing about durability.
 */
export async function tempFolder(options: { readonly memory?: boolean } = {}): Promise<TempFolder> {
  const parent = options.memory && existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const path = await mkdtemp(join(parent, 'proactive-discovery-'));
  const folder = { path, remove: () => rm(path, { recursive: true, force: true }) };
  made.push(folder);
  return folder;
}

afterAll(async () => {
  for (const folder of made.splice(0)) await folder.remove();
});
