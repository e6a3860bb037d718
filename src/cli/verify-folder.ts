import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isKnownType } from '../known-facts.js';
import { accessTypes } from '../platform/access/access-facts.js';
import type { Recorded } from '../platform/fact.js';
import { categoryOf } from '../platform/fact.js';
import type { Console } from './console.js';
import { readingLog } from './log-file.js';
import { unmergedBeside } from './unmerged.js';
import type { Verified } from './verify-log.js';
import { verifyLog } from './verify-log.js';

/** The business log, and the second log (who looked) where there is one beside it. */
export interface VerifiedFolder extends VerifiedFile {
  readonly access?: VerifiedFile;
}

interface VerifiedFile extends Verified {
  /** Bytes beside the log that were not merged into it; what is in them has been verified too. */
  readonly unmergedBytes: number;
}

const ACCESS_LOG = 'access.sqlite';

/** Verifies a log and what belongs to it, read-only and beside a running server. Rejects with `CannotOpen`. */
export async function verifyFolder(file: string, console: Console): Promise<VerifiedFolder> {
  const verified = await verifyFile(file, isKnownType, console);
  const second = join(dirname(file), ACCESS_LOG);
  return existsSync(second) ? { ...verified, access: await verifyFile(second, isAccessFact, console) } : verified;
}

export function isFlawless({ violations, access }: VerifiedFolder): boolean {
  return violations.length === 0 && (access?.violations.length ?? 0) === 0;
}

async function verifyFile(file: string, knows: (fact: Recorded) => boolean, console: Console): Promise<VerifiedFile> {
  const { bytes: unmergedBytes, problem } = unmergedBeside(file);
  // What the storage engine would show of such a file is not the log.
  if (problem !== undefined)
    return { facts: 0, streams: 0, factsPerSecond: 0, unmergedBytes, violations: [{ problem }] };
  return readingLog(file, async () => ({ ...verifyLog(file, { knows, console }), unmergedBytes }));
}

function isAccessFact({ stream, type }: Recorded): boolean {
  return categoryOf(stream) === 'access' && accessTypes.includes(type);
}

export function verifiedText({ access, ...log }: VerifiedFolder): string {
  const second = access ? textOf(access, '查阅日志') : `没有查阅日志（${ACCESS_LOG}）\n`;
  return textOf(log, '事实日志') + second;
}

/** One sentence for each violation, the business log's first. */
export function problemsOf({ access, ...log }: VerifiedFolder): readonly string[] {
  return [...linesOf(log, '事实日志'), ...(access ? linesOf(access, '查阅日志') : [])];
}

function linesOf({ violations }: VerifiedFile, name: string): readonly string[] {
  return violations.map(({ stream, revision, position, problem }) =>
    stream === undefined ? `${name}文件：${problem}` : `${stream}@${revision} 位置 ${position}：${problem}`,
  );
}

function textOf(verified: VerifiedFile, name: string): string {
  const { facts, streams, factsPerSecond, unmergedBytes, violations } = verified;
  const lines = linesOf(verified, name);
  const unmerged = `${name}有 ${unmergedBytes} 字节尚未并入：服务器正在运行，或没有正常停止；其中的事实已一并核对`;
  const end = `${name} ${facts} 条事实，${streams} 条流，每秒 ${factsPerSecond} 条，${violations.length === 0 ? '未发现问题' : `发现 ${violations.length} 处问题`}`;
  return [...lines, ...(unmergedBytes > 0 ? [unmerged] : []), end].map((line) => `${line}\n`).join('');
}
