import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { get as plainGet } from 'node:http';
import { get as secureGet } from 'node:https';
import { json } from 'node:stream/consumers';
import type { AllStreamResolvedEvent, EventStoreDBClient, ResolvedEvent } from '@eventstore/db-client';
import { jsonEvent } from '@eventstore/db-client';
import type { Connection } from '../../../src/platform/eventstoredb/connection.js';

/** A server as a check of an assumption meets it: through the unmodified client and over HTTP, nothing in between. */
export interface CheckedServer {
  readonly client: EventStoreDBClient;
  /** What the node says at a path, over HTTP. */
  readonly ask: (path: string) => Promise<unknown>;
}

export type Check = (server: CheckedServer) => Promise<void>;

/** Asks the first node of a connection string, as the user and under the certificates that it names. */
export function askingNodeOf({ options, ca }: Connection): CheckedServer['ask'] {
  const [{ address, port } = { address: 'localhost', port: 2113 }] = options.hosts;
  const { defaultCredentials: user } = options;
  const target = { host: address, port, ca, auth: user && `${user.username}:${user.password}`, agent: false } as const;
  return async (path) => {
    const request = options.tls === false ? plainGet({ ...target, path }) : secureGet({ ...target, path });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return json(response);
  };
}

export const anyStream = (): string => `assumption-${randomUUID()}`;

export function anyEvent(id: string = randomUUID(), data: Record<string, unknown> = { n: 0 }) {
  return jsonEvent({ id, type: 'Assumed', data, metadata: { recordedAt: '2026-09-30T07:40:00.000Z' } });
}

export const anyEvents = (count: number) => Array.from({ length: count }, () => anyEvent());

export async function all<Event extends ResolvedEvent | AllStreamResolvedEvent>(
  read: AsyncIterable<Event>,
): Promise<readonly Event[]> {
  const events: Event[] = [];
  for await (const event of read) events.push(event);
  return events;
}

/** The error of an answer that is expected to be one. */
export async function errorOf(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(
    (value) => ({ answeredInstead: value }),
    (error: unknown) => error,
  );
}
