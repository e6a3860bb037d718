import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SqliteLogReader } from '../platform/event-store/sqlite-log-reader.js';
import { openFolderEvidenceStore } from '../platform/evidence/folder.evidence-store.js';
import type { Recorded } from '../platform/fact.js';
import type { InstallationKeys } from '../platform/sealing/key-store.port.js';
import { Sealer } from '../platform/sealing/sealer.js';
import { openSqliteKeyStore } from '../platform/sealing/sqlite.key-store.js';
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

/** Shows every fact of a log, as stored, to who takes notes of them; resolves with him. */
export async function factsNoted<Noter extends { note(fact: Recorded): void }>(
  reader: SqliteLogReader,
  console: Console,
  noter: Noter,
): Promise<Noter> {
  const head = reader.head();
  const progress = new Progress(console, '查找密封内容');
  for (let after = 0; after < head;) {
    const { events, upTo } = await reader.page(after, { limit: PAGE });
    for (const fact of events) noter.note(fact);
    progress.at(upTo, head);
    after = upTo;
  }
  return noter;
}

/** Opens the key store and the evidence of a data folder, and what its facts need from them; `more` asks the keys further. */
export async function openSecrets(
  folder: string,
  keyEncryptionKey: Buffer,
  { boxes, evidence: named }: NeededSecrets,
  more: (keys: InstallationKeys) => Promise<readonly string[]> = () => Promise.resolve([]),
): Promise<{ readonly subjects: Counted; readonly evidence: Counted; readonly problems: readonly string[] }> {
  const keys = openSqliteKeyStore({ file: join(folder, 'keys.sqlite'), keyEncryptionKey });
  try {
    const subjects = await openBoxes(boxes.values(), new Sealer(keys));
    const store = await openFolderEvidenceStore({ folder: join(folder, 'evidence'), keys });
    const evidence = await openEvidence(named, store);
    const problems = [...subjects.problems, ...evidence.problems, ...(await more(keys))];
    return { subjects: countedIn(subjects), evidence: countedIn(evidence), problems };
  } finally {
    await keys.close();
  }
}

function countedIn({ opened, erased }: OpenedSecrets): Counted {
  return { opened, erased };
}
