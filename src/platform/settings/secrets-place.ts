import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from './settings.js';
import { isShared } from './settings.js';

/** Under a data folder, as long as its process shares its stores with nobody. */
export const KEYS_FILE = 'keys.sqlite';
export const EVIDENCE_FOLDER = 'evidence';

/** What a file or folder is called once all that is in it is in MongoDB. */
export function movedName(name: string): string {
  return `${name}.moved`;
}

/** Keys and evidence are not where these settings look for them: one line for the operator, nothing was opened. */
export class SecretsElsewhere extends Error {
  override readonly name = 'SecretsElsewhere';
}

/**
 * Processes that share their stores keep keys and evidence in MongoDB, whoever is alone in his data folder. Whoever began in the
 * other place would make new keys for persons that have one. Throws {@link SecretsElsewhere}.
 */
export function assertSecretsPlace(settings: Pick<Settings, 'dataFolder' | 'esdbUrl' | 'mongoUrl'>): void {
  const { dataFolder } = settings;
  const shared = isShared(settings);
  const lying = [KEYS_FILE, EVIDENCE_FOLDER].map((name) => (shared ? name : movedName(name)));
  const name = lying.find((each) => existsSync(join(dataFolder, each)));
  if (name === undefined) return;
  throw new SecretsElsewhere(
    shared
      ? `数据文件夹 ${dataFolder} 中还有未移入 MongoDB 的 ${name}：请停止所有进程，运行 npm run cli -- keys move 和 evidence move`
      : `数据文件夹 ${dataFolder} 的密钥与佐证已移入 MongoDB(${name})：请同时设 ESDB_URL 和 MONGO_URL`,
  );
}
