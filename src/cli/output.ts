import { closeSync, existsSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { createHash } from 'node:crypto';
import type { Console } from './console.js';
import { CannotOpen } from './console.js';

/** Lines on their way to stdout or into a file, counted and hashed. */
export interface Output {
  line(text: string): void;
  /** Lines so far, and the SHA-256 of their bytes, line ends included. */
  sum(): { readonly count: number; readonly sha256: string };
}

/** Writes into a file, which appears under its name only when everything is in it and on disk; or to stdout. */
export async function writingTo<Answer>(
  console: Console,
  file: string | undefined,
  write: (output: Output) => Promise<Answer>,
): Promise<Answer> {
  if (file === undefined) return write(hashed((text) => console.answer(text)));
  if (existsSync(file)) throw new CannotOpen(`输出文件 ${file} 已存在`);
  const part = `${file}.part`;
  const handle = open(part);
  let answer: Answer;
  try {
    answer = await write(hashed((text) => writeSync(handle, text)));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(part, file);
  return answer;
}

function open(part: string): number {
  try {
    return openSync(part, 'w');
  } catch (error) {
    throw new CannotOpen(`输出文件 ${part} 不能写入，请检查路径与权限`, { cause: error });
  }
}

function hashed(write: (text: string) => void): Output {
  const hash = createHash('sha256');
  let count = 0;
  return {
    line: (text) => {
      const whole = `${text}\n`;
      hash.update(whole);
      count++;
      write(whole);
    },
    sum: () => ({ count, sha256: hash.copy().digest('hex') }),
  };
}
