import type { OpenedLogs } from './open-logs.js';
import { ACCESS_CATEGORY } from './platform/access/access-stream.js';
import type { EvidenceStore } from './platform/evidence/evidence-store.port.js';
import { openFolderEvidenceStore } from './platform/evidence/folder.evidence-store.js';
import { openMongoEvidenceStore } from './platform/evidence/mongo.evidence-store.js';
import type { InstallationKeys } from './platform/sealing/key-store.port.js';
import { KeyStoreUnavailable } from './platform/sealing/key-store.port.js';
import { openMongoKeyStore } from './platform/sealing/mongo.key-store.js';
import { openSqliteKeyStore } from './platform/sealing/sqlite.key-store.js';
import { EVIDENCE_FOLDER, KEYS_FILE } from './platform/settings/secrets-place.js';
import type { Settings } from './platform/settings/settings.js';
import { isShared } from './platform/settings/settings.js';
import { rulebook } from './aggregates/rulebook/rulebook.js';

export interface SecretSources {
  readonly settings: Settings;
  /** Path of a file of the data folder. */
  readonly file: (name: string) => string;
  /** The key-encryption key, 32 bytes. */
  readonly key: Buffer;
}

/** The keys of the data folder; undefined where several processes keep theirs in MongoDB. */
export function openKeysOfFolder({ settings, file, key }: SecretSources): InstallationKeys | undefined {
  return isShared(settings) ? undefined : openSqliteKeyStore({ file: file(KEYS_FILE), keyEncryptionKey: key });
}

/** The keys in MongoDB, of whoever shares this log. Rejects with one line for the operator. */
export function openSharedKeys({ settings, key }: SecretSources, { store }: OpenedLogs): Promise<InstallationKeys> {
  const mayBegin = async (): Promise<void> => {
    const sealed = (await store.kinds()).find(
      ({ category }) => category !== rulebook.category && category !== ACCESS_CATEGORY,
    );
    if (sealed === undefined) return;
    throw new KeyStoreUnavailable(
      '事实日志已有登记内容，MONGO_URL 的密钥库却是空的：请检查 MONGO_URL，或在存有 keys.sqlite 的数据文件夹运行 npm run cli -- keys move',
    );
  };
  return openMongoKeyStore({ url: settings.mongoUrl ?? '', keyEncryptionKey: key, mayBegin });
}

/** The evidence, where the keys are. */
export async function openEvidence(
  { settings, file }: SecretSources,
  keys: InstallationKeys,
): Promise<EvidenceStore & { close(): Promise<void> }> {
  const maxBytes = settings.evidenceMaxBytes;
  if (isShared(settings)) return openMongoEvidenceStore({ url: settings.mongoUrl ?? '', keys, maxBytes });
  const store = await openFolderEvidenceStore({ folder: file(EVIDENCE_FOLDER), keys, maxBytes });
  return {
    put: (stream, meta) => store.put(stream, meta),
    open: (sha256) => store.open(sha256),
    stat: (sha256) => store.stat(sha256),
    isErased: (sha256) => store.isErased(sha256),
    erase: (sha256) => store.erase(sha256),
    close: async () => undefined,
  };
}
