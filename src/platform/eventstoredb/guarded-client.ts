import type { Duplex, Readable, Writable } from 'node:stream';
import { finished } from 'node:stream';
import { EventStoreDBClient } from '@eventstore/db-client';
import type { Connection } from './connection.js';
import { KEEP_ALIVE_MS } from './connection.js';

type CallStream = Readable | Writable | Duplex;

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
   * to its end and left before all of that was taken cannot be cancelled any more: `dispose` would wait for ever for
   * somebody to take the rest, which is taken here.
   */
  async close(): Promise<void> {
    this.isClosed = true;
    const ended = this.dispose();
    this.channel?.close();
    this.calls.forEach(takeAll);
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

function takeAll(stream: CallStream): void {
  if (!('read' in stream)) return;
  for (let taken: unknown = stream.read(); taken !== null;) taken = stream.read();
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
