import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLocalDate } from '../platform/calendar/local-date.js';
import type { DemoSpan, ScriptName } from './demo-script.js';
import { scriptNames } from './demo-script.js';

/** What the data folder remembers of its demo, so that a play that was broken off goes on with the same seed and days. */
export interface DemoMark extends DemoSpan {
  readonly script: ScriptName;
  readonly seed: number;
  readonly finished: boolean;
}

const markFile = (folder: string) => join(folder, 'demo-play.json');

/** Undefined in a folder that never began one; throws one line when the file is damaged. */
export function readDemoMark(folder: string): DemoMark | undefined {
  const file = markFile(folder);
  if (!existsSync(file)) return undefined;
  const mark = parsed(readFileSync(file, 'utf8'));
  if (!mark) throw new Error(`演示标记 ${file} 已损坏，请删除整个演示文件夹 ${folder} 后重新启动`);
  return mark;
}

/** Written beside and renamed, so that a start broken off here leaves the mark whole. */
export function writeDemoMark(folder: string, mark: DemoMark): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${markFile(folder)}.new`, `${JSON.stringify(mark)}\n`);
  renameSync(`${markFile(folder)}.new`, markFile(folder));
}

/** Whether a log stands there already: what it holds is somebody's, and no demo is played on top of it. */
export function hasLog(folder: string): boolean {
  return existsSync(join(folder, 'log.sqlite'));
}

function parsed(text: string): DemoMark | undefined {
  try {
    const mark = JSON.parse(text) as Partial<DemoMark>;
    const { script, seed, from, until, finished } = mark;
    const fits = typeof seed === 'number' && isLocalDate(from) && isLocalDate(until) && typeof finished === 'boolean';
    return fits && script !== undefined && scriptNames.includes(script)
      ? { script, seed, from, until, finished }
      : undefined;
  } catch {
    return undefined; // Damaged text and a damaged mark are one and the same to the caller.
  }
}
