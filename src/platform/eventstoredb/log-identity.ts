import { randomUUID } from 'node:crypto';
import { NO_STREAM, WrongExpectedVersionError, jsonEvent } from '@eventstore/db-client';
import type { ClientLane } from './client-lane.js';
import { IDENTITY_STREAM } from './identity-stream.js';
import { inTime } from './in-time.js';
import type { LogReader } from './log-reader.js';
import { ForeignRecord } from './refusals.js';

/**
 * The identity of a log, written into it by whoever opens it first. Two who do so at once: one writes, both read what
 * was written. A copy made of the log keeps it, as a backup has to.
 */
export async function logIdentity(lane: ClientLane, reader: LogReader, patienceMs: number): Promise<string> {
  return (await readIdentity(reader)) ?? (await writeIdentity(lane, reader, patienceMs));
}

async function writeIdentity(lane: ClientLane, reader: LogReader, patienceMs: number): Promise<string> {
  const id = randomUUID();
  const born = jsonEvent({
    id,
    type: 'LogBorn',
    data: { logId: id },
    metadata: { recordedAt: new Date().toISOString() },
  });
  const client = await lane.client();
  try {
    const options = { expectedRevision: NO_STREAM, requiresLeader: true } as const;
    await inTime(patienceMs, client.appendToStream(IDENTITY_STREAM, born, options));
  } catch (error) {
    if (!(error instanceof WrongExpectedVersionError)) throw error;
  }
  const written = await readIdentity(reader);
  if (written === undefined) throw new ForeignRecord(IDENTITY_STREAM, 'written and not there');
  return written;
}

async function readIdentity(reader: LogReader): Promise<string | undefined> {
  const [born] = await reader.stream(IDENTITY_STREAM, { limit: 1 });
  const logId = born?.data['logId'];
  if (born && typeof logId !== 'string') throw new ForeignRecord(IDENTITY_STREAM, 'no logId');
  return typeof logId === 'string' ? logId : undefined;
}
