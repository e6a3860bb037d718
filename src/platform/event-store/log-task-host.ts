import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LogDamaged, LogNotWritable } from './log-refusals.js';
import type { LogTask, LogTaskAnswer } from './sqlite-log-task.js';
import { performLogTask } from './sqlite-log-task.js';
import { messageOf } from './sqlite-log-file.js';

/** An error on its way out of a thread: classes do not survive it. */
export type Flaw =
  | { readonly kind: 'damaged'; readonly file: string; readonly where: string }
  | { readonly kind: 'not-writable'; readonly file: string; readonly reason: string }
  | { readonly kind: 'other'; readonly reason: string };

export function flawOf(error: unknown): Flaw {
  if (error instanceof LogDamaged) return { kind: 'damaged', file: error.file, where: error.where };
  if (error instanceof LogNotWritable) return { kind: 'not-writable', file: error.file, reason: error.reason };
  return { kind: 'other', reason: messageOf(error) };
}

const TASK_WORKER = join(__dirname, 'sqlite-log-task.worker.js');

/**
 * Runs a task in a thread, or in this one where there is no compiled file a thread could load. `signal` breaks it off;
 * it rejects then.
 */
export function runLogTask(task: LogTask, signal?: AbortSignal): Promise<LogTaskAnswer> {
  if (!existsSync(TASK_WORKER)) return new Promise((resolve) => resolve(performLogTask(task)));
  return new Promise((resolve, reject) => {
    const worker = new Worker(TASK_WORKER, { workerData: task, name: `event-log-${task.kind}` });
    signal?.addEventListener('abort', () => void worker.terminate(), { once: true });
    worker.on('message', (answer: LogTaskAnswer | Flaw) => {
      if ('events' in answer) resolve(answer);
      else reject(errorOf(answer));
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`日志任务线程已退出（${code}）`)));
  });
}

function errorOf(flaw: Flaw): Error {
  if (flaw.kind === 'damaged') return new LogDamaged(flaw.file, flaw.where);
  if (flaw.kind === 'not-writable') return new LogNotWritable(flaw.file, flaw.reason);
  return new Error(flaw.reason);
}
