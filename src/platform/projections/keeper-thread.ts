import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { LogDamaged } from '../event-store/log-refusals.js';
import type { DeadLetter } from '../read-store/collections.js';
import type { Call, FromKeeper, KeeperSetUp, LogName, ToKeeper } from './keeper-messages.js';
import type { Log } from './log.js';
import type { ProjectionStatus } from './member.js';
import type { ViewKeeper } from './view-keeper.port.js';

export interface KeeperListener {
  readonly log: Log;
  damaged(log: LogName, damage: LogDamaged): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * Keeps the views of both logs in a thread of its own, so that nobody's answer waits for a fold. A thread that dies
 * takes the process with it: a start afterwards goes on from the checkpoints.
 */
export class KeeperThread {
  private readonly waiting = new Map<number, Waiting>();
  private calls = 0;

  private constructor(
    private readonly worker: Worker,
    private readonly listener: KeeperListener,
  ) {
    worker.on('message', (message: FromKeeper) => this.take(message));
  }

  /** `script` is the compiled entry. Rejects when the thread cannot open what it was given. */
  static async open(script: string, setUp: KeeperSetUp, listener: KeeperListener): Promise<KeeperThread> {
    const worker = new Worker(script, { workerData: setUp, name: 'view-keeper' });
    await once(worker, 'message');
    return new KeeperThread(worker, listener);
  }

  keeperOf(log: LogName): ViewKeeper {
    const call = <Answer>(...what: Call): Promise<Answer> => this.call(log, what) as Promise<Answer>;
    return {
      start: () => call('start'),
      stop: () => call('stop'),
      status: () => call<readonly ProjectionStatus[]>('status'),
      deadLetters: (name) => call<readonly DeadLetter[]>('deadLetters', name),
      rebuild: (name) => call('rebuild', name),
      rollBack: (name) => call('rollBack', name),
      retryParked: (name, key) => call('retryParked', name, key),
      hashOf: ({ name }) => call('hashOf', name),
    };
  }

  /** Tells it that a log has grown. */
  announce(log: LogName, position: number): void {
    this.send({ kind: 'head', log, position });
  }

  async close(): Promise<void> {
    const ended = once(this.worker, 'exit');
    this.send({ kind: 'close' });
    await ended;
  }

  private call(log: LogName, call: Call): Promise<unknown> {
    const id = ++this.calls;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.send({ kind: 'call', id, log, call });
    });
  }

  private send(message: ToKeeper): void {
    this.worker.postMessage(message);
  }

  private take(message: FromKeeper): void {
    switch (message.kind) {
      case 'answer':
        return this.settle(message.id)?.resolve(message.value);
      case 'refused':
        return this.settle(message.id)?.reject(Object.assign(new Error(message.message), { name: message.name }));
      case 'said':
        return this.listener.log(message.level, message.message, message.fields);
      case 'damaged':
        return this.listener.damaged(message.log, new LogDamaged(message.file, message.where));
      case 'ready':
        return undefined;
    }
  }

  private settle(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    return waiting;
  }
}
