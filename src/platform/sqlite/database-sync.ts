import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { createRequire } from 'node:module';

export type DatabaseSync = DatabaseSyncInstance;

const load = createRequire(__filename);

/** Node 22.13 brought the same API built in; below it a prebuilt package stands in, nothing is compiled or downloaded. */
function builtIn(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 13);
}

/** Opens (and creates) an SQLite file; `readOnly` needs an existing one. Throws what SQLite says, synchronously. */
export function openDatabase(file: string, options: { readonly readOnly?: boolean } = {}): DatabaseSync {
  const { DatabaseSync } = load(builtIn() ? 'node:sqlite' : '@photostructure/sqlite') as {
    DatabaseSync: new (file: string, options: { readOnly: boolean }) => DatabaseSync;
  };
  return new DatabaseSync(file, { readOnly: options.readOnly ?? false });
}
