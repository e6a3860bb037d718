import { parentPort, workerData } from 'node:worker_threads';
import type { LogTask } from './sqlite-log-task.js';
import { performLogTask } from './sqlite-log-task.js';
import { flawOf } from './log-task-host.js';

/** Entry of the thread that copies or verifies a whole log: one task, one answer. */
function answer(task: LogTask): unknown {
  try {
    return performLogTask(task);
  } catch (error) {
    return flawOf(error);
  }
}

parentPort?.postMessage(answer(workerData as LogTask));
