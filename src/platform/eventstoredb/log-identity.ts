import { randomUUID } from 'node:crypto';
import { NO_STREAM, WrongExpectedVersionError, jsonEvent } from '@eventstore/db-client';
import type { ClientLane } from './client-lane.js';
import { IDENTITY_STREAM } from './identity-stream.js';
import { inTime } from './in-time.js';
import type { LogReader } from './log-reader.js';
import { ForeignRecord } from './refusals.js';

/**
 * Gives a log its identity, written into it by whoever opens it first. Of two who do so at once one writes; both read
 * what was written. A copy made of the log keeps it, as a backup has to.
 */
export async function nameLog(lane: ClientLane, reader: LogReader, patienceMs: number): Promise<void> {
  if ((await bornIn(reader)) !== undefined) return;
  const id = randomUUID();
  const metadata = { recordedAt: new Date().toISOString() };
  const born = jsonEvent({ id, type: 'LogBorn', data: { logId: id }, metadata });
  const client = await lane.client();
  try {
    const options = { expectedRevision: NO_STREAM, requiresLeader: true } as const;
    await inTime(patienceMs, client.appendToStream(IDENTITY_STREAM, born, options));
  } catch (error) {
    if (!(error instanceof WrongExpectedVersionError)) throw error;
  }
}

/** Rejects with `ForeignRecord` when the log has none. */
export async function readIdentity(reader: LogReader): Promise<string> {
  const logId = await bornIn(reader);
  if (typeof logId !== 'string') throw new ForeignRecord(IDENTITY_STREAM, 'no logId');
  return logId;
}

async function bornIn(reader: LogReader): Promise<unknown> {
  const [born] = await reader.stream(IDENTITY_STREAM, { limit: 1 });
  return born && (born.data['logId'] ?? null);
}
