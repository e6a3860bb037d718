import type { Duplex, Readable, Writable } from 'node:stream';
import { finished } from 'node:stream';
import { EventStoreDBClient } from '@eventstore/db-client';
import type { Connection } from './connection.js';
import { KEEP_ALIVE_MS } from './connection.js';

type CallStream = Readable | Writable | Duplex;

/** Ends what was still being read by a client that was given up. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
  constructor() {
    super('the client was given up before all of the answer was taken');
  }
}

/**
 * The client, made so that it cannot take the process down. Its batch path throws inside a data callback when the
 * server answers an append it knows nothing of any more (a second answer), which nobody could catch from outside; here
 * such an error is caught and told, and the owner replaces the client.
 */
export class GuardedClient extends EventStoreDBClient {
  private channel: { close(): void } | undefined;
  private isClosed: boolean | undefined;
  /** Calls that have not come to their end. */
  private readonly calls: Set<CallStream>;

  constructor({ options, ca, userCertificate }: Connection, onBroken: (error: unknown) => void) {
    const { hosts, dnsDiscover, defaultCredentials } = options;
    const [first = { address: 'localhost', port: 2113 }] = hosts;
    const credentials = {
      insecure: options.tls === false,
      rootCertificate: ca,
      userCertFile: userCertificate?.certificate,
      userKeyFile: userCertificate?.key,
    };
    if (dnsDiscover) super({ ...clusterOf(options), discover: first }, credentials, defaultCredentials);
    else if (hosts.length > 1) super({ ...clusterOf(options), endpoints: hosts }, credentials, defaultCredentials);
    else super({ ...clientOf(options), endpoint: first }, credentials, defaultCredentials);
    const calls = new Set<CallStream>();
    this.calls = calls;
    const begun = <Stream extends CallStream>(stream: Stream): Stream => {
      guard(stream, onBroken);
      calls.add(stream);
      finished(stream, () => calls.delete(stream));
      return stream;
    };
    const create = this.GRPCStreamCreator;
    this.GRPCStreamCreator = (kind, debugName, creator, cache) => {
      const begin: typeof creator = (client) => {
        const stream = creator(client);
        return stream instanceof Promise ? stream.then(begun) : begun(stream);
      };
      return create(kind, debugName, begin, cache);
    };
    const connect = this.getChannel;
    this.getChannel = async () => {
      const channel = await connect();
      this.channel = channel;
      if (this.isClosed) channel.close();
      return channel;
    };
  }

  /**
   * Ends every open call and gives the connection up, which the client's own `dispose` keeps. A call that was answered
   * to its end before all of that was taken cannot be cancelled any more: `dispose` would wait for ever for somebody to
   * take the rest. It ends with an error here. Taken by us, the rest would be missing for whoever is still reading, and
   * the end behind it would tell them that they had read everything.
   */
  async close(): Promise<void> {
    this.isClosed = true;
    const ended = this.dispose();
    this.channel?.close();
    this.calls.forEach(breakOff);
    await ended;
  }
}

function clientOf({ connectionName, defaultDeadline, keepAliveInterval, keepAliveTimeout }: Connection['options']) {
  return {
    connectionName,
    defaultDeadline,
    keepAliveInterval: keepAliveInterval ?? KEEP_ALIVE_MS,
    keepAliveTimeout: keepAliveTimeout ?? KEEP_ALIVE_MS,
    throwOnAppendFailure: true,
  };
}

function clusterOf(options: Connection['options']) {
  const { maxDiscoverAttempts, discoveryInterval, gossipTimeout } = options;
  const nodePreference = 'leader' as const;
  return { ...clientOf(options), maxDiscoverAttempts, discoveryInterval, gossipTimeout, nodePreference };
}

/** Appends wait on a stream that is written as well; those are told by the client itself. */
function breakOff(stream: CallStream): void {
  if (!('write' in stream)) stream.destroy(new GivenUp());
}

function guard(stream: CallStream, onBroken: (error: unknown) => void): void {
  for (const listener of stream.listeners('data')) {
    stream.off('data', listener as (message: unknown) => void);
    stream.on('data', (message: unknown) => {
      try {
        listener.call(stream, message);
      } catch (error) {
        onBroken(error);
      }
    });
  }
}
