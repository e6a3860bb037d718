import { randomUUID } from 'node:crypto';
import type { AllStreamResolvedEvent, EventStoreDBClient, ResolvedEvent } from '@eventstore/db-client';
import { jsonEvent } from '@eventstore/db-client';

/** A server as a check of an assumption meets it: through the unmodified client and over HTTP, nothing in between. */
export interface CheckedServer {
  readonly client: EventStoreDBClient;
  /** `http://host:port` of the node. */
  readonly http: string;
}

export type Check = (server: CheckedServer) => Promise<void>;

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
