import type { Anchor, Envelope, JsonObject, Recorded } from '../fact.js';

/** One event as handed to a store. `id` is a lower-case UUID, unique within the append. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: Envelope;
}

/** The state a writer has seen: `none` = the stream must not exist; a number = its last revision (first event is 0). */
export type Expected = 'none' | number;

export interface Appended {
  /** Revision of the last event of the append. */
  readonly revision: number;
  /** Position of that event in the whole log. A safe integer; grows, need not be gapless. */
  readonly position: number;
}

export interface ReadOptions {
  /** First revision to return, inclusive. Default: 0 forwards, the last one backwards. */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  /** Most events to return. Default: all. 0 is answered without asking the store. */
  readonly limit?: number;
}

export interface Selection {
  /** Stream categories wanted; absent = all. */
  readonly categories?: readonly string[];
  /** Types of facts wanted; absent = all. What is not wanted is not even decoded. */
  readonly types?: readonly string[];
}

export interface ReadAllOptions extends Selection {
  /** Only facts whose envelope names this township. */
  readonly town?: string;
  readonly limit: number;
}

/** A page of the log. `upTo` is the position looked at so far, wanted or not: resume after it. */
export interface Page {
  readonly events: readonly Recorded[];
  readonly upTo: number;
}

export type PageHandler = (page: Page) => Promise<void>;

export interface Subscription {
  /** Resolves when the handler has returned for the last time. */
  stop(): Promise<void>;
  /** Settles when the subscription ends: resolves after `stop`, rejects when the handler or the store failed for good. */
  readonly ended: Promise<void>;
}

/** A type of fact as one release wrote it into streams of one category. */
export interface FactKind {
  readonly category: string;
  readonly type: string;
  readonly schemaVersion: string;
  /** Where in the log the first of them stands. */
  readonly position: number;
}

export interface StoreHealth {
  /** Whether appends are accepted now. */
  readonly writable: boolean;
  /** Why not: one line for the operator, naming the place. */
  readonly reason?: string;
}

/**
 * An append-only log of streams. There is no "any" revision: every writer says what it has seen.
 *
 * - `append` is all or nothing and durable when it resolves. The same ids at the same expected revision again:
 *   the first answer, nothing written. Two writers at one revision: one wins, the other gets `WrongRevision`.
 * - `read` of a missing stream is an empty list.
 * - Order of `readAll` and `subscribeAll` is the order of positions; resuming is exclusive of `after`
 *   (0 = from the beginning). A handler is called with one page at a time and awaited.
 */
export interface EventStore {
  append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Appended>;
  read(stream: string, options?: ReadOptions): Promise<readonly Recorded[]>;
  readAll(after: number, options: ReadAllOptions): Promise<Page>;
  subscribeAll(after: number, selection: Selection, handler: PageHandler): Subscription;
  /** Position of the last event, 0 in an empty log. */
  head(): Promise<number>;
  /** Identity of this log, fixed at its birth; a restored or foreign log has another one. */
  logId(): Promise<string>;
  /** Position of the fact an anchor names; rejects with `NoSuchEvent`. */
  resolve(anchor: Anchor): Promise<number>;
  /** Greatest position whose `recordedAt` is not after `instant` (as known at), 0 if none. */
  positionAt(instant: string): Promise<number>;
  /**
   * Position of the last fact up to and including `upTo` (default: the end) whose stream is of none of these categories,
   * 0 if there is none: how far a log goes that shares its store with another one.
   */
  lastOutside(categories: readonly string[], upTo?: number): Promise<number>;
  /** Every kind of fact the log holds as it is stored, in the order of their first ones. */
  kinds(): Promise<readonly FactKind[]>;
  /** Asking also makes a store that had to stop try again. */
  health(): StoreHealth;
  /**
   * Rejects with one line naming the place when what is stored cannot be what was written; asked once, before anything
   * is built on it. Looked at are the structure of everything and the content of the `latest` facts (default 100,000),
   * so that the time does not grow with the years; older content goes on being looked at while the store is in use,
   * and damage found in it condemns the log. A store that answers for itself resolves at once.
   */
  assertSound(options?: { readonly latest?: number }): Promise<void>;
  /**
   * Whoever reads the same log in another thread has met what cannot have been written: from now on no append is
   * accepted, `health` says why. A store that answers for itself has nothing to do.
   */
  condemn(damage: Error): void;
  close(): Promise<void>;
}

/** The reading half of a log: all that whoever builds on facts needs, and all that another thread can have. */
export type ReadableLog = Pick<
  EventStore,
  'read' | 'readAll' | 'subscribeAll' | 'head' | 'logId' | 'resolve' | 'positionAt'
>;

/** Somebody else wrote first. `actual` is the stream's last revision, `none` if it does not exist. */
export class WrongRevision extends Error {
  override readonly name = 'WrongRevision';
  constructor(
    readonly stream: string,
    readonly expected: Expected,
    readonly actual: Expected,
  ) {
    super(`stream ${stream}: expected ${expected}, found ${actual}`);
  }
}

/** The append may or may not stand. Retry the same ids at the same expected revision; never decide anew first. */
export class UnknownOutcome extends Error {
  override readonly name = 'UnknownOutcome';
}

/** Refused before anything was sent: malformed id, empty type, repeated id, empty append, bad stream name. */
export class InvalidAppend extends Error {
  override readonly name = 'InvalidAppend';
}

/** The append is larger than `MAX_APPEND_BYTES`; nothing was written. */
export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';
  constructor(readonly bytes: number) {
    super(`append of ${bytes} bytes exceeds ${MAX_APPEND_BYTES}`);
  }
}

/** The store cannot answer now; nothing was written. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

export class NoSuchEvent extends Error {
  override readonly name = 'NoSuchEvent';
  constructor(readonly anchor: Anchor) {
    super(`no event ${anchor.stream}@${anchor.revision}`);
  }
}

/** data + metadata + 2 × type of all events of one append, as a cluster of any version accepts it. */
export const MAX_APPEND_BYTES = 1_048_576;
