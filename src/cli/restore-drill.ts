import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Console } from './console.js';
import { CannotOpen } from './console.js';
import { CurrentLogReader } from './current-log-reader.js';
import { NeededSecrets } from './drill-secrets.js';
import type { Counted } from './folder-secrets.js';
import { factsNoted, keyOf, openSecrets } from './folder-secrets.js';
import { logFileIn, readingLog } from './log-file.js';
import { rehearseRebuild } from './rebuild-views.js';
import { problemsOf, verifyFolder } from './verify-folder.js';

export interface Drilled {
  readonly facts: number;
  readonly subjects: Counted;
  readonly evidence: Counted;
  readonly views: number;
  /** Chinese sentences, in the order of the steps; none = the backup can be restored. */
  readonly problems: readonly string[];
}

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
  const key = keyOf(folder, console);
  if (!existsSync(join(folder, 'keys.sqlite'))) throw new CannotOpen('备份中缺少密钥库 keys.sqlite');
  return readingLog(log, async (reader) => {
    const verified = await verifyFolder(log, console);
    const problems = [...problemsOf(verified), ...(verified.access ? [] : ['备份中缺少查阅日志 access.sqlite'])];
    const needed = problems.length === 0 ? await factsNoted(reader, console, new NeededSecrets()) : new NeededSecrets();
    const secrets = await openSecrets(folder, key, needed);
    problems.push(...secrets.problems);
    const views = problems.length === 0 ? (await rehearseRebuild(new CurrentLogReader(reader), console)).views : [];
    problems.push(...views.flatMap(({ name, problem }) => (problem === undefined ? [] : [`视图 ${name}：${problem}`])));
    const { subjects, evidence } = secrets;
    return { facts: verified.facts, subjects, evidence, views: views.length, problems };
  });
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
