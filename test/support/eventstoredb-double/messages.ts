import { randomUUID } from 'node:crypto';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb.js';
import { AllStreamPosition, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import { BatchAppendResp, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendOutcome, LogRecord } from './double-log.js';

const TICKS_PER_MILLISECOND = 10_000n;

export function streamName(identifier: StreamIdentifier | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
}

function identifierOf(stream: string): StreamIdentifier {
  const identifier = new StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  return identifier;
}

function recorded(record: LogRecord): ReadResp.ReadEvent.RecordedEvent {
  const event = new ReadResp.ReadEvent.RecordedEvent();
  const id = new UUID();
  id.setString(record.id);
  event.setId(id);
  event.setStreamIdentifier(identifierOf(record.stream));
  event.setStreamRevision(String(record.revision));
  event.setCommitPosition(String(record.position));
  event.setPreparePosition(String(record.position));
  event.getMetadataMap().set('type', record.type);
  event.getMetadataMap().set('content-type', record.contentType);
  event.getMetadataMap().set('created', String(BigInt(record.created) * TICKS_PER_MILLISECOND));
  event.setCustomMetadata(record.metadata);
  event.setData(record.data);
  return event;
}

/** An answer of a read, or one already in the bytes that go over the wire. */
export type Answer = ReadResp | Uint8Array;

export function bytesOf(answer: Answer): Buffer {
  return Buffer.from(answer instanceof Uint8Array ? answer : answer.serializeBinary());
}

const encoded = new WeakMap<LogRecord, Uint8Array>();

/** An event; its bytes are made once, since making them is most of what a read costs. */
export function eventMessage(record: LogRecord): Answer {
  const bytes = encoded.get(record) ?? resolvedMessage(record, (event, made) => event.setEvent(made)).serializeBinary();
  encoded.set(record, bytes);
  return bytes;
}

/** A link whose target is gone. */
export function linkMessage(record: LogRecord): Answer {
  return resolvedMessage(record, (event, made) => event.setLink(made));
}

function resolvedMessage(
  record: LogRecord,
  put: (event: ReadResp.ReadEvent, made: ReadResp.ReadEvent.RecordedEvent) => void,
): ReadResp {
  const resolved = new ReadResp.ReadEvent();
  put(resolved, recorded(record));
  resolved.setCommitPosition(String(record.position));
  const message = new ReadResp();
  message.setEvent(resolved);
  return message;
}

export function checkpointMessage(commit: bigint, prepare: bigint): ReadResp {
  const checkpoint = new ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(commit));
  checkpoint.setPreparePosition(String(prepare));
  const message = new ReadResp();
  message.setCheckpoint(checkpoint);
  return message;
}

export function confirmationMessage(): ReadResp {
  const confirmation = new ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(randomUUID());
  const message = new ReadResp();
  message.setConfirmation(confirmation);
  return message;
}

export function caughtUpMessage(): ReadResp {
  const message = new ReadResp();
  message.setCaughtUp(new ReadResp.CaughtUp());
  return message;
}

export function streamNotFoundMessage(stream: string): ReadResp {
  const missing = new ReadResp.StreamNotFound();
  missing.setStreamIdentifier(identifierOf(stream));
  const message = new ReadResp();
  message.setStreamNotFound(missing);
  return message;
}

/** The answer to one append of a batch call, its content to be filled in. */
export function batchAnswer(correlation: UUID | undefined, stream: string): BatchAppendResp {
  const answer = new BatchAppendResp();
  answer.setCorrelationId(correlation);
  answer.setStreamIdentifier(identifierOf(stream));
  return answer;
}

export function batchSuccess(
  { revision, position }: Extract<AppendOutcome, { kind: 'appended' }>,
  withPosition = true,
): BatchAppendResp.Success {
  const success = new BatchAppendResp.Success();
  success.setCurrentRevision(String(revision));
  if (!withPosition) success.setNoPosition(new Empty());
  else {
    const at = new AllStreamPosition();
    at.setCommitPosition(String(position));
    at.setPreparePosition(String(position));
    success.setPosition(at);
  }
  return success;
}
