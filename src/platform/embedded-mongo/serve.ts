import { Commands } from './commands.js';
import { listen } from './server.js';
import { SnapshotKeeper } from './snapshot-keeper.js';
import type { SnapshotPlace } from './snapshot.js';
import { readSnapshot } from './snapshot.js';

/** What a server came up with: documents of its snapshot, none without one, and why one was not believed. */
export interface Opening {
  readonly documents: number;
  readonly refused?: string;
}

export interface Served extends Opening {
  readonly port: number;
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly secret: string;
  /** Absent: everything is forgotten at the end. */
  readonly snapshot?: SnapshotPlace;
  /** Told why a snapshot could not be written. */
  readonly failed: (reason: string) => void;
}

/** Restores what was kept, listens, and keeps it again. */
export async function serve({ secret, snapshot, failed }: ServeOptions): Promise<Served> {
  const restored = snapshot ? await readSnapshot(snapshot) : {};
  const commands = 'databases' in restored ? new Commands(restored.databases) : new Commands();
  const server = await listen(secret, commands);
  const keeper = snapshot && new SnapshotKeeper(commands, snapshot, failed);
  const close = async (): Promise<void> => {
    await server.close();
    await keeper?.close();
  };
  const opening = 'databases' in restored ? { documents: restored.documents } : { documents: 0, ...restored };
  return { port: server.port, ...opening, close };
}
