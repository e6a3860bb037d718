import type { Duplex, Readable, Writable } from 'node:stream';
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
    const create = this.GRPCStreamCreator;
    this.GRPCStreamCreator = (kind, debugName, creator, cache) =>
      create(kind, debugName, (client) => guarded(creator(client), onBroken), cache);
    const connect = this.getChannel;
    this.getChannel = async () => {
      const channel = await connect();
      this.channel = channel;
      if (this.isClosed) channel.close();
      return channel;
    };
  }

  /** Ends every open call and gives the connection up; the client's own `dispose` keeps it. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.dispose();
    this.channel?.close();
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

function guarded<Stream extends CallStream>(
  stream: Stream | Promise<Stream>,
  onBroken: (error: unknown) => void,
): Stream | Promise<Stream> {
  if (stream instanceof Promise) return stream.then((opened) => guarded(opened, onBroken));
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
  return stream;
}
