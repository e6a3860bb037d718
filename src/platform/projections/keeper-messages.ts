import type { Projection } from './projection.js';
import type { ViewKeeper } from './view-keeper.port.js';

/** Which log's views are spoken of. */
export type LogName = 'business' | 'access';

export interface KeptLog {
  readonly file: string;
  /** Connection string, when the log is on a server instead of in the file. */
  readonly url?: string;
  /** Database of the read store its views stand in. */
  readonly database: string;
}

/** What the thread is given at its birth. */
export interface KeeperSetUp {
  readonly mongoUrl: string;
  /** Nobody but this process can write the read store. */
  readonly soleWriter: boolean;
  /** True when this process has looked through what stands there before. */
  readonly looked?: boolean;
  /** Epoch of the lease it works under; absent without one. */
  readonly fence?: number;
  /** Names of the business log's views that are kept; all of them by default. */
  readonly only?: readonly string[];
  readonly logs: Readonly<Record<LogName, KeptLog>>;
}

/** A call of a keeper, its arguments in order. */
export type Call = readonly [method: keyof ViewKeeper, ...names: string[]];

export type ToKeeper =
  | { readonly kind: 'call'; readonly id: number; readonly log: LogName; readonly call: Call }
  /** A log has grown to this position. */
  | { readonly kind: 'head'; readonly log: LogName; readonly position: number }
  | { readonly kind: 'close' };

export type FromKeeper =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  /** Classes do not survive the way out of a thread. */
  | { readonly kind: 'refused'; readonly id: number; readonly name: string; readonly message: string }
  | {
      readonly kind: 'said';
      readonly level: 'info' | 'warn' | 'error';
      readonly message: string;
      readonly fields: Readonly<Record<string, unknown>>;
    }
  /** A read met what cannot have been written. */
  | { readonly kind: 'damaged'; readonly log: LogName; readonly file: string; readonly where: string };

/** Those of the views that are kept. */
export function keptOf(views: readonly Projection[], only: KeeperSetUp['only']): readonly Projection[] {
  return only === undefined ? views : views.filter(({ name }) => only.includes(name));
}

export function called(keeper: ViewKeeper, [method, name = '', key = '']: Call): unknown {
  switch (method) {
    case 'start':
    case 'stop':
    case 'status':
      return keeper[method]();
    case 'deadLetters':
    case 'rebuild':
    case 'rollBack':
      return keeper[method](name);
    case 'retryParked':
      return keeper.retryParked(name, key);
    case 'hashOf':
      return keeper.hashOf({ name });
  }
}
