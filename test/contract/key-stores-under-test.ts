import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { InstallationKeys } from '../../src/platform/sealing/key-store.port.js';
import { openMongoKeyStore } from '../../src/platform/sealing/mongo.key-store.js';
import { openSqliteKeyStore } from '../../src/platform/sealing/sqlite.key-store.js';
import type { TempFolder } from '../support/temp-folder.js';
import { tempFolder } from '../support/temp-folder.js';
import type { TestReadStore } from '../support/test-read-store.js';
import { openTestReadStore } from '../support/test-read-store.js';
import type { KeyStoreUnderTest } from './key-store.contract.js';

/** A key store with a beginning and an end, which closes whatever is still open. */
export interface OpenedKeys extends KeyStoreUnderTest {
  close(): Promise<void>;
}

const keyEncryptionKey = randomBytes(32);

export async function sqliteKeys(): Promise<OpenedKeys> {
  const folder: TempFolder = await tempFolder({ memory: true });
  const file = join(folder.path, 'keys', 'keys.sqlite');
  return closing(async (kek) => openSqliteKeyStore({ file, keyEncryptionKey: kek }), folder.remove);
}

/** In MongoDB, the server of `MONGO_URL` or the embedded one. */
export async function mongoKeys(): Promise<OpenedKeys> {
  const server: TestReadStore = await openTestReadStore();
  const database = `t_${randomUUID().slice(0, 8)}`;
  return closing(
    (kek) => openMongoKeyStore({ url: server.url, database, keyEncryptionKey: kek }),
    async () => {
      const store = await server.connectTo(database);
      await store.db.dropDatabase();
      await server.close();
    },
  );
}

function closing(open: (kek: Buffer) => Promise<InstallationKeys>, end: () => Promise<unknown>): OpenedKeys {
  const opened: InstallationKeys[] = [];
  return {
    open: async (kek = keyEncryptionKey) => {
      const store = await open(kek);
      opened.push(store);
      return store;
    },
    close: async () => {
      await Promise.all(opened.map((store) => store.close()));
      await end();
    },
  };
}
