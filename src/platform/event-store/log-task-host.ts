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

/** Of so many facts at most a thread would take longer to begin than any check of them takes. */
const FEW = 1_000;

export interface LogTaskOptions {
  /** How many facts the log holds, where that is known; default: too many to wait for them in this thread. */
  readonly facts?: number;
  /** Breaks off what runs in a thread; it rejects then. */
  readonly signal?: AbortSignal;
}

/** Runs a task in a thread; in this one where the log is small or there is no compiled file a thread could load. */
export function runLogTask(task: LogTask, { facts = Infinity, signal }: LogTaskOptions = {}): Promise<LogTaskAnswer> {
  if (facts <= FEW || !existsSync(TASK_WORKER)) return new Promise((resolve) => resolve(performLogTask(task)));
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
