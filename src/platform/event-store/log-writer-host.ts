import type { AppendRequest, GroupOutcome } from './sqlite-log-writer.js';

/** Messages to the thread that writes. */
export type ToWriter =
  | { readonly kind: 'append'; readonly requests: readonly AppendRequest[] }
  | { readonly kind: 'resume' }
  | { readonly kind: 'close' };

/** Messages from it. `settled` answers appends in the order they were sent. */
export type FromWriter =
  | { readonly kind: 'ready'; readonly head: number }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'settled'; readonly group: GroupOutcome }
  | { readonly kind: 'state'; readonly head: number; readonly reason?: string }
  | { readonly kind: 'closed' };

/** What a writer's host tells its desk. After `lost` it says nothing more. */
export interface WriterListener {
  settled(group: GroupOutcome): void;
  state(head: number, reason?: string): void;
  lost(reason: string): void;
}

/** A place where the writer runs: a worker thread, or this thread. */
export interface WriterHost {
  append(requests: readonly AppendRequest[]): void;
  /** Try to write again after a failure; the answer comes as `state`. */
  resume(): void;
  /** Commits what was sent, then ends. */
  close(): Promise<void>;
}

/** Resolves once the writer has opened the (prepared) log; rejects with its reason. */
export type StartWriter = (file: string, listener: WriterListener) => Promise<WriterHost>;
