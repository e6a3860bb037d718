import type { Connection } from './connection.js';
import { GuardedClient } from './guarded-client.js';
import { inTime } from './in-time.js';

/** So many calls in a row without an answer, and the client is replaced: it may be dead for good. */
const FAILURES_BEFORE_RENEWAL = 3;
/** Longest wait for the end of a client: its calls are cancelled on this side, no peer has a say in it. */
const CLOSING_MS = 1_000;

export interface LaneOptions {
  /** Told of a client that did not end within `closingMs`, or with an error; nobody waits for it any longer. */
  readonly onUnclosed: (error: unknown) => void;
  /** Default: 1 s. */
  readonly closingMs?: number;
}

/** One client, replaced by a new one when it can no longer be trusted. */
export class ClientLane {
  private current: GuardedClient;
  private ready: Promise<GuardedClient>;
  private failures = 0;
  private renewed = 0;
  private closed = false;
  /** Clients given up whose end has not come yet. */
  private readonly leaving = new Set<Promise<void>>();

  constructor(
    private readonly connection: Connection,
    private readonly options: LaneOptions,
  ) {
    this.current = this.make();
    this.ready = Promise.resolve(this.current);
  }

  /** How often the client was replaced. */
  get renewals(): number {
    return this.renewed;
  }

  /** Never later than the longest wait for the end of the one before. */
  client(): Promise<GuardedClient> {
    return this.ready;
  }

  answered(): void {
    this.failures = 0;
  }

  /** A call by this client ended without an answer to it. */
  failed(client: GuardedClient): void {
    if (client === this.current && ++this.failures >= FAILURES_BEFORE_RENEWAL) this.renew(client);
  }

  /** Ends the client, and waits once more, as long again at most, for those given up before it. */
  async close(): Promise<void> {
    if (!this.closed) void this.giveUp(this.current);
    this.closed = true;
    await this.untilEnded(Promise.all(this.leaving));
  }

  /**
   * Whoever waits on the old client is told that its outcome is unknown. The new one is handed out when the old one has
   * ended: all clients of a process keep their waiting appends in one place, and the end of one rejects them all. One
   * that does not end holds nobody up for long.
   */
  private renew(broken: GuardedClient): void {
    if (this.closed || broken !== this.current) return;
    this.failures = 0;
    this.renewed++;
    const next = this.make();
    this.current = next;
    this.ready = this.untilEnded(this.giveUp(broken)).then(() => next);
  }

  private giveUp(client: GuardedClient): Promise<void> {
    const ended = client.close();
    this.leaving.add(ended);
    const forget = (): boolean => this.leaving.delete(ended);
    ended.then(forget, forget);
    return ended;
  }

  /** Never rejects. */
  private async untilEnded(ended: Promise<unknown>): Promise<void> {
    const { closingMs = CLOSING_MS, onUnclosed } = this.options;
    await inTime(closingMs, ended).catch(onUnclosed);
  }

  private make(): GuardedClient {
    const client: GuardedClient = new GuardedClient(this.connection, () => this.renew(client));
    return client;
  }
}

const appendLanes = new Map<string, { readonly lane: ClientLane; users: number }>();

/** The one appending client of this process for a cluster, with the options of whoever came first; `release` it once. */
export function acquireAppendLane(url: string, connection: Connection, options: LaneOptions): ClientLane {
  const known = appendLanes.get(url) ?? { lane: new ClientLane(connection, options), users: 0 };
  known.users++;
  appendLanes.set(url, known);
  return known.lane;
}

/** Gives it back; the last user closes it. */
export async function releaseAppendLane(url: string): Promise<void> {
  const known = appendLanes.get(url);
  if (!known || --known.users > 0) return;
  appendLanes.delete(url);
  await known.lane.close();
}
