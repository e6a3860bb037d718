import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, ReadAllOptions } from '../platform/event-store/event-store.port.js';
import { openFolderEvidenceStore } from '../platform/evidence/folder.evidence-store.js';
import { openMongoEvidenceStore } from '../platform/evidence/mongo.evidence-store.js';
import type { EvidenceStore } from '../platform/evidence/evidence-store.port.js';
import type { Recorded } from '../platform/fact.js';
import type { InstallationKeys } from '../platform/sealing/key-store.port.js';
import { Sealer } from '../platform/sealing/sealer.js';
import { openMongoKeyStore } from '../platform/sealing/mongo.key-store.js';
import { openSqliteKeyStore } from '../platform/sealing/sqlite.key-store.js';
import { EVIDENCE_FOLDER, KEYS_FILE } from '../platform/settings/secrets-place.js';
import { keyBytes } from '../platform/settings/setting-values.js';
import type { Console } from './console.js';
import { CannotOpen, Progress } from './console.js';
import type { NeededSecrets, OpenedSecrets } from './drill-secrets.js';
import { openBoxes, openEvidence } from './drill-secrets.js';

export type Counted = Omit<OpenedSecrets, 'problems'>;

const PAGE = 1_000;

/** The key-encryption key of a data folder: DISCOVERY_KEY, else the demo's own beside its data. Throws `CannotOpen`. */
export function keyOf(folder: string, { env }: Console): Buffer {
  const problems: string[] = [];
  const made = join(folder, 'demo.key');
  const text = env['DISCOVERY_KEY']?.trim() || (existsSync(made) ? readFileSync(made, 'utf8').trim() : undefined);
  const key = keyBytes(text, problems);
  if (!key) throw new CannotOpen(problems[0] ?? '没有主密钥：请设 DISCOVERY_KEY，与该数据文件夹的相同');
  return key;
}

/** A log as stored, page by page. */
export interface StoredPages {
  head(): number | Promise<number>;
  page(after: number, options: ReadAllOptions): Promise<Page>;
}

/** Shows every fact of a log, as stored, to who takes notes of them; resolves with him. */
export async function factsNoted<Noter extends { note(fact: Recorded): void }>(
  log: StoredPages,
  console: Console,
  noter: Noter,
): Promise<Noter> {
  const head = await log.head();
  const progress = new Progress(console, '查找密封内容');
  for (let after = 0; after < head;) {
    const { events, upTo } = await log.page(after, { limit: PAGE });
    for (const fact of events) noter.note(fact);
    progress.at(upTo, head);
    after = upTo;
  }
  return noter;
}

export interface ProvenSecrets {
  readonly subjects: Counted;
  readonly evidence: Counted;
  /** Chinese sentences, nothing of a payload. */
  readonly problems: readonly string[];
}

/** Asks the keys further; resolves with what is wrong. */
export type FurtherQuestion = (keys: InstallationKeys) => Promise<readonly string[]>;

const NOTHING_FURTHER: FurtherQuestion = () => Promise.resolve([]);

/** Opens the key store and the evidence of a data folder, and what its facts need from them. */
export async function openSecrets(
  folder: string,
  keyEncryptionKey: Buffer,
  needed: NeededSecrets,
  more = NOTHING_FURTHER,
): Promise<ProvenSecrets> {
  const keys = openSqliteKeyStore({ file: join(folder, KEYS_FILE), keyEncryptionKey });
  try {
    const store = await openFolderEvidenceStore({ folder: join(folder, EVIDENCE_FOLDER), keys });
    return await openNeeded(keys, store, needed, more);
  } finally {
    await keys.close();
  }
}

/** The same for keys and evidence in MongoDB. */
export async function openSharedSecrets(
  url: string,
  keyEncryptionKey: Buffer,
  needed: NeededSecrets,
  more = NOTHING_FURTHER,
): Promise<ProvenSecrets> {
  const keys = await openMongoKeyStore({ url, keyEncryptionKey });
  try {
    const store = await openMongoEvidenceStore({ url, keys });
    try {
      return await openNeeded(keys, store, needed, more);
    } finally {
      await store.close();
    }
  } finally {
    await keys.close();
  }
}

async function openNeeded(
  keys: InstallationKeys,
  store: EvidenceStore,
  { boxes, evidence: named }: NeededSecrets,
  more: FurtherQuestion,
): Promise<ProvenSecrets> {
  const subjects = await openBoxes(boxes.values(), new Sealer(keys));
  const evidence = await openEvidence(named, store);
  const problems = [...subjects.problems, ...evidence.problems, ...(await more(keys))];
  return { subjects: countedIn(subjects), evidence: countedIn(evidence), problems };
}

function countedIn({ opened, erased }: OpenedSecrets): Counted {
  return { opened, erased };
}
