import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SqliteLogReader } from '../platform/event-store/sqlite-log-reader.js';
import { openFolderEvidenceStore } from '../platform/evidence/folder.evidence-store.js';
import { Sealer } from '../platform/sealing/sealer.js';
import { openSqliteKeyStore } from '../platform/sealing/sqlite.key-store.js';
import { keyBytes } from '../platform/settings/setting-values.js';
import type { Console } from './console.js';
import { CannotOpen, Progress } from './console.js';
import { CurrentLogReader } from './current-log-reader.js';
import type { OpenedSecrets } from './drill-secrets.js';
import { NeededSecrets, openBoxes, openEvidence } from './drill-secrets.js';
import { logFileIn, readingLog } from './log-file.js';
import { rehearseRebuild } from './rebuild-views.js';
import { problemsOf, verifyFolder } from './verify-folder.js';

export interface Drilled {
  readonly facts: number;
  readonly subjects: Omit<OpenedSecrets, 'problems'>;
  readonly evidence: Omit<OpenedSecrets, 'problems'>;
  readonly views: number;
  /** Chinese sentences, in the order of the steps; none = the backup can be restored. */
  readonly problems: readonly string[];
}

const PAGE = 1_000;

/**
 * Restores a backup into a temporary folder, which is removed afterwards, and proves there that it is whole: both logs,
 * a sealed box of every subject, every evidence a fact names, every view. The backup is only copied from.
 * Rejects with `CannotOpen` when there is no log or no key to try it with.
 */
export async function drillRestore(backup: string, console: Console): Promise<Drilled> {
  logFileIn(backup, console);
  const copy = mkdtempSync(join(tmpdir(), 'restore-drill-'));
  try {
    cpSync(backup, copy, { recursive: true, filter: (name) => !name.endsWith('.lock') });
    return await drillIn(logFileIn(copy, console), console);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function drillIn(log: string, console: Console): Promise<Drilled> {
  const folder = dirname(log);
  const key = keyFor(folder, console);
  return readingLog(log, async (reader) => {
    const verified = await verifyFolder(log, console);
    const problems = [...problemsOf(verified), ...(verified.access ? [] : ['备份中缺少查阅日志 access.sqlite'])];
    const needed = problems.length === 0 ? await neededBy(reader, console) : new NeededSecrets();
    const secrets = await openSecrets(folder, key, needed);
    problems.push(...secrets.problems);
    const views = problems.length === 0 ? (await rehearseRebuild(new CurrentLogReader(reader), console)).views : [];
    problems.push(...views.flatMap(({ name, problem }) => (problem === undefined ? [] : [`视图 ${name}：${problem}`])));
    const { subjects, evidence } = secrets;
    return { facts: verified.facts, subjects, evidence, views: views.length, problems };
  });
}

function keyFor(folder: string, { env }: Console): Buffer {
  const problems: string[] = [];
  const made = join(folder, 'demo.key');
  const text = env['DISCOVERY_KEY']?.trim() || (existsSync(made) ? readFileSync(made, 'utf8').trim() : undefined);
  const key = keyBytes(text, problems);
  if (!key) throw new CannotOpen(problems[0] ?? '没有主密钥：请设 DISCOVERY_KEY，与备份时相同');
  if (!existsSync(join(folder, 'keys.sqlite'))) throw new CannotOpen('备份中缺少密钥库 keys.sqlite');
  return key;
}

async function neededBy(reader: SqliteLogReader, console: Console): Promise<NeededSecrets> {
  const needed = new NeededSecrets();
  const head = reader.head();
  const progress = new Progress(console, '查找密封内容');
  for (let after = 0; after < head;) {
    const { events, upTo } = await reader.page(after, { limit: PAGE });
    for (const fact of events) needed.note(fact);
    progress.at(upTo, head);
    after = upTo;
  }
  return needed;
}

async function openSecrets(
  folder: string,
  keyEncryptionKey: Buffer,
  { boxes, evidence: named }: NeededSecrets,
): Promise<Pick<Drilled, 'subjects' | 'evidence' | 'problems'>> {
  const keys = openSqliteKeyStore({ file: join(folder, 'keys.sqlite'), keyEncryptionKey });
  try {
    const subjects = await openBoxes(boxes.values(), new Sealer(keys));
    const store = await openFolderEvidenceStore({ folder: join(folder, 'evidence'), keys });
    const evidence = await openEvidence(named, store);
    const problems = [...subjects.problems, ...evidence.problems];
    return { subjects: countedIn(subjects), evidence: countedIn(evidence), problems };
  } finally {
    await keys.close();
  }
}

function countedIn({ opened, erased }: OpenedSecrets): Drilled['subjects'] {
  return { opened, erased };
}

export function drilledText({ facts, subjects, evidence, views, problems }: Drilled): string {
  const counted = [
    `${facts} 条事实`,
    `${subjects.opened} 个对象的密封内容能打开(已删除 ${subjects.erased})`,
    `${evidence.opened} 份佐证完好(已删除 ${evidence.erased})`,
    `${views} 个视图可重建`,
  ].join('，');
  const verdict = problems.length === 0 ? `恢复演练通过：${counted}` : `恢复演练未通过，${problems.length} 处问题`;
  return [...problems, verdict].map((line) => `${line}\n`).join('');
}
