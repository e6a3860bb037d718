import type { Connection } from './connection.js';
import { GuardedClient } from './guarded-client.js';

/** So many calls in a row without an answer, and the client is replaced: it may be dead for good. */
const FAILURES_BEFORE_RENEWAL = 3;

/** One client, replaced by a new one when it can no longer be trusted. */
export class ClientLane {
  private current: GuardedClient;
  private ready: Promise<GuardedClient>;
  private failures = 0;
  private renewed = 0;
  private closed = false;

  constructor(private readonly connection: Connection) {
    this.current = this.make();
    this.ready = Promise.resolve(this.current);
  }

  /** How often the client was replaced. */
  get renewals(): number {
    return this.renewed;
  }

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

  async close(): Promise<void> {
    this.closed = true;
    await (await this.ready).close();
  }

  /**
   * Whoever waits on the old client is told that its outcome is unknown. The new one is handed out only when the old
   * one has ended: all clients of a process keep their waiting appends in one place, and the end of one rejects them
   * all.
   */
  private renew(broken: GuardedClient): void {
    if (this.closed || broken !== this.current) return;
    this.failures = 0;
    this.renewed++;
    const next = this.make();
    this.current = next;
    this.ready = broken.close().then(() => next);
  }

  private make(): GuardedClient {
    const client: GuardedClient = new GuardedClient(this.connection, () => this.renew(client));
    return client;
  }
}

const appendLanes = new Map<string, { readonly lane: ClientLane; users: number }>();

/** The one appending client of this process for a cluster; `release` it once. */
export function acquireAppendLane(url: string, connection: Connection): ClientLane {
  const known = appendLanes.get(url) ?? { lane: new ClientLane(connection), users: 0 };
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
