import { randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { openFolderEvidenceStore } from '../../src/platform/evidence/folder.evidence-store.js';
import { evidenceCollections } from '../../src/platform/evidence/mongo.evidence-collections.js';
import type { ClosableEvidenceStore } from '../../src/platform/evidence/mongo.evidence-store.js';
import { openMongoEvidenceStore } from '../../src/platform/evidence/mongo.evidence-store.js';
import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import { openSqliteKeyStore } from '../../src/platform/sealing/sqlite.key-store.js';
import { tempFolder } from '../support/temp-folder.js';
import { openTestReadStore } from '../support/test-read-store.js';
import type { EvidenceUnderTest } from './evidence-store.contract.js';

export interface OpenedEvidenceStores extends EvidenceUnderTest {
  close(): Promise<void>;
}

export async function folderEvidence(): Promise<OpenedEvidenceStores> {
  const { path, remove } = await tempFolder({ memory: true });
  const folder = join(path, 'evidence');
  const keys = openSqliteKeyStore({ file: join(path, 'keys.sqlite'), keyEncryptionKey: randomBytes(32) });
  return {
    open: () => openFolderEvidenceStore({ folder, keys }),
    names: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      return files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
    },
    close: async () => {
      await keys.close();
      await remove();
    },
  };
}

/** In MongoDB, the server of `MONGO_URL` or the embedded one. */
export async function mongoEvidence(): Promise<OpenedEvidenceStores & { readonly beside: ReadStore }> {
  const { path, remove } = await tempFolder({ memory: true });
  const keys = openSqliteKeyStore({ file: join(path, 'keys.sqlite'), keyEncryptionKey: randomBytes(32) });
  const server = await openTestReadStore();
  const database = `t_${randomUUID().slice(0, 8)}`;
  const beside = await server.connectTo(database);
  const opened: ClosableEvidenceStore[] = [];
  return {
    beside,
    open: async () => {
      const store = await openMongoEvidenceStore({ url: server.url, database, keys });
      opened.push(store);
      return store;
    },
    names: async () => {
      const collections = Object.entries(evidenceCollections(beside.db));
      const names = await Promise.all(
        collections.map(async ([name, collection]) => {
          const found = await collection.find({}, { projection: { _id: 1 } }).toArray();
          return found.map(({ _id }: { readonly _id: string }) => `${name} ${_id}`);
        }),
      );
      return names.flat().sort();
    },
    close: async () => {
      await Promise.all(opened.map((store) => store.close()));
      await beside.db.dropDatabase();
      await server.close();
      await keys.close();
      await remove();
    },
  };
}
