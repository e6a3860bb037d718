import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { DoubleLog, LogRecord } from './double-log.js';
import type { Faults } from './faults.js';
import type { Answer } from './messages.js';
import { eventMessage, linkMessage, streamName, streamNotFoundMessage } from './messages.js';
import { accessDenied, failedRead } from './statuses.js';

export type ReadCall = ServerWritableStream<ReadReq, Answer>;

const BACKWARDS = 1;

/** Serves a read of a stream or of the whole log; rejects with what ends the call. */
export async function serveRead(call: ReadCall, log: DoubleLog, faults: Faults): Promise<void> {
  const options = call.request.getOptions();
  const most = Number(options?.getCount());
  const backwards = options?.getReadDirection() === BACKWARDS;
  const stream = options?.getStream();
  if (stream) {
    const name = streamName(stream.getStreamIdentifier());
    if (most === 0) throw failedRead('ReadStreamResult: Error');
    const standing = log.stream(name);
    if (standing.length === 0) await send(call, streamNotFoundMessage(name));
    const wanted = backwards ? streamBackwards(standing, stream) : standing.slice(firstRevision(stream));
    await sendEvents(call, wanted.slice(0, most), faults);
    call.end();
    return;
  }
  if (faults.withholdsWholeLog) throw accessDenied();
  // Never answered.
  if (most === 0) return;
  const indexes = backwards ? indexesBackwards(log, options) : indexesForwards(log, options);
  const records = indexes.slice(0, most).flatMap((index) => log.at(index) ?? []);
  await sendEvents(call, records, faults);
  call.end();
}

/** A subscriber that reads slowly holds the server up; one that is gone is sent nothing more. */
export async function send(call: ReadCall, message: Answer): Promise<void> {
  if (call.cancelled || call.write(message)) return;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      call.off('drain', go);
      call.off('cancelled', go);
      resolve();
    };
    call.on('drain', go);
    call.on('cancelled', go);
  });
}

async function sendEvents(call: ReadCall, records: readonly LogRecord[], faults: Faults): Promise<void> {
  const messageOf = faults.linksWithoutTarget ? linkMessage : eventMessage;
  for (const record of records) await send(call, messageOf(record));
}

function firstRevision(stream: ReadReq.Options.StreamOptions): number {
  if (stream.hasEnd()) throw failedRead('ReadStreamResult: Error');
  return stream.hasStart() ? 0 : Number(stream.getRevision());
}

function streamBackwards(standing: readonly LogRecord[], stream: ReadReq.Options.StreamOptions): readonly LogRecord[] {
  if (stream.hasEnd()) return [...standing].reverse();
  const from = stream.hasStart() ? 0 : Number(stream.getRevision());
  return standing.slice(0, from + 1).reverse();
}

/** The position of an `$all` read; undefined for the start or the end of the log. */
export function positionOf(all: ReadReq.Options.AllOptions | undefined): number | undefined {
  return all?.hasPosition() ? Number(all.getPosition()?.getCommitPosition()) : undefined;
}

function indexesForwards(log: DoubleLog, options: ReadReq.Options | undefined): number[] {
  const position = positionOf(options?.getAll()) ?? (options?.getAll()?.hasEnd() ? Infinity : 0);
  if (position > log.nextPosition) return [];
  if (!log.beginsRecord(position)) throw failedRead('ReadAllResult: Error');
  const first = log.seek(position);
  return Array.from({ length: log.length - first }, (_, offset) => first + offset);
}

/** Backwards the record at the position itself is left out. */
function indexesBackwards(log: DoubleLog, options: ReadReq.Options | undefined): number[] {
  const position = positionOf(options?.getAll()) ?? (options?.getAll()?.hasEnd() ? log.nextPosition : 0);
  if (position > log.nextPosition || !log.beginsRecord(position)) throw failedRead('ReadAllResult: Error');
  return Array.from({ length: log.seek(position) }, (_, index) => index).reverse();
}
