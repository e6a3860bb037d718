import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FromWriter, StartWriter, ToWriter, WriterHost, WriterListener } from './log-writer-host.js';

/** The compiled worker beside this compiled file; absent where the TypeScript sources themselves are run (tests). */
export const WRITER_WORKER = join(__dirname, 'sqlite-writer.worker.js');

export function hasCompiledWorker(): boolean {
  return existsSync(WRITER_WORKER);
}

/** Hosts the writer in a thread of its own, so that no caller waits for a disk it has not asked. */
export function workerWriter(script: string = WRITER_WORKER): StartWriter {
  return (file, listener) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(script, { workerData: { file }, name: 'event-log-writer' });
      let ending: string | undefined;
      let closing = false;
      const ended = new Promise<void>((end) => worker.on('exit', () => end()));
      const send = (message: ToWriter): void => worker.postMessage(message);
      const host: WriterHost = {
        append: (requests) => send({ kind: 'append', requests }),
        resume: () => send({ kind: 'resume' }),
        close: async () => {
          closing = true;
          send({ kind: 'close' });
          await ended;
        },
      };
      worker.on('message', (message: FromWriter) => {
        if (message.kind === 'ready') {
          listener.state(message.head);
          resolve(host);
        } else if (message.kind === 'refused') ending = message.reason;
        else tell(listener, message);
      });
      worker.on('error', (error: Error) => {
        ending = `写入线程出错：${error.message}`;
      });
      // Only now is its connection closed for certain, and another writer may be started.
      worker.on('exit', (code) => {
        const reason = ending ?? `写入线程已退出（${code}）`;
        reject(new Error(reason));
        if (!closing) listener.lost(reason);
      });
    });
}

function tell(listener: WriterListener, message: FromWriter): void {
  if (message.kind === 'settled') listener.settled(message.group);
  else if (message.kind === 'state') listener.state(message.head, message.reason);
}
